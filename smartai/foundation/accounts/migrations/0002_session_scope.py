from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="session",
            name="scope",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
    ]
