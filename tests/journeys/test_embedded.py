"""A panel inside a site of somebody else, on another origin: from the button to the answer, and gone."""

from __future__ import annotations

import re
import subprocess
import time
import uuid
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, Route, expect

from tests.journeys.conftest import (
    AXE,
    Embedding,
    Site,
    Visit,
    allow_site,
    frame_of,
    frames_of,
    open_mail,
    sign_in_to_desk,
)
from tests.journeys.host_site import BUILT
from tests.journeys.test_accessibility import COLOURS, FOUND, RULES, TOO_WIDE
from tests.signing import claims, signed

pytestmark = pytest.mark.journey
ROOT = Path(__file__).parents[2]
LISTEN = """() => { window.told = [];
    const names = ['ready', 'open', 'close', 'view', 'identify', 'request:created', 'reply:sent', 'unread',
        'article:opened', 'article:answered', 'resize', 'error'];
    for (const name of names)
        window.addEventListener(`smartai:${name}`, event => told.push([name, event.detail])) }"""
LOADED = "() => typeof smartai === 'function' && !smartai.q"


def visit_site(visit: Visit, embedding: Embedding, path: str, body: str = "", **options: Any) -> Page:
    """A page of the other site with the snippet, and whatever it says of itself."""
    more = {name: options.pop(name) for name in ("head", "policy", "tag") if name in options}
    address = embedding.host.put(path, f"<h1>Lake Shop</h1>{body}{embedding.snippet()}", **more)
    page = visit(**options)
    page.goto(address)
    page.wait_for_function(LOADED)
    page.evaluate(LISTEN)
    return page


def told(page: Page, name: str) -> list[dict[str, Any]]:
    return [detail for event, detail in page.evaluate("told") if event == name]


def write(frame: Frame, title: str, address: str, **files: Any) -> None:
    frame.get_by_label("Your name").press_sequentially("Alice Lake", delay=25)
    frame.get_by_label("Your e-mail").press_sequentially(address, delay=25)
    frame.get_by_label("Title").fill(title)
    frame.get_by_label("Message").press_sequentially("I ordered M and got XL. What now?", delay=25)
    if files:
        frame.locator("input[type=file]").set_input_files(files["file"])
    frame.get_by_role("button", name="Send request").click()
    expect(frame.get_by_role("heading", level=1)).to_have_text(title)


def sign_in(frame: Frame, desk: Page, site: Site, address: str, *, stays: bool = False) -> None:
    """By a code, inside the frame, which shows the form for it."""
    frame.get_by_label("E-mail").fill(address)
    if stays:
        frame.get_by_label("Stay signed in on this device").check()
    frame.get_by_role("button", name="Send me a code").click()
    frame.get_by_role("heading", name="Check your e-mail").wait_for()
    open_mail(desk, site, address, "code")
    digits = re.search(r"\b\d{3} ?\d{3}\b", desk.locator(".kept-mail pre").inner_text())
    assert digits
    frame.get_by_label("Code").fill(digits[0])
    expect(frame.get_by_role("heading", level=1)).to_have_text("Your requests")


def who() -> tuple[str, str]:
    mark = uuid.uuid4().hex[:8]
    return f"Wrong size {mark}", f"alice-{mark}@lake.example"


