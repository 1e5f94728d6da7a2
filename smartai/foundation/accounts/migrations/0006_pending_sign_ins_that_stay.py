from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_ways_to_sign_in'),
    ]

    operations = [
        migrations.AddField(
            model_name='pendingsignin',
            name='stays',
            field=models.BooleanField(default=False),
        ),
    ]
