from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("knowledge", "0004_counts_what_it_spared"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticleLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=500)),
                ("words", models.CharField(blank=True, max_length=120)),
                ("slug", models.CharField(blank=True, db_index=True, max_length=120)),
                ("anchor", models.CharField(blank=True, max_length=200)),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Nothing"),
                            ("moved", "This is an old address of the article; it still leads there."),
                            ("no_article", "There is no article at this address."),
                            ("no_anchor", "The article is there, but not this place in it."),
                            ("archived", "The article is archived."),
                            ("unpublished", "Customers can't read the article: it is not published."),
                            ("scheduled", "Customers can't read the article yet: it is scheduled."),
                            ("narrower", "Not everybody who reads this one may read that one."),
                            ("no_page", "There is no page at this address."),
                            ("one_request", "This leads to somebody's own request."),
                            ("no_file", "The file is not there."),
                            ("malformed", "This is no complete address."),
                        ],
                        max_length=12,
                    ),
                ),
                ("check_at", models.DateTimeField(default=django.utils.timezone.now, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="FormerCategoryAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=100, unique=True)),
            ],
        ),
        migrations.AddField(
            model_name="article",
            name="anchors",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="article",
            name="archived_from",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="article",
            name="behind",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="article",
            name="links_read",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="article",
            name="original_version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=[
                    "category",
                    "position",
                    "status",
                    "published_at",
                    "audience",
                    "language",
                    "original",
                    "owner",
                    "review_on",
                    "behind",
                ],
                name="article_at_a_glance",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("original__isnull", False)),
                fields=["original", "language"],
                name="article_translations",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("links_read", False)), fields=["id"], name="article_links_unread"
            ),
        ),
        migrations.AddField(
            model_name="articlelink",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="links", to="knowledge.article"
            ),
        ),
        migrations.AddField(
            model_name="formercategoryaddress",
            name="category",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="former_addresses",
                to="knowledge.category",
            ),
        ),
        migrations.AddIndex(
            model_name="articlelink",
            index=models.Index(
                condition=models.Q(("check_at__isnull", False)),
                fields=["check_at"],
                name="article_link_to_be_checked",
            ),
        ),
        migrations.AddIndex(
            model_name="articlelink",
            index=models.Index(
                condition=models.Q(("fault", ""), _negated=True),
                fields=["fault"],
                name="article_link_at_fault",
            ),
        ),
    ]