def test_the_whole_life_of_a_ticket_passes_in_the_frame(
    visit: Visit, site: Site, embedding: Embedding, tmp_path: Path
) -> None:
    title, address = who()
    page = visit_site(
        visit, embedding, "/life/", '<button data-smartai-open="new">Ask us</button>', width=1100
    )
    entries = page.evaluate("history.length")
    page.evaluate("smartai('context', {plan: 'business', seats: 12})")
    page.get_by_role("button", name="Ask us").click()
    frame = frame_of(page)
    (tmp_path / "orders.csv").write_text("order,total\n1,2\n")
    write(frame, title, address, file=tmp_path / "orders.csv")
    [created] = told(page, "request:created")
    assert created == {"panel": embedding.key, "number": created["number"]}

    desk = sign_in_to_desk(visit(), "olga")
    frame.get_by_role("link", name="Your requests").click()
    sign_in(frame, desk, site, address)
    frame.get_by_role("link", name=title).click()
    with page.expect_download() as kept:
        frame.get_by_role("link", name="orders.csv").first.click()
    assert Path(kept.value.path()).read_text() == "order,total\n1,2\n"
    frame.get_by_placeholder("Write a reply").fill("I would like a smaller one.")
    frame.get_by_role("button", name="Send", exact=True).click()
    expect(frame.get_by_text("Your reply was sent.")).to_be_visible()
    assert told(page, "reply:sent") == [created]

    desk.goto(f"/desk/tickets/{created['number']}/")
    beside = desk.locator("section", has=desk.get_by_role("heading", name="From the site"))
    expect(beside).to_contain_text(f"{embedding.host.origin}/life/")
    expect(beside).to_contain_text("business")
    desk.get_by_label("Text").fill("A smaller one is on its way.")
    desk.get_by_role("button", name="Send and wait").click()
    desk.locator("main").get_by_text("A smaller one is on its way.").first.wait_for()

    # by the stream: without one the page is looked at every quarter of a minute
    expect(frame.get_by_text("A smaller one is on its way.")).to_be_visible(timeout=8_000)
    frame.get_by_role("button", name="This is solved").click()
    frame.get_by_text("Good", exact=True).click()
    frame.get_by_role("button", name="Send rating").click()
    expect(frame.get_by_role("button", name="Change rating")).to_be_visible()
    frame.get_by_role("link", name="Your profile").click()
    frame.locator("input[name=name]").fill("Alice of the Lake")
    frame.locator("input[name=name]").blur()
    expect(frame.get_by_text("Saved.", exact=True).first).to_be_visible()

    frame.get_by_role("button", name="Sign out", exact=True).first.click()
    expect(frame.get_by_role("heading", level=1)).to_contain_text("Sign in")
    assert page.context.cookies() == []
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate("Object.keys(localStorage).filter(name => !name.startsWith('smartai.known.'))") == []
    assert page.evaluate("history.length") == entries


def test_a_reload_goes_on_where_the_browser_lets_a_frame_keep_things(
    visit: Visit, site: Site, embedding: Embedding
) -> None:
    title, address = who()
    page = visit(width=1100)
    page.goto(embedding.near.put("/kept/", f"<h1>Lake Shop</h1>{embedding.snippet()}"))
    page.wait_for_function(LOADED)
    page.evaluate("smartai('open', 'new')")
    write(frame_of(page), title, address)
    frame_of(page).get_by_role("link", name="Your requests").click()
    sign_in(frame_of(page), sign_in_to_desk(visit(), "olga"), site, address, stays=True)
    page.reload()
    page.wait_for_function(LOADED)
    page.evaluate("smartai('open')")
    expect(frame_of(page).get_by_role("link", name=title)).to_be_visible()
    assert page.context.cookies() == []

    other_tab = page.context.new_page()  # nothing of the first one's is there but what was to stay
    other_tab.goto(page.url)
    other_tab.wait_for_function(LOADED)
    other_tab.evaluate("smartai('open')")
    expect(frame_of(other_tab).get_by_role("link", name=title)).to_be_visible()
    other_tab.close()

    page.evaluate("smartai('logout')")
    expect(frame_of(page).get_by_role("heading", level=1)).to_have_text("How can we help?")
    page.reload()
    page.wait_for_function(LOADED)
    page.evaluate("smartai('open', 'requests')")
    expect(frame_of(page).get_by_label("E-mail")).to_be_visible()


def test_no_event_has_words_of_a_request_or_its_writer(visit: Visit, embedding: Embedding) -> None:
    title, address = who()
    page = visit_site(visit, embedding, "/events/")
    page.evaluate("smartai('open', 'new')")
    write(frame_of(page), title, address)
    page.wait_for_function("""JSON.stringify(told).includes('"request:created"')""")
    known = page.evaluate("JSON.stringify(told)")
    assert not any(word in known for word in (title, address, "Alice", "ordered"))


