"""What every help desk begins with: statuses, priorities, one department; numbers begin at 1001."""

from __future__ import annotations

from typing import Any

from django.db import migrations

STATUSES = ("new", "open", "waiting", "on_hold", "solved", "closed")
PRIORITIES = (
    ("Low", "Low, whenever you have time", 10, True, False),
    ("Medium", "Normal, it slows me down", 20, True, True),
    ("High", "High, it blocks my work", 30, True, False),
    ("Urgent", "Urgent, everything stands still", 40, False, False),
)
BEFORE_FIRST = 1000


def begin(apps: Any, schema_editor: Any) -> None:
    status = apps.get_model("tickets", "Status")
    status.objects.bulk_create(
        [status(category=c, position=n) for n, c in enumerate(STATUSES)]
    )
    priority = apps.get_model("tickets", "Priority")
    priority.objects.bulk_create(
        [
            priority(
                name=name,
                customer_words=words,
                rank=rank,
                offered=offered,
                is_default=is_default,
            )
            for name, words, rank, offered, is_default in PRIORITIES
        ]
    )
    apps.get_model("departments", "Department").objects.get_or_create(name="Support")
    apps.get_model("workspace", "Workspace").objects.get_or_create(pk=1)
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "postgresql":
            cursor.execute(
                f"ALTER TABLE tickets_ticket ALTER COLUMN id RESTART WITH {BEFORE_FIRST + 1}"
            )
        else:
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES ('tickets_ticket', %s)",
                [BEFORE_FIRST],
            )


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0001_initial"),
        ("departments", "0001_initial"),
        ("workspace", "0001_initial"),
    ]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
