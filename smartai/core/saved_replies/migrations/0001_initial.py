import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from smartai.foundation.search.operations import IndexWords


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('departments', '0001_initial'),
        ('search', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('text', models.TextField()),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='saved_replies', to='departments.department')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='saved_replies', to='accounts.person')),
            ],
            options={
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SavedReplyWords',
            fields=[
                ('language', models.CharField(blank=True, max_length=10)),
                ('title', models.TextField(blank=True)),
                ('body', models.TextField(blank=True)),
                ('written', models.JSONField(default=dict)),
                ('form', models.PositiveSmallIntegerField(default=1)),
                ('reply', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='saved_replies.savedreply')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['language'], name='savedreplywords_language')],
            },
        ),
        IndexWords('SavedReplyWords'),
    ]
