from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("departments", "0001_initial"),
        ("tickets", "0003_ticket_seen_at"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="ticket",
            name="ticket_waiting",
        ),
        migrations.RemoveIndex(
            model_name="ticket",
            name="ticket_newest",
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("waiting_since__isnull", False)),
                fields=["waiting_since", "id", "department", "assignee", "requester"],
                name="ticket_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                fields=["ended", "-public_at", "-id", "department", "assignee", "requester"],
                name="ticket_newest",
            ),
        ),
    ]
