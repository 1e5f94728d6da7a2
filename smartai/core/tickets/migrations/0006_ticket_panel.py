from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tickets", "0005_ticket_words"), ("workspace", "0002_support_panels")]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="panel",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="workspace.supportpanel",
            ),
        ),
    ]
