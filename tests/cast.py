"""The fixed cast: Alice a customer, Bob her colleague, Carol a stranger; agents Mia and Anton; owner Olga;
Selma, a supervisor; Leo, a light agent.

Mia works in Billing, Anton and Leo in Support, Olga and Selma in no department. Nobody has a
password; ``client_of`` signs somebody in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.test import Client
from django.utils import timezone
from time_machine import TimeMachineFixture

from smartai.core.departments.models import Department, Membership
from smartai.core.people.models import Organisation, Profile
from smartai.core.tickets.actions import RequestDraft, add_note, open_ticket, reply_as_agent
from smartai.core.tickets.catalogue import forget_catalogue
from smartai.core.tickets.models import Message, Priority, Status, Ticket
from smartai.core.workspace.actions import change_choices
from smartai.core.workspace.actions.note_sighting import forget_pace
from smartai.core.workspace.choices import forget_choices
from smartai.core.workspace.models import SupportPanel, Workspace
from smartai.foundation.accounts.actions import start_session
from smartai.foundation.accounts.actors import System
from smartai.foundation.accounts.models import EmailAddress, Person, Role
from smartai.web.ui.visitors import SESSION_COOKIE

first_rows = import_module("smartai.core.tickets.migrations.0002_first_rows")
DEMO = System("test")


@pytest.fixture(autouse=True)
def _a_fresh_look(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test sees what another one kept in memory; each finds the rows that a migration makes."""
    forget_choices()
    forget_catalogue()
    forget_pace()
    if {"db", "transactional_db"} & set(request.fixturenames) or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("_first_rows")
    yield
    forget_choices()
    forget_catalogue()


@pytest.fixture
def _first_rows(request: pytest.FixtureRequest) -> None:
    """A test of transactions ends with empty tables: what every help desk begins with is put back."""
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        request.getfixturevalue("transactional_db")
    else:
        request.getfixturevalue("db")
    if Status.objects.exists():
        return
    Status.objects.bulk_create(
        [Status(category=category, position=n) for n, category in enumerate(first_rows.STATUSES)]
    )
    Priority.objects.bulk_create(
        [
            Priority(name=name, customer_words=words, rank=rank, offered=offered, is_default=is_default)
            for name, words, rank, offered, is_default in first_rows.PRIORITIES
        ]
    )
    Department.objects.get_or_create(name="Support")
    Workspace.objects.get_or_create(pk=1)
    SupportPanel.objects.get_or_create(is_default=True, defaults={"name": "Support page"})


def make_person(name: str, address: str, role: Role = Role.CUSTOMER) -> Person:
    """Somebody with a proven address."""
    person = Person.objects.create(name=name, email=address, role=role)
    EmailAddress.objects.create(person=person, address=address, proven_at=timezone.now())
    return person


def client_of(person: Person | None) -> Client:
    """A browser in which the person is signed in; a visitor's for ``None``."""
    client = Client(HTTP_HOST="127.0.0.1")
    if person is not None:
        client.cookies[SESSION_COOKIE] = start_session(person)
    return client


def choose(group: str, **values: object) -> None:
    """Changes the owner's choices, seen at once."""
    change_choices(group, values, by=DEMO)
    forget_choices()


@pytest.fixture
def support(_first_rows: None) -> Department:
    return Department.objects.get(name="Support")


@pytest.fixture
def billing(_first_rows: None) -> Department:
    department = Department.objects.create(name="Billing", position=1)
    forget_catalogue()
    return department


@pytest.fixture
def lake(_first_rows: None) -> Organisation:
    return Organisation.objects.create(name="Lake Trading")


@pytest.fixture
def alice(lake: Organisation) -> Person:
    person = make_person("Alice Lake", "alice@lake.example")
    Profile.objects.create(person=person, organisation=lake)
    return person


@pytest.fixture
def bob(lake: Organisation) -> Person:
    person = make_person("Bob Lake", "bob@lake.example")
    Profile.objects.create(person=person, organisation=lake)
    return person


@pytest.fixture
def carol(_first_rows: None) -> Person:
    return make_person("Carol Stone", "carol@stone.example")


@pytest.fixture
def mia(billing: Department) -> Person:
    person = make_person("Mia Keller", "mia@northwind.example", Role.AGENT)
    Membership.objects.create(department=billing, person=person)
    return person


@pytest.fixture
def anton(support: Department) -> Person:
    person = make_person("Anton Krause", "anton@northwind.example", Role.AGENT)
    Membership.objects.create(department=support, person=person)
    return person


@pytest.fixture
def olga(_first_rows: None) -> Person:
    return make_person("Olga Berg", "olga@northwind.example", Role.OWNER)


@pytest.fixture
def selma(_first_rows: None) -> Person:
    return make_person("Selma Vogt", "selma@northwind.example", Role.SUPERVISOR)


@pytest.fixture
def leo(support: Department) -> Person:
    person = make_person("Leo Brandt", "leo@northwind.example", Role.LIGHT)
    Membership.objects.create(department=support, person=person)
    return person


@pytest.fixture
def later(time_machine: TimeMachineFixture) -> Callable[..., None]:
    """``later(days=3)``: it is three days later from now on."""

    def moved(**delta: float) -> None:
        time_machine.move_to(datetime.now(UTC) + timedelta(**delta))

    return moved


OpenTicket = Callable[..., Ticket]


@pytest.fixture
def open_request() -> OpenTicket:
    """Opens a ticket of a person in a department, as the form does."""

    def opened(
        requester: Person,
        department: Department | None = None,
        title: str = "Export stops",
        text: str = "It ends.",
    ) -> Ticket:
        draft = RequestDraft(title=title, text=text, department_id=department.pk if department else None)
        return open_ticket(draft, requester=requester, by=requester)

    return opened


@pytest.fixture
def a_ticket(alice: Person, support: Department, open_request: OpenTicket) -> Ticket:
    """Alice's, in Support, waiting for the first answer."""
    return open_request(
        alice, support, "Export stops at row 10,000", "When I export, the file ends at row 10,000."
    )


@pytest.fixture
def an_answer(a_ticket: Ticket, anton: Person) -> Message:
    """Anton's answer to Alice."""
    return reply_as_agent(a_ticket, "Here is the full file.", by=anton)


@pytest.fixture
def a_note(a_ticket: Ticket, anton: Person) -> Message:
    """Words that no customer may ever see."""
    return add_note(a_ticket, "SECRET-NOTE: they never pay", by=anton)
