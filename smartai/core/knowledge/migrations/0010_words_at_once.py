from django.db import migrations

from smartai.foundation.search.operations import IndexWordsAtOnce


class Migration(migrations.Migration):
    dependencies = [
        ('knowledge', '0009_learned_words'),
    ]

    operations = [
        IndexWordsAtOnce('ArticleWords'),
    ]
