from __future__ import annotations

from typing import Any

import django.utils.timezone
from django.db import migrations, models

import smartai.core.workspace.models.support_panel


def add_default(apps: Any, schema_editor: Any) -> None:
    apps.get_model("workspace", "SupportPanel").objects.get_or_create(
        is_default=True, defaults={"name": "Support page"}
    )


class Migration(migrations.Migration):
    dependencies = [("workspace", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SupportPanel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=smartai.core.workspace.models.support_panel.new_key,
                        max_length=24,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("is_default", models.BooleanField(default=False)),
                ("active", models.BooleanField(default=True)),
                ("origins", models.JSONField(default=list)),
                ("choices", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ("-is_default", "name", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("is_default",),
                        name="one_default_panel",
                    )
                ],
            },
        ),
        migrations.RunPython(add_default, migrations.RunPython.noop),
    ]
