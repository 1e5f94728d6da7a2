"""Walks every route as everybody: a page nobody thought about can't be there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from smartai.core.knowledge.actions import save_article
from smartai.core.people.actions import create_registration_field
from smartai.core.tickets.actions import (
    RequestDraft,
    add_participant,
    issue_link,
    link_token,
    open_ticket,
    reply_as_customer,
    revoke_links,
    save_custom_field,
)
from smartai.core.tickets.models import Attachment, Category, FieldKind, Priority, Status
from smartai.foundation.accounts.actions import start_session
from smartai.foundation.accounts.models import EmailAddress, Session
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import person_owner
from smartai.foundation.mail.actions.enqueue_mail import enqueue_mail
from smartai.web.ui.entry import Entry, entry_of
from tests.cast import client_of
from tests.web.access_table import OPEN_DOORS, SHUT, TABLE, WHO


def routes(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name or entry.pattern}", entry


ROUTES = dict(routes())


def test_every_route_has_a_row_and_every_row_a_route():
    assert set(ROUTES) == set(TABLE)


@pytest.mark.parametrize("name", ROUTES)
def test_every_view_says_who_may_enter(name):
    assert entry_of(ROUTES[name].callback) is not None


@pytest.fixture
def things(
    _first_rows, transactional_db, alice, anton, mia, olga, bob, carol, support, a_ticket, a_note
) -> dict[str, Any]:
    """One of everything that an address can name, all of it belonging to Alice's ticket."""
    stored = receive([b"a,b\n1,2\n"], "orders.csv", 1_000, person_owner(alice.pk))
    reply_as_customer(
        a_ticket, "With a file.", by=alice, uploads=[stored.key], uploader=person_owner(alice.pk)
    )
    article = save_article(None, by=olga, title="Exports", text="Send it.", section=None, published=True)
    field = save_custom_field(None, by=olga, label="Order", kind=FieldKind.TEXT)
    start_session(alice)
    other = open_ticket(RequestDraft(title="Other", text="Other."), requester=carol, by=carol)
    add_participant(other, bob, by=olga)
    bob_takes_part = bob
    mail = enqueue_mail(
        key="k", kind="answered", to_address=alice.email, subject="s", text="t", html="<p>t</p>"
    )
    return {
        "ticket": a_ticket,
        "attachment": Attachment.objects.get(),
        "article": article,
        "field": field,
        "mail": mail,
        "token": link_token(issue_link(a_ticket, alice)),
        "department": support,
        "person": alice,
        "colleague": anton,
        "status": Status.objects.get(category=Category.SOLVED),
        "priority": Priority.objects.get(rank=30),
        "question": create_registration_field("Where did you hear of us", by=olga),
        "participant": bob_takes_part,
        "address": EmailAddress.objects.get(person=alice),
        "session": Session.objects.get(person=alice),
    }


def address(name: str, things: dict[str, Any]) -> str:
    """The address of a route, its parts filled with what each of them names in this module."""
    wanted = ROUTES[name].pattern.converters
    return reverse(name, kwargs={part: _part(name, part, things) for part in wanted})


def _part(name: str, part: str, things: dict[str, Any]) -> Any:
    if part == "number":
        return things["ticket"].pk
    if part in ("token", "slug", "kind"):
        return {"token": things["token"], "kind": "answered", "slug": _slug(name, things)}[part]
    if part == "name":
        return "brand"
    return things[next(thing for word, thing in PK_OF.items() if word in name)].pk


def _slug(name: str, things: dict[str, Any]) -> str:
    return "open" if name == "desk:view" else str(things["article"].slug)


PK_OF = {
    "department": "department", "colleague": "colleague", "customer": "person", "field": "field",
    "status": "status", "priority": "priority", "question": "question", "article": "article",
    "file": "attachment", "preview": "attachment", "attachment": "attachment", "participant": "participant",
    "address": "address", "session": "session", "outbox": "mail", "delivery": "mail",
}  # fmt: skip


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", WHO)
def test_everybody_gets_what_the_table_says(who, things, request):
    client = client_of(None if who == "visitor" else request.getfixturevalue(who))
    got = {name: client.get(address(name, things)).status_code for name in ROUTES}
    assert got == {name: row.gets[WHO.index(who)] for name, row in TABLE.items()}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", WHO)
def test_whoever_may_not_read_may_not_send_either(who, things, request):
    """And nothing is stored, whoever tries."""
    client = client_of(None if who == "visitor" else request.getfixturevalue(who))
    kept_out = [
        name
        for name, row in TABLE.items()
        if row.gets[WHO.index(who)] in SHUT
        and name not in OPEN_DOORS
        and entry_of(ROUTES[name].callback) not in (Entry.ANYONE, Entry.MACHINE)
    ]
    before = StoredEvent.objects.count()
    got = {name: client.post(address(name, things)).status_code for name in kept_out}
    assert {name: status for name, status in got.items() if status not in (401, 403, 404, 405)} == {}
    assert StoredEvent.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_an_agent_of_another_department_changes_nothing_of_the_ticket(things, mia):
    client, before = client_of(mia), StoredEvent.objects.count()
    ticket_routes = [
        name for name in ROUTES if name.startswith("desk:") and "<int:number>" in str(ROUTES[name].pattern)
    ]
    assert len(ticket_routes) > 10
    assert {
        client.post(address(name, things), {"title": "x", "text": "x"}).status_code for name in ticket_routes
    } <= {404, 405}
    assert StoredEvent.objects.count() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["panel:address-main", "panel:address-removal", "panel:session-end"])
def test_nobody_touches_anothers_address_or_session(name, things, bob):
    assert client_of(bob).post(address(name, things)).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("name", "part"), [("panel:request", "number"), ("desk:ticket", "number"), ("panel:link", "token")]
)
def test_anothers_thing_and_no_thing_look_the_same(name, part, things, mia, carol, anton):
    client = client_of(mia if name.startswith("desk") else carol)
    unknown = {"number": 999_999, "token": "x" * 43}[part]
    revoked = things["token"]
    if part == "token":
        revoke_links(things["ticket"], by=anton)
    theirs = client.get(reverse(name, kwargs={part: revoked if part == "token" else things["ticket"].pk}))
    none = client.get(reverse(name, kwargs={part: unknown}))
    assert theirs.status_code == none.status_code == 404
    assert _without_tokens(theirs.content) == _without_tokens(none.content)


def _without_tokens(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", page)
