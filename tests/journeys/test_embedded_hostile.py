"""What somebody tries who is not the site, or not the person: nothing of it opens anything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Embedding, Site, Visit, frame_of, frames_of, sign_in_to_desk
from tests.journeys.host_site import HostSite
from tests.journeys.test_embedded import LISTEN, LOADED, sign_in, told, visit_site, who, write

pytestmark = pytest.mark.journey


@pytest.fixture
def stranger() -> Iterator[HostSite]:
    """A site that no owner has listed."""
    site = HostSite("localhost")
    yield site
    site.stop()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Page]:
    """A browser whose console may complain: it is meant to."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def _is_refused(page: Page, depth: int) -> None:
    """The innermost of so many documents is the browser's own page about a refusal."""
    Site.wait_until(lambda: page.evaluate("0") == 0 and len(page.frames) == depth)
    Site.wait_until(lambda: page.evaluate("0") == 0 and page.frames[-1].url.startswith("chrome-error:"))


def test_a_site_that_is_not_listed_gets_no_frame(
    opened: Page, embedding: Embedding, stranger: HostSite
) -> None:
    opened.goto(stranger.put("/", f"<h1>Stranger</h1>{embedding.snippet()}"))
    opened.wait_for_function(LOADED)
    opened.evaluate("smartai('open')")
    _is_refused(opened, 2)


def test_a_listed_site_inside_a_stranger_gets_no_frame_either(
    opened: Page, embedding: Embedding, stranger: HostSite
) -> None:
    inner = embedding.host.put("/inner/", f"<h1>Lake Shop</h1>{embedding.snippet(more=' data-open=new')}")
    opened.goto(stranger.put("/", f'<iframe src="{inner}"></iframe>'))
    _is_refused(opened, 3)


@pytest.mark.parametrize("path", ["/support/", "/desk/sign-in/", "/help/"])
def test_no_other_page_of_ours_can_be_framed(path: str, opened: Page, embedding: Embedding) -> None:
    address = embedding.host.put("/steals/", f'<iframe src="{embedding.help_desk}{path}"></iframe>')
    opened.goto(address)
    _is_refused(opened, 2)


def test_the_loader_hands_no_port_to_whoever_only_says_hello(
    visit: Visit, embedding: Embedding, stranger: HostSite
) -> None:
    other = stranger.put(
        "/says/",
        "<script>parent.postMessage({smartai: 1, t: 'hello'}, '*');"
        "addEventListener('message', event => { document.title = 'got ' + event.ports.length })</script>",
    )
    page = visit_site(visit, embedding, "/forged/", f'<iframe src="{other}"></iframe>')
    page.evaluate("addEventListener('message', event => { window.ports = event.ports.length })")
    page.evaluate("smartai('open', 'new')")
    frame_of(page)
    page.evaluate("postMessage({smartai: 1, t: 'hello'}, '*')")
    page.wait_for_function("() => window.ports === 0")
    page.evaluate("smartai('locale', 'de')")  # the port that the frame has still works
    expect(frame_of(page).get_by_role("button", name="Anfrage senden")).to_be_visible()
    [forger] = [frame for frame in page.frames if "/says/" in frame.url]
    assert forger.title() == "Lake Shop"


def test_the_frame_obeys_nobody_but_the_page_around_it(
    visit: Visit, embedding: Embedding, stranger: HostSite
) -> None:
    """Another frame of the page sends what the loader would; here it can be reached, in no shadow root."""
    forged = {"smartai": 1, "t": "init", "mode": "launcher", "at": "/help/", "opened": True, "locale": "ar"}
    script = (
        f"const forged = {json.dumps(forged)};"
        "setInterval(() => { for (let n = 0; n < parent.frames.length; n++) {"
        "  parent.frames[n].postMessage(forged, '*', [new MessageChannel().port1]);"
        "  parent.frames[n].postMessage({t: 'open', at: '/help/'}, '*') } }, 5)"
    )
    other = stranger.put("/obey/", f"<script>{script}</script>")
    ours = f"{embedding.help_desk}/w/{embedding.key}/#o={quote(embedding.host.origin, safe='')}"
    page = visit()
    page.goto(embedding.host.put("/obeys/", f'<iframe src="{other}"></iframe><iframe src="{ours}"></iframe>'))
    frame = frame_of(page)
    expect(frame.get_by_role("heading", level=1)).to_have_text("How can we help?")
    assert frame.evaluate("document.documentElement.lang") == "en"
    assert frame.get_by_role("link", name="Write to us").is_visible()


