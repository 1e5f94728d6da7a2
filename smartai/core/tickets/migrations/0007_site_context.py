from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0006_ticket_panel")]

    operations = [
        migrations.CreateModel(
            name="SiteContext",
            fields=[
                (
                    "ticket",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="tickets.ticket",
                    ),
                ),
                ("page", models.CharField(blank=True, max_length=500)),
                ("told", models.JSONField(default=dict)),
            ],
        ),
    ]
