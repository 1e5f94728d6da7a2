import django.db.models.deletion
from django.db import migrations, models

from smartai.foundation.search.corpus.filing import FileWords


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
        ('tickets', '0004_lists_counted_from_the_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='TicketWords',
            fields=[
                ('upto', models.BigIntegerField(default=0)),
                ('stale', models.BooleanField(default=False)),
                ('form', models.PositiveSmallIntegerField(default=1)),
                ('ticket', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='tickets.ticket')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['-upto'], name='ticketwords_upto'), models.Index(condition=models.Q(('stale', True)), fields=['stale'], name='ticketwords_stale')],
            },
        ),
        FileWords('TicketWords'),
    ]
