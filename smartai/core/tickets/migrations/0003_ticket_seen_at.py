from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0002_first_rows")]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="seen_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
