"""The streams, driven as the server drives them: over plain ASGI, on their own event loop."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from django.db import connections, transaction

from smartai.core.departments.actions import set_departments
from smartai.core.identities.models import SiteIdentity
from smartai.core.people.actions import change_role
from smartai.core.tickets.actions import (
    add_note,
    add_participant,
    close_ticket,
    move_ticket,
    note_lost_answer,
    reply_as_agent,
    reply_as_customer,
)
from smartai.core.workspace.actions import change_panel, change_panel_choices, create_panel
from smartai.foundation.accounts.actions import start_session
from smartai.foundation.accounts.actors import System
from smartai.foundation.accounts.models import Person, Role, Session
from smartai.foundation.accounts.sessions import SESSION_COOKIE
from smartai.foundation.events.models import StoredEvent
from smartai.reactions.live import hub as hub_module
from smartai.reactions.live import stream
from smartai.reactions.live.hub import Hub
from smartai.reactions.live.reading import Reader
from tests.loops import run

pytestmark = pytest.mark.django_db(transaction=True)

PANEL, DESK = "/support/live/", "/desk/live/"


@pytest.fixture(autouse=True)
def _a_hub_of_its_own(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    hub = Hub()
    monkeypatch.setattr(stream, "hub", hub)
    monkeypatch.setattr(hub_module, "POLL_SECONDS", 0.02)
    monkeypatch.setattr(hub_module, "_asked", _closing)  # a test database ends: nobody may stay in it
    yield
    hub._threads.shutdown(wait=True)


class Browser:
    """One open stream and what it has heard."""

    def __init__(
        self, token: str, path: str = PANEL, last: str = "", method: str = "GET", frame: tuple[str, ...] = ()
    ) -> None:
        headers = [(b"cookie", f"{SESSION_COOKIE}={token}".encode())] if token and not frame else []
        if frame:
            headers = [(b"smartai-panel", frame[0].encode()), (b"smartai-host", frame[1].encode())]
            headers += [(b"authorization", f"Bearer {token}".encode())]
            headers += [(b"cookie", f"{SESSION_COOKIE}={cookie}".encode()) for cookie in frame[2:]]
        headers += [(b"last-event-id", last.encode())] if last else []
        self.scope = {"type": "http", "method": method, "path": path, "headers": headers}
        self.status = 0
        self.text = ""
        self.gone = asyncio.Event()
        self.task = asyncio.create_task(stream.live_app(self.scope, self._receive, self._send))

    @property
    def facts(self) -> list[tuple[int, str]]:
        data = [json.loads(line[6:]) for line in self.text.splitlines() if line.startswith("data: ")]
        return [(fact["ticket"], fact["kind"]) for fact in data]

    async def hears(self, wanted: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not wanted():
                await asyncio.sleep(0.01)

    async def opened(self) -> Browser:
        await self.hears(lambda: "welcome" in self.text or self.task.done())
        return self

    async def leaves(self) -> None:
        self.gone.set()
        async with asyncio.timeout(10):
            await self.task

    async def _receive(self) -> dict[str, Any]:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        self.status = message.get("status", self.status)
        self.text += message.get("body", b"").decode()


async def do(change: Callable[[], object]) -> None:
    await asyncio.get_running_loop().run_in_executor(None, _closing, change)


def _closing(question: Callable[[], object]) -> object:
    try:
        return question()
    finally:
        connections.close_all()


def story(people: list[tuple[Person, str]], tell: Callable[..., Awaitable[None]]) -> list[Browser]:
    """Opens a stream for each, tells the story, and returns what each has heard."""

    async def told() -> list[Browser]:
        browsers = [Browser(token, path) for token, path in tokens]
        for browser in browsers:
            await browser.opened()
        await tell(*browsers)
        for browser in browsers:
            await browser.leaves()
        return browsers

    tokens = [(start_session(person), path) for person, path in people]
    StoredEvent.objects.update(created_at="2026-01-01T00:00Z")  # nothing happened just now
    return run(told())


def test_an_answer_reaches_its_customer_and_no_other(a_ticket, alice, carol, anton):
    async def tell(hers: Browser, strangers: Browser) -> None:
        await do(lambda: reply_as_agent(a_ticket, "Here is the file.", by=anton))
        await hers.hears(lambda: (a_ticket.pk, "message") in hers.facts)

    hers, strangers = story([(alice, PANEL), (carol, PANEL)], tell)
    assert hers.facts == [(a_ticket.pk, "message"), (a_ticket.pk, "status")]
    assert strangers.facts == []
    assert "Here is" not in hers.text


def test_a_note_is_a_fact_for_the_team_and_never_for_a_customer(a_ticket, alice, anton, mia, olga):
    async def tell(hers: Browser, antons: Browser, mias: Browser, olgas: Browser) -> None:
        await do(lambda: add_note(a_ticket, "SECRET-NOTE", by=anton))
        await do(lambda: reply_as_customer(a_ticket, "And?", by=alice))
        await hers.hears(lambda: bool(hers.facts))
        await olgas.hears(lambda: len(olgas.facts) >= 2)
        await antons.hears(lambda: len(antons.facts) >= 2)

    hers, antons, mias, olgas = story([(alice, PANEL), (anton, DESK), (mia, DESK), (olga, DESK)], tell)
    assert hers.facts == [(a_ticket.pk, "message")]
    assert antons.facts[:2] == olgas.facts[:2] == [(a_ticket.pk, "note"), (a_ticket.pk, "message")]
    assert mias.facts == []


def test_participants_hear_what_the_requester_hears(a_ticket, bob, anton):
    add_participant(a_ticket, bob, by=anton)

    async def tell(his: Browser) -> None:
        await do(lambda: reply_as_agent(a_ticket, "For both of you.", by=anton))
        await his.hears(lambda: (a_ticket.pk, "message") in his.facts)

    story([(bob, PANEL)], tell)


def test_an_answer_that_was_not_delivered_reaches_the_team_and_the_customer_hears_of_the_status_alone(
    a_ticket, an_answer, alice, anton
):
    async def tell(antons: Browser, hers: Browser) -> None:
        await do(lambda: note_lost_answer(an_answer, alice.email, by=System("mail")))
        await antons.hears(lambda: {(a_ticket.pk, "ticket"), (a_ticket.pk, "status")} <= set(antons.facts))
        await hers.hears(lambda: bool(hers.facts))
        assert hers.facts == [(a_ticket.pk, "status")]

    story([(anton, DESK), (alice, PANEL)], tell)


def test_a_ticket_that_leaves_a_department_makes_its_agents_look_again(a_ticket, anton, mia, olga, billing):
    async def tell(antons: Browser, mias: Browser) -> None:
        await do(lambda: move_ticket(a_ticket, billing, by=olga))
        await antons.hears(lambda: (0, "anything") in antons.facts)
        await mias.hears(lambda: (a_ticket.pk, "ticket") in mias.facts)

    story([(anton, DESK), (mia, DESK)], tell)


def test_whoever_comes_back_is_told_what_was_missed(a_ticket, alice, anton):
    last = StoredEvent.objects.latest("pk").pk
    reply_as_agent(a_ticket, "While you were away.", by=anton)
    token = start_session(alice)

    async def back(last_heard: str) -> list[tuple[int, str]]:
        browser = await Browser(token, last=last_heard).opened()
        await browser.hears(lambda: bool(browser.facts))
        await browser.leaves()
        return browser.facts

    assert run(back(str(last)))[0] == (a_ticket.pk, "message")
    StoredEvent.objects.update(created_at="2026-01-01T00:00Z")
    assert run(back("0")) == [(0, "anything")]


@pytest.mark.parametrize(
    ("who", "path", "method", "status"),
    [("alice", DESK, "GET", 404), ("nobody", PANEL, "GET", 401), ("alice", PANEL, "POST", 405)],
)
def test_streams_are_for_who_is_signed_in(request, who, path, method, status):
    token = start_session(request.getfixturevalue(who)) if who != "nobody" else "x" * 43

    async def asked() -> int:
        return (await Browser(token, path, method=method).opened()).status

    assert run(asked()) == status


def test_a_person_has_eight_streams_and_may_open_another_after_one_ended(alice):
    token = start_session(alice)

    async def opened() -> tuple[int, int]:
        browsers = [await Browser(token).opened() for _ in range(8)]
        ninth = await Browser(token).opened()
        await browsers.pop().leaves()
        tenth = await Browser(token).opened()
        for browser in [*browsers, tenth]:
            await browser.leaves()
        return ninth.status, tenth.status

    assert run(opened()) == (503, 200)


def test_a_stream_ends_with_its_session(alice, monkeypatch):
    monkeypatch.setattr(hub_module, "CHECK_SECONDS", 0.0)
    token = start_session(alice)

    async def ended() -> bool:
        browser = await Browser(token).opened()
        await do(lambda: Session.objects.all().delete())
        async with asyncio.timeout(10):
            await browser.task
        return True

    assert run(ended())


def test_who_loses_a_department_or_a_role_hears_no_more_of_it_at_once(a_ticket, alice, anton, selma, olga):
    async def tell(antons: Browser, selmas: Browser, olgas: Browser) -> None:
        await do(lambda: add_note(a_ticket, "Before.", by=olga))
        await antons.hears(lambda: bool(antons.facts))
        await selmas.hears(lambda: bool(selmas.facts))
        await do(lambda: set_departments(anton, [], by=olga))
        await do(lambda: change_role(selma, Role.AGENT, by=olga))
        await do(lambda: reply_as_customer(a_ticket, "After.", by=alice))
        await olgas.hears(lambda: (a_ticket.pk, "message") in olgas.facts)

    antons, selmas, _ = story([(anton, DESK), (selma, DESK), (olga, DESK)], tell)
    assert antons.facts == selmas.facts == [(a_ticket.pk, "note")]


def test_the_server_ends_all_streams_at_once(alice):
    token = start_session(alice)

    async def ended() -> int:
        browser = await Browser(token).opened()
        stream.close_streams()
        async with asyncio.timeout(2):
            await browser.task
        return (await Browser(token).opened()).status

    assert run(ended()) == 503


def test_a_change_that_is_committed_late_is_still_told(a_ticket, alice, anton):
    """PostgreSQL numbers rows before the commit: a higher number may become visible first."""
    reader = Reader()
    late = StoredEvent.objects.latest("pk").pk + 1
    with transaction.atomic():
        reply_as_customer(a_ticket, "First", by=alice)
        StoredEvent.objects.filter(pk__gte=late).update(id=late + 5)
    assert [fact.id for fact in reader.read()] == [late + 5]
    StoredEvent.objects.filter(pk=late + 5).update(id=late + 2)
    assert [fact.id for fact in reader.read()] == [late + 2]
    assert reader.read() == []


def test_closing_is_told_as_a_status(a_ticket, alice):
    async def tell(hers: Browser) -> None:
        await do(lambda: close_ticket(a_ticket, by=alice, solved=True))
        await hers.hears(lambda: (a_ticket.pk, "status") in hers.facts)

    story([(alice, PANEL)], tell)


SHOP = "https://shop.example"


@pytest.fixture
def shop(_first_rows, transactional_db, olga):
    return change_panel(create_panel("Shop", by=olga), by=olga, name="Shop", origins=[SHOP], active=True)


def test_the_frame_of_a_panel_hears_what_its_person_would_hear_on_our_pages(shop, a_ticket, alice, anton):
    async def told(token: str) -> Browser:
        browser = await Browser(token, frame=(shop.key, SHOP)).opened()
        await do(lambda: add_note(a_ticket, "SECRET-NOTE", by=anton))
        await do(lambda: reply_as_agent(a_ticket, "Here is the file.", by=anton))
        await browser.hears(lambda: (a_ticket.pk, "message") in browser.facts)
        await browser.leaves()
        return browser

    token = start_session(alice, scope=f"{shop.key} {SHOP}")
    StoredEvent.objects.update(created_at="2026-01-01T00:00Z")
    heard = run(told(token))
    assert (a_ticket.pk, "note") not in heard.facts
    assert "file" not in heard.text


def status_of(token: str, path: str = PANEL, **how: Any) -> int:
    async def asked() -> int:
        browser = await Browser(token, path, **how).opened()
        if not browser.task.done():
            await browser.leaves()
        return browser.status

    return run(asked())


def test_a_frames_session_opens_a_stream_in_its_panel_on_its_site_and_nowhere_else(shop, olga, alice):
    other = change_panel(create_panel("Other", by=olga), by=olga, name="Other", origins=[SHOP], active=True)
    token, cookies = start_session(alice, scope=f"{shop.key} {SHOP}"), start_session(alice)
    assert status_of(token, frame=(shop.key, SHOP)) == 200
    assert status_of(token, frame=(other.key, SHOP)) == 401
    assert status_of(token) == 401
    assert status_of(cookies, frame=(shop.key, SHOP)) == 401
    assert status_of("", frame=(shop.key, SHOP, cookies)) == 401


@pytest.mark.parametrize("host", ["", "null", "https://evil.example", "https://shop.example/", "\x00"])
def test_no_site_but_those_listed_has_a_stream(host, shop, alice):
    assert status_of(start_session(alice, scope=f"{shop.key} {SHOP}"), frame=(shop.key, host)) == 403
    assert status_of("x" * 43, frame=("pk_unknown", SHOP)) == 403


def test_the_desks_stream_is_no_part_of_a_frame(shop, olga):
    token = start_session(olga, scope=f"{shop.key} {SHOP}")
    assert status_of(token, DESK, frame=(shop.key, SHOP)) == 403


def test_where_only_people_count_whom_the_site_names_a_code_opens_no_stream(shop, olga, alice):
    change_panel_choices(shop, "widget", {"require_identity": True}, by=olga)
    token = start_session(alice, scope=f"{shop.key} {SHOP}")
    assert status_of(token, frame=(shop.key, SHOP)) == 401
    SiteIdentity.objects.create(panel=shop, subject="user-1", person=alice)
    assert status_of(token, frame=(shop.key, SHOP)) == 200


@pytest.mark.parametrize("what", ["site", "name"])
def test_a_frames_stream_ends_when_it_may_not_stand_there_any_more(what, shop, olga, alice, monkeypatch):
    monkeypatch.setattr(hub_module, "CHECK_SECONDS", 0.0)
    token = start_session(alice, scope=f"{shop.key} {SHOP}")
    changes = {
        "site": lambda: change_panel(shop, by=olga, name="Shop", origins=[], active=True),
        "name": lambda: change_panel_choices(shop, "widget", {"require_identity": True}, by=olga),
    }

    async def ended() -> bool:
        browser = await Browser(token, frame=(shop.key, SHOP)).opened()
        assert browser.status == 200
        await do(changes[what])
        async with asyncio.timeout(10):
            await browser.task
        return True

    assert run(ended())
