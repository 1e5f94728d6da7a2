from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from smartai.config.seed import words
from smartai.core.departments.models import Department, Membership
from smartai.core.tickets.actions.write_message import first_words
from smartai.core.tickets.models import Category, Message, MessageKind, Priority, Status, Ticket
from smartai.core.tickets.models.status import ENDED_CATEGORIES
from smartai.foundation.accounts.models import EmailAddress, Person, Role
from smartai.lib.letters import letter_html

BATCH = 2_000
PER_CUSTOMER = 20
AGENTS = 10
TWO_YEARS = timedelta(days=730)
SHARES = (
    (Category.NEW, 2), (Category.OPEN, 4), (Category.WAITING, 4), (Category.ON_HOLD, 1),
    (Category.SOLVED, 20), (Category.CLOSED, 69),
)  # fmt: skip


@dataclass
class _World:
    chance: random.Random
    statuses: dict[str, Status]
    priorities: list[Priority]
    departments: list[Department]
    agents: list[Person]
    customers: list[Person]
    now: datetime


def seed_tickets(tickets: int, messages: int, progress: Callable[[int], None], *, seed: int = 1) -> None:
    """Adds ``tickets`` tickets of ``messages`` letters each, over two years, with agents and customers.

    Written in bulk past the actions (no facts, no mails), in transactions of 2,000 tickets; ``progress``
    hears how many were just written. A few customers have very many, as everywhere.
    """
    world = _world(tickets, seed)
    for begin in range(0, tickets, BATCH):
        count = min(BATCH, tickets - begin)
        with transaction.atomic():
            _write_batch(world, count, messages)
        progress(count)
    with connection.cursor() as cursor:
        cursor.execute(_settling())


def _settling() -> str:
    """What the database's manual asks for after a bulk load, where no transaction forbids it.

    PostgreSQL counts by an index alone only what VACUUM has seen; its own comes a minute later.
    """
    vacuums = connection.vendor == "postgresql" and not connection.in_atomic_block
    return "VACUUM (ANALYZE)" if vacuums else "ANALYZE"


def _world(tickets: int, seed: int) -> _World:
    chance = random.Random(seed)
    departments = list(Department.objects.active())
    first = (Person.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    agents = _people(chance, AGENTS, first, Role.AGENT)
    Membership.objects.bulk_create(
        [
            Membership(department=d, person=agent)
            for n, agent in enumerate(agents)
            for d in departments[n % 2 :: 2]
        ]
    )
    return _World(
        chance=chance,
        statuses={status.category: status for status in reversed(Status.objects.filter(archived_at=None))},
        priorities=list(Priority.objects.all()),
        departments=departments,
        agents=agents,
        customers=_people(chance, max(1, tickets // PER_CUSTOMER), first + AGENTS, Role.CUSTOMER),
        now=timezone.now(),
    )


def _people(chance: random.Random, count: int, first: int, role: Role) -> list[Person]:
    people = [
        Person(name=words.name(chance), email=f"{role}{first + n}@seed.example", role=role)
        for n in range(count)
    ]
    with transaction.atomic():
        people = Person.objects.bulk_create(people, batch_size=BATCH)
        proven = timezone.now()
        EmailAddress.objects.bulk_create(
            [EmailAddress(person=person, address=person.email, proven_at=proven) for person in people],
            batch_size=BATCH,
        )
    return people


def _write_batch(world: _World, count: int, messages: int) -> None:
    texts = [[words.letter(world.chance) for _ in range(messages)] for _ in range(count)]
    tickets = [_ticket(world, said[-1] if said else "") for said in texts]
    Ticket.objects.bulk_create(tickets, batch_size=500)
    letters = [
        letter
        for ticket, said in zip(tickets, texts, strict=True)
        for letter in _letters(world, ticket, said)
    ]
    Message.objects.bulk_create(letters, batch_size=1_000)


def _ticket(world: _World, last_words: str) -> Ticket:
    chance = world.chance
    category = chance.choices([c for c, _ in SHARES], [share for _, share in SHARES])[0]
    ended = category in ENDED_CATEGORIES
    age = TWO_YEARS * chance.random() if ended else timedelta(days=30 * chance.random() ** 3)
    created = world.now - age
    last = created + min(age, timedelta(hours=40)) * chance.random()
    ours = category in (Category.WAITING, Category.ON_HOLD) or (ended and chance.random() < 0.7)
    agent = chance.choice(world.agents)
    requester = _customer(world)
    return Ticket(
        title=words.title(chance),
        status=world.statuses[category],
        category=category,
        priority=chance.choice(world.priorities),
        department=chance.choice(world.departments),
        assignee=None if category == Category.NEW else agent,
        requester=requester,
        ended=ended,
        ended_at=last if ended else None,
        unread=category == Category.WAITING and chance.random() < 0.5,
        waiting_since=None if ended or ours else last,
        public_at=last,
        public_by_team=ours,
        public_text=first_words(last_words),
        public_by_name=agent.name if ours else requester.name,
        created_at=created,
        changed_at=last,
    )


def _customer(world: _World) -> Person:
    """One in a hundred draws goes to the few big customers."""
    big = max(1, len(world.customers) // 1_000)
    among = world.customers[:big] if world.chance.random() < 0.1 else world.customers
    return world.chance.choice(among)


def _letters(world: _World, ticket: Ticket, texts: list[str]) -> list[Message]:
    """Customer and agent by turns, so that the last one is by whom the ticket says."""
    last = max(len(texts) - 1, 1)
    span = ticket.public_at - ticket.created_at
    letters = []
    for place, text in enumerate(texts):
        ours = ticket.public_by_team if (len(texts) - 1 - place) % 2 == 0 else not ticket.public_by_team
        author = (ticket.assignee or world.agents[0]) if ours else ticket.requester
        letters.append(
            Message(
                ticket=ticket,
                author=author,
                author_name=author.name,
                kind=MessageKind.AGENT if ours else MessageKind.CUSTOMER,
                text=text,
                html=letter_html(text),
                created_at=ticket.created_at + span * (place / last),
            )
        )
    return letters
