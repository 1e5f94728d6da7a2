import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q
from django.utils.text import slugify


def name_statuses(apps, schema_editor):
    """What was published stays so; sections become categories with an address; each text is a first version."""
    articles = apps.get_model("knowledge", "Article").objects
    versions = apps.get_model("knowledge", "ArticleVersion").objects
    articles.filter(published_at__isnull=False).update(status="published")
    taken = set()
    for category in apps.get_model("knowledge", "Category").objects.order_by("pk"):
        base = slugify(category.name)[:80] or "category"
        slug = base if base not in taken else f"{base}-{category.pk}"
        taken.add(slug)
        category.slug = slug
        category.save(update_fields=["slug"])
    for article in articles.iterator(200):
        versions.create(
            article=article, number=1, title=article.title, text=article.text, made_at=article.changed_at
        )
    articles.update(version=1)
    # PostgreSQL makes no index on a table that has checks of foreign keys outstanding.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0002_searched"),
        ("people", "0001_initial"),
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.RenameModel("Section", "Category"),
        migrations.RenameField("Article", "section", "category"),
        migrations.AddField("Category", "slug", models.CharField(max_length=100, default="")),
        migrations.AlterField("Category", "name", models.CharField(max_length=80)),
        migrations.AddField("Category", "names", models.JSONField(blank=True, default=dict)),
        migrations.AddField(
            "Category",
            "parent",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="knowledge.category",
            ),
        ),
        migrations.AddField("Article", "position", models.PositiveIntegerField(default=0)),
        migrations.AddField(
            "Article",
            "original",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="translations",
                to="knowledge.article",
            ),
        ),
        migrations.AddField("Article", "tags", models.JSONField(blank=True, default=list)),
        migrations.AddField("Article", "version", models.PositiveIntegerField(default=0)),
        migrations.AddField(
            "Article",
            "status",
            models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("internal", "Internal"),
                    ("published", "Published"),
                    ("archived", "Archived"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
        migrations.AlterField("Article", "published_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "Article",
            "audience",
            models.CharField(
                choices=[
                    ("everybody", "Everybody"),
                    ("signed_in", "Customers who are signed in"),
                    ("organisation", "One organisation"),
                    ("team", "The team"),
                ],
                default="everybody",
                max_length=12,
            ),
        ),
        migrations.AddField(
            "Article",
            "organisation",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="articles",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            "Article",
            "owner",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="owned_articles",
                to="accounts.person",
            ),
        ),
        migrations.AddField("Article", "review_on", models.DateField(blank=True, null=True)),
        migrations.CreateModel(
            name="ArticleVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("text", models.TextField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="knowledge.article",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="article_versions",
                        to="accounts.person",
                    ),
                ),
            ],
            options={"ordering": ["-number"]},
        ),
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_addresses",
                        to="knowledge.article",
                    ),
                ),
            ],
        ),
        migrations.RunPython(name_statuses, migrations.RunPython.noop),
        migrations.AlterField("Category", "slug", models.SlugField(max_length=100, unique=True)),
        migrations.AddIndex(
            "Article", models.Index(fields=["status", "published_at"], name="article_published")
        ),
        migrations.AddConstraint(
            "Category",
            models.UniqueConstraint(fields=["parent", "name"], name="category_name_in_parent"),
        ),
        migrations.AddConstraint(
            "Category",
            models.UniqueConstraint(
                condition=Q(parent__isnull=True), fields=["name"], name="category_name_on_top"
            ),
        ),
        migrations.AddConstraint(
            "Article",
            models.UniqueConstraint(fields=["original", "language"], name="article_once_in_a_language"),
        ),
        migrations.AddConstraint(
            "Article",
            models.CheckConstraint(
                condition=~Q(audience="organisation") | Q(organisation__isnull=False),
                name="article_organisation_is_said",
            ),
        ),
        migrations.AddConstraint(
            "ArticleVersion",
            models.UniqueConstraint(fields=["article", "number"], name="article_version_number"),
        ),
    ]
