from django.db import migrations

from smartai.foundation.search.operations import IndexWordsAtOnce


class Migration(migrations.Migration):
    dependencies = [
        ('saved_replies', '0001_initial'),
    ]

    operations = [
        IndexWordsAtOnce('SavedReplyWords'),
    ]
