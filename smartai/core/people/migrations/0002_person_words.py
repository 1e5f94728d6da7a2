import django.db.models.deletion
from django.db import migrations, models

from smartai.foundation.search.corpus.filing import FileWords


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
        ('accounts', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonWords',
            fields=[
                ('upto', models.BigIntegerField(default=0)),
                ('stale', models.BooleanField(default=False)),
                ('form', models.PositiveSmallIntegerField(default=1)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='accounts.person')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['-upto'], name='personwords_upto'), models.Index(condition=models.Q(('stale', True)), fields=['stale'], name='personwords_stale')],
            },
        ),
        FileWords('PersonWords'),
    ]