def test_a_page_with_a_strict_policy_needs_our_address_and_nothing_else(
    visit: Visit, embedding: Embedding
) -> None:
    ours = embedding.help_desk
    policy = (
        f"default-src 'none'; script-src {ours}; frame-src {ours}; img-src data:; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    address = embedding.host.put("/strict/", f"<h1>Lake Shop</h1>{embedding.snippet()}", policy=policy)
    page = visit()
    page.goto(address)
    page.wait_for_function(LOADED)
    page.evaluate("smartai('open', 'new')")
    assert frame_of(page).get_by_label("Title").is_visible()


def test_the_snippet_costs_one_request_and_moves_nothing(visit: Visit, embedding: Embedding) -> None:
    address = embedding.host.put("/cost/", f"<h1>Lake Shop</h1><p>Words.</p>{embedding.snippet()}")
    page = visit()
    weights = _weights(page)
    page.goto(address)
    page.wait_for_function(LOADED)
    shifted = page.evaluate(
        """() => new Promise(done => new PerformanceObserver((list, all) => {
            all.disconnect();
            done(list.getEntries().length);
        }).observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 500))"""
    )
    page.wait_for_load_state("networkidle")
    ours = {url: size for url, size in weights.items() if url.startswith(embedding.help_desk)}
    assert list(ours) == [f"{embedding.help_desk}/embed.js"]
    assert sum(ours.values()) <= 6_000
    assert shifted == 0

    weights.clear()
    page.evaluate("smartai('open')")
    frame_of(page)
    page.wait_for_load_state("networkidle")
    scripts = {url: size for url, size in weights.items() if url.endswith(".js")}
    styles = {url: size for url, size in weights.items() if ".css" in url}
    assert sum(scripts.values()) <= 26_000
    assert sum(styles.values()) <= 9_000
    assert len([url for url in weights if not url.endswith((".woff2", ".svg"))]) <= 5


def _weights(page: Page) -> dict[str, int]:
    """Bytes of bodies as they came over the wire, by address, from Chromium's network log."""
    weights: dict[str, int] = {}

    def weigh(request: Any) -> None:
        sizes = request.sizes()
        weights[request.url] = sizes["responseBodySize"]

    page.on("requestfinished", weigh)
    return weights


def test_the_keyboard_alone_opens_writes_and_closes(visit: Visit, embedding: Embedding) -> None:
    page = visit_site(visit, embedding, "/keys/", width=1100)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    frame = frame_of(page)
    expect(frame.get_by_role("heading", level=1)).to_be_focused()
    frame.get_by_role("link", name="Write to us").focus()
    page.keyboard.press("Enter")
    frame.get_by_label("Title").wait_for()
    expect(frame.get_by_role("heading", level=1)).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
        if frame.get_by_label("Title").evaluate("field => field === document.activeElement"):
            break
    page.keyboard.type("Wrong size")
    expect(frame.get_by_label("Title")).to_have_value("Wrong size")
    page.keyboard.press("Escape")
    page.wait_for_function("() => told.some(([name]) => name === 'close')")
    assert page.evaluate("document.activeElement.parentElement === document.documentElement")
    page.keyboard.press("Enter")
    page.wait_for_function("() => told.filter(([name]) => name === 'open').length === 2")
    expect(frame.get_by_label("Title")).to_have_value("Wrong size")


def test_on_a_phone_it_fills_the_screen_and_the_back_button_closes_it(
    visit: Visit, embedding: Embedding
) -> None:
    words = "<p>Words.</p>" * 80
    page = visit_site(visit, embedding, "/phone/", words, width=390)
    page.evaluate("scrollTo(0, 500)")
    page.evaluate("smartai('open')")
    frame = frame_of(page)
    assert frame.evaluate("[innerWidth, innerHeight]") == [390, 900]
    expect(frame.get_by_role("button", name="Make it larger")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).position") == "fixed"
    assert frame.evaluate(TOO_WIDE) == []
    page.go_back()
    page.wait_for_function("() => told.some(([name]) => name === 'close')")
    assert page.url.endswith("/phone/")
    assert page.evaluate("[scrollY, document.body.hasAttribute('style')]") == [500, False]
    page.evaluate("smartai('open')")
    frame.get_by_role("button", name="Close").click()
    page.wait_for_function("() => !history.state?.smartai")
    assert page.evaluate("scrollY") == 500


def test_inline_it_is_as_tall_as_its_page(visit: Visit, embedding: Embedding) -> None:
    body = '<div id="help"></div><p id="below">Below</p>'
    snippet = embedding.snippet(more=' data-target="#help" data-open="new"')
    page = visit(width=1100)
    page.goto(embedding.host.put("/inline/", f"<h1>Lake Shop</h1>{body}{snippet}"))
    frame = frame_of(page)
    page.wait_for_function("() => document.querySelector('#help').offsetHeight > 600", polling=100)
    assert frame.evaluate("document.documentElement.scrollHeight - innerHeight") <= 2
    assert page.evaluate("document.querySelector('#below').offsetTop") >= frame.evaluate("innerHeight")
    assert frame.locator(".frame-close").count() == 0


def test_two_panels_stand_on_one_page_and_keep_apart(visit: Visit, embedding: Embedding) -> None:
    title, address = who()
    desk = sign_in_to_desk(visit(), "olga")
    desk.goto("/desk/settings/panels/")
    desk.get_by_role("textbox", name="Name").fill("Lake Shop")
    desk.get_by_role("button", name="Add").click()
    second = allow_site(desk, embedding.host.origin)
    page = visit()
    both = embedding.snippet() + embedding.snippet(key=second, more=' data-position="start"')
    page.goto(embedding.host.put("/two/", f"<h1>Lake Shop</h1>{both}"))
    page.wait_for_function(LOADED)
    page.evaluate(LISTEN)
    page.evaluate("key => smartai({panel: key}, 'open', 'new', {title: 'In the second'})", second)
    frame = frame_of(page, second)
    expect(frame.get_by_label("Title")).to_have_value("In the second")
    write(frame, title, address)
    page.evaluate("key => smartai({panel: key}, 'open', 'new')", embedding.key)
    first = frame_of(page, embedding.key)
    expect(first.get_by_role("heading", level=1)).to_have_text("How can we help?")
    expect(first.get_by_label("Title")).to_have_value("")
    assert [one["panel"] for one in told(page, "request:created")] == [second]


@pytest.mark.parametrize("width", [390, 1100])
def test_destroyed_it_leaves_no_trace(visit: Visit, embedding: Embedding, width: int) -> None:
    page = visit(width=width)
    page.goto(embedding.host.put("/before/", "<h1>Lake Shop</h1>"))
    page.get_by_role("heading").wait_for()
    before = _listeners(page)
    page.evaluate(
        """([url, key]) => { const script = document.createElement('script');
            script.src = `${url}/embed.js`;
            script.dataset.panel = key;
            document.body.append(script) }""",
        [embedding.help_desk, embedding.key],
    )
    page.wait_for_function(LOADED)
    assert _listeners(page) != before
    page.evaluate("smartai('on', 'open', () => 0); smartai('open')")
    frame_of(page)
    page.evaluate("smartai('destroy')")
    page.wait_for_function("() => !history.state?.smartai")
    Site.wait_until(lambda: not frames_of(page))
    assert page.evaluate("document.documentElement.children.length") == 2
    assert page.evaluate("document.body.hasAttribute('style')") is False
    assert page.evaluate(
        "'smartai' in window || localStorage.length || sessionStorage.length || document.cookie"
    ) in (False, 0, "")
    assert _listeners(page) == before


def _listeners(page: Page) -> list[str]:
    """What we listen to on the window and the document; the browser's driver has listeners of its own."""
    session, heard = page.context.new_cdp_session(page), []
    for what in ("window", "document"):
        found = session.send("Runtime.evaluate", {"expression": what})["result"]["objectId"]
        listeners = session.send("DOMDebugger.getEventListeners", {"objectId": found})["listeners"]
        heard += [f"{what} {one['type']}" for one in listeners]
    ours = ("window message", "window popstate", "document click")
    return sorted(one for one in heard if one in ours or "smartai:" in one)


@pytest.fixture(scope="session")
def built_sites() -> None:
    """Bundles of the frameworks' own packages; built once, by hand or here."""
    if not (BUILT / "react.js").is_file():
        subprocess.run([ROOT / "scripts/frontend.sh", "run", "--silent", "sites"], check=True)


@pytest.mark.usefixtures("built_sites")
def test_a_site_in_react_mounts_it_moves_it_and_takes_it_away(visit: Visit, embedding: Embedding) -> None:
    script = '<script defer src="/react.js"></script>'
    address = embedding.host.put("/react/", "", head=script)
    embedding.host.pages["/react/"] = embedding.host.pages["/react/"].replace(
        "<body>", f'<body data-base="{embedding.help_desk}" data-panel="{embedding.key}">'
    )
    page = visit(width=1100)
    page.goto(address)
    page.wait_for_function("() => document.documentElement.children.length === 3")
    page.get_by_role("button", name="Ask us").click()
    popup = frame_of(page)
    expect(popup.get_by_label("Title")).to_have_value("Wrong size")
    page.get_by_role("button", name="Turn the page").click()
    page.wait_for_function("() => document.documentElement.children.length === 2")
    Site.wait_until(lambda: popup not in frames_of(page))  # the browser tells a little later
    frame = frame_of(page)
    assert frame.locator(".frame-close").count() == 0
    page.get_by_role("button", name="Turn the page").click()
    page.wait_for_function("() => document.documentElement.children.length === 3")
    Site.wait_until(lambda: not frames_of(page))


@pytest.mark.usefixtures("built_sites")
def test_turbo_turns_the_page_and_the_open_panel_stays(visit: Visit, embedding: Embedding) -> None:
    head = '<script src="/turbo.js"></script>'
    host = embedding.host
    host.put("/turbo/two/", f"<h1>Second</h1>{embedding.snippet()}", head=head)
    address = host.put(
        "/turbo/", f'<h1>First</h1><a href="/turbo/two/">On</a>{embedding.snippet()}', head=head
    )
    page = visit(width=1100)
    page.goto(address)
    page.wait_for_function(LOADED)
    page.evaluate("smartai('open', 'new')")
    frame = frame_of(page)
    frame.get_by_label("Title").fill("Still here")
    page.evaluate("document.querySelector('a').click()")
    expect(page.get_by_role("heading", name="Second")).to_be_visible()
    expect(frame.get_by_label("Title")).to_have_value("Still here")
    assert page.evaluate("document.documentElement.children.length") == 3
    page.go_back()
    expect(page.get_by_role("heading", name="First")).to_be_visible()
    expect(frame.get_by_label("Title")).to_have_value("Still here")


def test_every_view_in_the_frame_can_be_used_by_everybody(
    visit: Visit, site: Site, embedding: Embedding
) -> None:
    title, address = who()
    page = visit_site(visit, embedding, "/axe/", width=1100)
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("smartai('open')")
    frame = frame_of(page)
    frame.evaluate(AXE.read_text())
    wrong = _looked_at(frame, "home")
    frame.get_by_role("button", name="Make it larger").click()
    Site.wait_until(lambda: frame.evaluate("innerWidth") == 720)
    wrong += _looked_at(frame, "home, larger")
    frame.get_by_role("button", name="Make it smaller").click()
    frame.get_by_role("link", name="Write to us").click()
    frame.get_by_label("Title").wait_for()
    wrong += _looked_at(frame, "new")
    write(frame, title, address)
    wrong += _looked_at(frame, "sent")
    desk = sign_in_to_desk(visit(), "olga")
    frame.get_by_role("link", name="Your requests").click()
    expect(frame.get_by_label("E-mail")).to_be_focused()
    wrong += _looked_at(frame, "sign in")
    sign_in(frame, desk, site, address)
    wrong += _looked_at(frame, "list")
    frame.get_by_role("link", name=title).click()
    expect(frame.get_by_role("heading", level=1)).to_have_text(title)
    wrong += _looked_at(frame, "conversation")
    frame.get_by_role("link", name="Your profile").click()
    expect(frame.get_by_role("heading", level=1)).to_have_text("Your profile")
    wrong += _looked_at(frame, "profile")
    frame.get_by_role("link", name="Help articles").click()
    expect(frame.get_by_role("heading", level=1)).to_have_text("How can we help?")
    wrong += _looked_at(frame, "help")
    frame.locator(".popular a").first.click()
    frame.locator("article.article").wait_for()
    wrong += _looked_at(frame, "article")
    frame.get_by_role("button", name="Yes", exact=True).click()
    frame.get_by_role("heading", name="Thank you. Good that it helped.").wait_for()
    views = [one["name"] for one in told(page, "view")]
    assert views[:3] == ["home", "new", "request"]
    assert {"sign-in", "requests", "profile", "help", "article"} < set(views)
    [read] = told(page, "article:opened")
    assert told(page, "article:answered") == [{**read, "yes": True}]
    page.evaluate("smartai('theme', 'dark')")
    wrong += [f"dark {it}" for it in frame.evaluate(FOUND, COLOURS)]
    assert wrong == []


def _looked_at(frame: Frame, name: str) -> list[str]:
    return [f"{name} {it}" for it in [*frame.evaluate(FOUND, RULES), *frame.evaluate(TOO_WIDE)]]


def test_it_speaks_the_language_of_the_page_and_turns_with_it(visit: Visit, embedding: Embedding) -> None:
    address = embedding.host.put("/ar/", f"<h1>x</h1>{embedding.snippet()}", tag=' dir="rtl"')
    embedding.host.pages["/ar/"] = embedding.host.pages["/ar/"].replace("lang=en", "lang=ar")
    page = visit()
    page.goto(address)
    page.wait_for_function(LOADED)
    page.evaluate("smartai('open', 'new')")
    frame = frame_of(page)
    assert frame.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    page.evaluate("smartai('locale', 'de')")
    expect(frame.get_by_role("button", name="Anfrage senden")).to_be_visible()


def test_whoever_the_site_signs_for_writes_and_reads_without_signing_in(
    visit: Visit, embedding: Embedding
) -> None:
    """The key is made on its page, the token signed with what stands there, as the site's server would."""
    title, address = who()
    desk = sign_in_to_desk(visit(), "olga")
    desk.goto("/desk/settings/panels/")
    desk.get_by_role("link", name="Support page").click()
    desk.get_by_role("link", name="Identity").click()
    desk.get_by_role("button", name="Make a key").click()
    secret = desk.locator("code.secret").inner_text()
    made = re.search(r"\bk_[0-9a-f]{16}\b", desk.locator("main").inner_text())
    assert made
    said = claims(time.time(), embedding.key, sub=address, email=address, name="Nora Sand")

    page = visit_site(visit, embedding, "/signed/")
    page.evaluate("token => smartai('identify', {token})", signed(said, kid=made[0], secret=secret))
    page.evaluate("smartai('open', 'new')")
    frame = frame_of(page)
    frame.get_by_label("Title").press_sequentially(title, delay=60)
    frame.get_by_label("Message").press_sequentially("I ordered M and got XL. What now?", delay=40)
    frame.get_by_role("button", name="Send request").click()
    expect(frame.get_by_role("heading", level=1)).to_have_text(title)
    frame.get_by_role("link", name="Your requests").first.click()
    expect(frame.get_by_role("link", name=title)).to_be_visible()
    assert [one["ok"] for one in told(page, "identify")] == [True]
    [created] = told(page, "request:created")
    desk.goto(f"/desk/tickets/{created['number']}/")
    side = desk.get_by_role("complementary", name="Details")
    expect(side.get_by_text("Nora Sand").first).to_be_visible()
    expect(side.get_by_text("business")).to_be_visible()


def test_a_name_that_the_site_gives_is_carried_and_asked_for_again_when_its_session_ended(
    visit: Visit, site: Site, embedding: Embedding
) -> None:
    """The server's half answers as its contract says: a session first, then a refusal.
    The session is a real one, of somebody who signed in by a code on the same site before.
    """
    title, address = who()
    before = visit_site(visit, embedding, "/names/")
    sent: list[dict[str, str]] = []
    before.on("request", lambda one: sent.append(one.headers))
    before.evaluate("smartai('open', 'new')")
    write(frame_of(before), title, address)
    frame_of(before).get_by_role("link", name="Your requests").click()
    sign_in(frame_of(before), sign_in_to_desk(visit(), "olga"), site, address)
    frame_of(before).get_by_role("link", name=title).click()
    expect(frame_of(before).get_by_role("heading", level=1)).to_have_text(title)
    token = next(one["authorization"] for one in reversed(sent) if "authorization" in one).split()[1]

    page, asked = visit_site(visit, embedding, "/names/"), []

    def answer(route: Route) -> None:
        asked.append((route.request.headers["smartai-host"], route.request.post_data_json))
        if len(asked) == 1:
            route.fulfill(json={"ok": True}, headers={"Smartai-Session": token})
        else:
            route.fulfill(status=403, json={"error": "expired"})

    page.route("**/w/session", answer)
    page.evaluate("let n = 0; smartai('identify', async () => `token-${++n}`); smartai('open', 'requests')")
    frame = frame_of(page)
    expect(frame.get_by_role("link", name=title)).to_be_visible()
    assert [one["ok"] for one in told(page, "identify")] == [True]

    frame_of(before).get_by_role("button", name="Sign out", exact=True).first.click()
    expect(frame_of(before).get_by_role("heading", level=1)).to_contain_text("Sign in")
    frame.get_by_role("link", name=title).click()
    page.wait_for_function("() => told.filter(([name]) => name === 'identify').length === 2")
    assert asked == [(embedding.host.origin, {"token": f"token-{n}"}) for n in (1, 2)]
    assert [one["code"] for one in told(page, "error")] == ["expired"]
    expect(frame.get_by_role("heading", level=1)).to_contain_text("Sign in")


def test_who_wrote_before_sees_how_many_answers_are_new_without_opening_it(
    visit: Visit, site: Site, embedding: Embedding
) -> None:
    title, address = who()
    page = visit(width=1100)
    page.goto(embedding.near.put("/unread/", f"<h1>Lake Shop</h1>{embedding.snippet()}"))
    page.wait_for_function(LOADED)
    page.evaluate(LISTEN)
    page.evaluate("smartai('open', 'new')")
    frame = frame_of(page)
    write(frame, title, address)
    frame.get_by_role("link", name="Your requests").click()
    desk = sign_in_to_desk(visit(), "olga")
    sign_in(frame, desk, site, address)
    desk.goto(f"/desk/tickets/{told(page, 'request:created')[0]['number']}/")
    desk.get_by_label("Text").fill("A smaller one is on its way.")
    desk.get_by_role("button", name="Send and wait").click()
    desk.locator("main").get_by_text("A smaller one is on its way.").first.wait_for()

    page.add_init_script(f"({LISTEN})()")
    page.reload()
    page.wait_for_function("() => told.some(([name, detail]) => name === 'unread' && detail.count === 1)")
    assert told(page, "open") == []
