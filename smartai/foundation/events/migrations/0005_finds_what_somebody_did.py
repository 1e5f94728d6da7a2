from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0004_finds_what_changed_elsewhere'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='storedevent',
            index=models.Index(condition=models.Q(('actor_id__isnull', False)), fields=['actor_id', 'id'], name='event_actor'),
        ),
    ]
