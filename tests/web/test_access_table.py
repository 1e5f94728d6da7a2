"""Walks every route as everybody: a page nobody thought about can't be there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from smartai.core.helpfulness.actions import miss_in_ticket
from smartai.core.identities.actions import save_provider
from smartai.core.identities.models import ProviderIdentity
from smartai.core.knowledge.actions import add_article_file, check_links, make_category, save_article
from smartai.core.knowledge.models import ArticleLink, ArticleStatus
from smartai.core.people.actions import create_registration_field
from smartai.core.saved_replies.actions import save_saved_reply
from smartai.core.tickets.actions import (
    RequestDraft,
    add_participant,
    create_tag,
    issue_link,
    link_token,
    open_ticket,
    reply_as_customer,
    revoke_links,
    save_custom_field,
)
from smartai.core.tickets.models import Attachment, Category, FieldKind, Priority, Status
from smartai.core.workspace.actions import change_choices, change_panel, create_panel
from smartai.foundation.accounts.actions import start_session
from smartai.foundation.accounts.models import EmailAddress, Passkey, Session
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import person_owner
from smartai.foundation.mail.actions.enqueue_mail import enqueue_mail
from smartai.web.ui.carried import DOORS
from smartai.web.ui.entry import Entry, entry_of
from tests.cast import DEMO, client_of
from tests.web.access_table import OPEN_DOORS, SHUT, TABLE, WHO


def routes(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name or entry.pattern}", entry


ROUTES = dict(routes())
SITE = "https://shop.example"


def test_every_route_has_a_row_and_every_row_a_route():
    assert set(ROUTES) == set(TABLE)


@pytest.mark.parametrize("name", ROUTES)
def test_every_view_says_who_may_enter(name):
    assert entry_of(ROUTES[name].callback) is not None


@pytest.fixture
def things(
    _first_rows,
    transactional_db,
    alice,
    anton,
    mia,
    leo,
    selma,
    olga,
    bob,
    carol,
    support,
    a_ticket,
    a_note,
    an_answer,
) -> dict[str, Any]:
    """One of everything that an address can name, all of it belonging to Alice's ticket."""
    stored = receive([b"a,b\n1,2\n"], "orders.csv", 1_000, person_owner(alice.pk))
    reply_as_customer(
        a_ticket, "With a file.", by=alice, uploads=[stored.key], uploader=person_owner(alice.pk)
    )
    shelf = make_category("Files", by=olga)
    article = save_article(
        None, by=olga, title="Exports", text="Send it. [Imports](/help/imports/)",
        status=ArticleStatus.PUBLISHED, category=shelf,
    )  # fmt: skip
    check_links("https://help.northwind.example")
    paper = receive([b"a,b\n"], "prices.csv", 1_000, person_owner(olga.pk))
    add_article_file(article, paper.key, person_owner(olga.pk), by=olga)
    field = save_custom_field(None, by=olga, label="Order", kind=FieldKind.TEXT)
    start_session(alice)
    other = open_ticket(RequestDraft(title="Other", text="Other."), requester=carol, by=carol)
    add_participant(other, bob, by=olga)
    bob_takes_part = bob
    mail = enqueue_mail(
        key="k", kind="answered", to_address=alice.email, subject="s", text="t", html="<p>t</p>"
    )
    change_choices("welcome", {"heading": "Hello"}, by=olga)
    return {
        "ticket": a_ticket,
        "change": StoredEvent.objects.get(kind="workspace.choices_changed"),
        "answer": an_answer,
        "attachment": Attachment.objects.get(),
        "article": article,
        "category": shelf,
        "link": ArticleLink.objects.get(),
        "article_file": paper,
        "field": field,
        "mail": mail,
        "token": link_token(issue_link(a_ticket, alice)),
        "department": support,
        "panel": create_panel("Shop", by=olga),
        "tag": create_tag("export", by=olga),
        "person": alice,
        "colleague": anton,
        "status": Status.objects.get(category=Category.SOLVED),
        "priority": Priority.objects.get(rank=30),
        "question_asked": miss_in_ticket(a_ticket, by=DEMO),
        "question": create_registration_field("Where did you hear of us", by=olga),
        "participant": bob_takes_part,
        "address": EmailAddress.objects.get(person=alice),
        "session": Session.objects.get(person=alice),
        "passkey": Passkey.objects.create(person=alice, credential_hash="a", credential=b"", name="Phone"),
        "account": ProviderIdentity.objects.create(person=alice, issuer="https://id.example", subject="a"),
        "provider": save_provider(
            None,
            by=olga,
            name="Id",
            issuer="https://id.example",
            client_id="us",
            for_team=False,
            for_customers=False,
            creates=False,
            domains=[],
        ),
        "saved_reply": save_saved_reply(None, by=olga, name="Hello", text="Hi.", shared=True),
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
    if part == "version":
        return 1
    if part == "key":
        return things["panel" if name == "embed:frame" else "article_file"].key
    if part == "name":
        return "title" if name == "console:form-part" else "brand"
    if part in ("check", "step"):
        return {"check": "turnstile", "step": "departments"}[part]
    return things[next(thing for word, thing in PK_OF.items() if word in name)].pk


def _slug(name: str, things: dict[str, Any]) -> str:
    if name == "help:category":
        return str(things["article"].category.slug)
    return "open" if name == "desk:view" else str(things["article"].slug)


PK_OF = {
    "similar": "answer",
    "console:panel": "panel", "console:tag": "tag", "change-undo": "change",
    "department": "department", "colleague": "colleague", "customer": "person", "field": "field",
    "status": "status", "priority": "priority", "question": "question", "article": "article",
    "file": "attachment", "preview": "attachment", "attachment": "attachment", "participant": "participant",
    "category": "category", "link-mending": "link",
    "saved-reply": "saved_reply",
    "own-passkey": "passkey", "own-account": "account", "provider": "provider",
    "second-step-removal": "colleague",
    "asked": "question_asked",
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
def test_a_session_of_an_embedded_panel_opens_the_customers_doors_and_no_more_in_them(
    who, things, request, olga
):
    """Within them everybody gets what they get with a cookie; the desk is not there for anybody."""
    person = None if who == "visitor" else request.getfixturevalue(who)
    panel = change_panel(things["panel"], by=olga, name="Shop", origins=[SITE], active=True)
    got = _got_in_frame(
        panel.key, things, start_session(person, scope=f"{panel.key} {SITE}") if person else ""
    )
    assert got == {name: _in_frame(name, things, row.gets[WHO.index(who)]) for name, row in TABLE.items()}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scope", ["", f"pk_other {SITE}", "{key} https://other.example"])
def test_a_session_of_elsewhere_opens_nothing_in_an_embedded_panel(scope, things, alice, olga):
    panel = change_panel(things["panel"], by=olga, name="Shop", origins=[SITE], active=True)
    got = _got_in_frame(panel.key, things, start_session(alice, scope=scope.replace("{key}", panel.key)))
    assert got == {
        name: _in_frame(name, things, row.gets[WHO.index("visitor")]) for name, row in TABLE.items()
    }


def _got_in_frame(key: str, things: dict[str, Any], token: str) -> dict[str, int]:
    client = client_of(None)
    bearer = {"Authorization": f"Bearer {token}"} if token else {}
    headers = {"Smartai-Panel": key, "Smartai-Host": SITE, **bearer}
    answers = {name: client.get(address(name, things), headers=headers) for name in ROUTES}
    return {
        name: 302 if "Smartai-Location" in answer.headers else answer.status_code
        for name, answer in answers.items()
    }


def _in_frame(name: str, things: dict[str, Any], otherwise: int) -> int:
    if name == "panel:home":  # there is none on our own pages
        return 200
    return otherwise if address(name, things).startswith(DOORS) else 403


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
@pytest.mark.parametrize(
    "name",
    [
        "panel:address-main",
        "panel:address-removal",
        "panel:session-end",
        "panel:own-passkey",
        "panel:own-passkey-removal",
        "panel:own-account-removal",
    ],
)
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
