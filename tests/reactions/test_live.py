"""The streams, driven as the server drives them: over plain ASGI, on their own event loop."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from django.db import connections, transaction

from smartai.core.tickets.actions import (
    add_note,
    add_participant,
    close_ticket,
    move_ticket,
    reply_as_agent,
    reply_as_customer,
)
from smartai.foundation.accounts.actions import start_session
from smartai.foundation.accounts.models import Person, Session
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

    def __init__(self, token: str, path: str = PANEL, last: str = "", method: str = "GET") -> None:
        headers = [(b"cookie", f"{SESSION_COOKIE}={token}".encode())] if token else []
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