@pytest.mark.parametrize(
    "message",
    [
        {"t": "open", "at": "https://evil.example/"},
        {"t": "open", "at": "//evil.example/"},
        {"t": "open", "at": "/desk/"},
        {"t": "open", "at": "javascript:alert(1)"},
        {"t": "theme", "theme": {"a": 1}},
        {"t": "suggest", "suggest": {"length": 3}},
        {"t": "prefill", "prefill": "x" * 30_000},
        {"t": "constructor"},
        None,
    ],
)
def test_what_a_site_says_wrongly_leads_nowhere(message: Any, visit: Visit, embedding: Embedding) -> None:
    """The site's own script is not trusted either: it has a port and tries what the loader would not."""
    page = visit()
    page.goto(embedding.host.put("/own/", "<h1>Lake Shop</h1>"))
    page.evaluate(
        """([base, key, message]) => {
            addEventListener('message', event => {
                const {port1, port2} = new MessageChannel();
                const first = {smartai: 1, t: 'init', mode: 'launcher', opened: true, at: 'new'};
                event.source.postMessage(first, base, [port2]);
                port1.postMessage(message);
            });
            const frame = document.createElement('iframe');
            frame.src = `${base}/w/${key}/#o=${encodeURIComponent(location.origin)}`;
            document.body.append(frame) }""",
        [embedding.help_desk, embedding.key, message],
    )
    frame = frame_of(page)
    page.wait_for_load_state("networkidle")
    assert frame.url.startswith(f"{embedding.help_desk}/w/")
    assert frame.locator("h1").first.inner_text() in ("How can we help?", "Sign in to Northwind")


def test_a_token_is_worth_nothing_on_another_site_in_another_panel_or_after_the_end(
    visit: Visit, site: Site, embedding: Embedding
) -> None:
    title, address = who()
    page = visit_site(visit, embedding, "/token/")
    page.evaluate("smartai('open', 'new')")
    frame = frame_of(page)
    write(frame, title, address)
    sent: list[dict[str, str]] = []
    page.on("request", lambda one: sent.append(one.headers) if "/support/" in one.url else None)
    frame.get_by_role("link", name="Your requests").click()
    sign_in(frame, sign_in_to_desk(visit(), "olga"), site, address)
    frame.get_by_role("link", name=title).click()
    expect(frame.get_by_role("heading", level=1)).to_have_text(title)
    stolen = next(one for one in reversed(sent) if "authorization" in one)
    kept = {name: stolen[name] for name in ("authorization", "smartai-panel", "smartai-host")}

    assert title in _asked(site, kept)
    assert title not in _asked(site, {**kept, "smartai-host": embedding.near.origin})
    assert title not in _asked(site, {**kept, "smartai-host": site.url})
    assert title not in _asked(site, {"Cookie": f"smartai_session={kept['authorization'].split()[1]}"})
    page.evaluate("smartai('logout')")
    expect(frame.get_by_role("heading", level=1)).to_have_text("How can we help?")
    assert title not in _asked(site, kept)


def _asked(site: Site, headers: dict[str, str]) -> str:
    with urlopen(Request(f"{site.url}/support/requests/", headers=headers), timeout=10) as answer:
        return str(answer.read().decode())


def test_a_context_that_is_too_much_is_not_taken(visit: Visit, embedding: Embedding) -> None:
    page = visit_site(visit, embedding, "/much/")
    page.evaluate("smartai('context', Object.fromEntries([...Array(21).keys()].map(n => [`k${n}`, 1])))")
    page.evaluate("smartai('context', {words: 'x'.repeat(3000)})")
    assert [one["code"] for one in told(page, "error")] == ["context", "context"]


def test_a_name_that_the_server_refuses_is_told_and_opens_nothing(visit: Visit, embedding: Embedding) -> None:
    page = visit_site(visit, embedding, "/named/")
    page.evaluate("smartai('identify', 'not.a.token'); smartai('open', 'requests')")
    frame = frame_of(page)
    page.wait_for_function("() => told.some(([name, detail]) => name === 'identify' && !detail.ok)")
    expect(frame.get_by_label("E-mail")).to_be_visible()


def test_a_name_that_cannot_be_had_holds_nobody_up_and_one_that_is_late_is_waited_for_a_moment(
    visit: Visit, embedding: Embedding
) -> None:
    """The clock stands still: whatever waits for time to pass would wait for ever."""
    page = visit()
    page.clock.install()
    page.goto(embedding.host.put("/fails/", f"<h1>Lake Shop</h1>{embedding.snippet()}"))
    page.wait_for_function(LOADED, polling=100)
    page.evaluate(LISTEN)
    page.clock.pause_at("2030-01-01")
    page.evaluate("smartai('identify', async () => { throw new Error('no name') }); smartai('open')")
    expect(frame_of(page).get_by_role("heading", level=1)).to_have_text("How can we help?")
    assert [one["code"] for one in told(page, "error")] == ["token"]

    page = visit()
    page.goto(embedding.host.put("/silent/", f"<h1>Lake Shop</h1>{embedding.snippet()}"))
    page.wait_for_function(LOADED)
    page.evaluate("smartai('identify', () => new Promise(() => 0)); smartai('open')")
    Site.wait_until(lambda: frames_of(page))
    frame = frames_of(page)[0]
    expect(frame.get_by_text("Signing you in…")).to_be_visible()
    expect(frame.get_by_role("heading", level=1)).to_have_text("How can we help?")
