import django.db.models.deletion
from django.db import migrations, models

from smartai.foundation.search.operations import IndexWords


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0001_initial'),
        ('search', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='language',
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.CreateModel(
            name='ArticleWords',
            fields=[
                ('language', models.CharField(blank=True, max_length=10)),
                ('title', models.TextField(blank=True)),
                ('body', models.TextField(blank=True)),
                ('written', models.JSONField(default=dict)),
                ('form', models.PositiveSmallIntegerField(default=1)),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='knowledge.article')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['language'], name='articlewords_language')],
            },
        ),
        IndexWords('ArticleWords'),
    ]
