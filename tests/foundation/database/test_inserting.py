"""A row that is inserted is the row that Django would have saved."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from smartai.core.tickets.models import Message, Ticket
from smartai.foundation.database.inserting import insert
from smartai.foundation.events.models import StoredEvent

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)


def values_of(row) -> dict:
    stored = type(row).objects.filter(pk=row.pk).values().get()
    return {name: value for name, value in stored.items() if name != "id"}


@pytest.mark.parametrize(
    "payload", [{}, {"a": [1, None, "ü\u202e"], "b": {"c": True}}, {"x": "'; DROP TABLE --", "y": "%s"}]
)
def test_it_stores_what_saving_stores_and_knows_its_key(payload):
    rows = [
        StoredEvent(kind="tickets.opened", audience="customer", ticket_id=7, payload=payload, created_at=AT)
        for _ in range(2)
    ]
    for row in rows:
        row.next_attempt_at = AT
    insert(rows[0])
    rows[1].save(force_insert=True)
    assert rows[0].pk != rows[1].pk
    assert not rows[0]._state.adding
    assert values_of(rows[0]) == values_of(rows[1])


def test_rows_that_refer_to_others_can_be_changed_afterwards(a_ticket, alice):
    message = Message(ticket=a_ticket, author=alice, kind="customer", text="%s 'ü'", html="<p>%s</p>")
    insert(message)
    message.text = "Changed"
    message.save(update_fields=["text"])
    assert Message.objects.get(pk=message.pk).text == "Changed"
    assert message.ticket == a_ticket


def test_what_the_database_refuses_is_refused_and_leaves_nothing(a_ticket, alice):
    twice = [
        Message(ticket=a_ticket, author=alice, kind="customer", text="x", html="x", form_key="once")
        for _ in range(2)
    ]
    insert(twice[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(twice[1])
    assert Message.objects.filter(form_key="once").count() == 1
    assert Ticket.objects.count() == 1
