"""Run inside the installation to be measured: fills it with tickets of words drawn as a language's are.

Written past the product by COPY or many-rowed INSERTs. On PostgreSQL what is filed already can be copied in
the database: ten times 100,000 tickets are there in minutes, with their words. Prints whom to measure with
and words to search for, as JSON.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

import django
from django.db import connection, transaction
from django.utils import timezone

LETTERS = 120_000
"""Different letters of which tickets are made, three each."""
WORDS_OF_A_LETTER = 30
WORDS_OF_A_TITLE = 5
PER_CUSTOMER = 20
BATCH = 10_000
RARE = (3, 8)
"""In how many of the letters a rare word is."""


def main(tickets: int) -> None:
    from bench.articles import Vocabulary
    from smartai.config.seed import seed_tickets
    from smartai.core.tickets.models import Message, Ticket
    from smartai.foundation.accounts.actions import start_session
    from smartai.foundation.accounts.models import Person, Role

    seed_tickets(200, 3, lambda count: None)
    words, chance = Vocabulary(), random.Random(3)
    letters = [words.text(WORDS_OF_A_LETTER) for _ in range(LETTERS)]
    titles = [words.text(WORDS_OF_A_TITLE) for _ in range(LETTERS)]
    customers = _customers(max(tickets // PER_CUSTOMER, 1))
    made = Ticket.objects.order_by("-pk").first()
    assert made is not None
    first = made.pk + 1
    patterns = list(Ticket.objects.order_by("?")[:200])
    now = timezone.now()
    for begin in range(0, tickets, BATCH):
        keys = range(first + begin, first + min(begin + BATCH, tickets))
        with transaction.atomic():
            _write(Ticket, _tickets(keys, patterns, titles, customers, chance, now, tickets, first))
            _write(Message, _messages(keys, letters, customers, chance, now), counted=True)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in ("tickets_ticket", "tickets_message"):
                counter = f"pg_get_serial_sequence('{table}', 'id')"
                cursor.execute(f"SELECT setval({counter}, (SELECT MAX(id) FROM {table}))")
        cursor.execute("ANALYZE")
    agent = Person.objects.filter(role=Role.AGENT).order_by("pk").first()
    assert agent is not None
    owner = Person.objects.create(name="Olga Berg", email="olga@bench.example", role=Role.OWNER)
    print(
        json.dumps(
            {
                "agent": start_session(agent),
                "owner": start_session(owner),
                "customer": start_session(Person.objects.get(pk=customers[0])),
                "common": words.words[5:40],
                "middling": words.words[300:2_000],
                "rare": _rare(letters, chance),
            }
        )
    )


def _rare(letters: list[str], chance: random.Random) -> list[str]:
    counts = Counter(word for letter in letters for word in set(letter.split()))
    return chance.sample([word for word, count in counts.items() if RARE[0] <= count <= RARE[1]], 100)


def _customers(count: int) -> list[int]:
    from smartai.foundation.accounts.models import Person

    made = Person.objects.bulk_create(
        [Person(name=f"Customer {n}", email=f"customer{n}@bench{n % 500}.example") for n in range(count)],
        batch_size=2_000,
    )
    return [person.pk for person in made]


def _tickets(
    keys: Iterable[int], patterns: list[Any], titles: list[str], customers: list[int],
    chance: random.Random, now: datetime, tickets: int, first: int,
) -> Iterator[Any]:  # fmt: skip
    """Like seeded ones, older the lower their number."""
    for key in keys:
        ticket = chance.choice(patterns)
        ticket.pk, ticket.title, ticket.form_key = key, chance.choice(titles), None
        ticket.requester_id = customers[key % len(customers)]
        ticket.created_at = now - timedelta(days=730) * (1 - (key - first) / tickets)
        ticket.public_at = ticket.changed_at = ticket.created_at + timedelta(hours=2)
        yield ticket


def _messages(
    keys: Iterable[int], letters: list[str], customers: list[int], chance: random.Random, now: datetime
) -> Iterator[Any]:
    from smartai.core.tickets.models import Message, MessageKind

    kinds = (MessageKind.CUSTOMER, MessageKind.AGENT, MessageKind.CUSTOMER)
    for key in keys:
        for kind in kinds:
            text = chance.choice(letters)
            yield Message(
                ticket_id=key, author_id=customers[key % len(customers)], author_name="Somebody",
                kind=kind, text=text, html=f"<p>{text}</p>", created_at=now,
            )  # fmt: skip


def _write(model: Any, rows: Iterator[Any], *, counted: bool = False) -> None:
    """``counted`` rows get their keys from the database."""
    fields = [one for one in model._meta.local_concrete_fields if not (one.primary_key and counted)]
    columns = ", ".join(field.column for field in fields)
    table = model._meta.db_table
    values = (
        tuple(one.get_db_prep_save(getattr(row, one.attname), connection) for one in fields) for row in rows
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values))


def copy(times: int) -> None:
    """Each ticket and what belongs to it, so often; words are then in as many more of them."""
    block = "'~' || {} / 16384"
    before, after = block.format("ticket_id"), block.format("(ticket_id + shift)")
    moved = f"ts_delete(words, {before}) || array_to_tsvector(ARRAY[{after}])"
    statements = (
        "DROP INDEX tickets_ticketwords_words",
        "CREATE TEMP TABLE step AS SELECT MAX(id) - MIN(id) + 1 AS keys FROM tickets_ticket",
        f"CREATE TEMP TABLE copies AS SELECT generate_series(1, {times - 1}) * keys AS shift FROM step",
        _copied("tickets_ticket", "id", ticket="id"),
        _copied("tickets_message", None, ticket="ticket_id"),
        "INSERT INTO tickets_ticketwords (ticket_id, upto, stale, form, words) "
        f"SELECT ticket_id + shift, upto, stale, form, {moved} FROM tickets_ticketwords, copies",
        "CREATE INDEX tickets_ticketwords_words ON tickets_ticketwords USING gin (words)",
        f"UPDATE search_term SET documents = documents * {times} WHERE index = 'tickets'",
        "UPDATE tickets_ticketwords SET upto = (SELECT MAX(id) FROM tickets_message) "
        "WHERE ticket_id = (SELECT MAX(ticket_id) FROM tickets_ticketwords)",
    )
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")


def _copied(table: str, key: str | None, *, ticket: str) -> str:
    """An INSERT of all rows for each copy, whose tickets have higher numbers."""
    with connection.cursor() as cursor:
        columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
    kept = [name for name in columns if name != "form_key" and (name != "id" or key)]
    values = [f"{name} + shift" if name == ticket else name for name in kept]
    return f"INSERT INTO {table} ({', '.join(kept)}) SELECT {', '.join(values)} FROM {table}, copies"


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "copy":
        copy(int(sys.argv[2]))
    else:
        main(int(sys.argv[1]))
