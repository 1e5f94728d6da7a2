"""Companies' checks in a real browser: their scripts come from a stand-in on another port of this machine."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Site, allow_site, frame_of, sign_in_to_desk
from tests.journeys.host_site import HostSite
from tests.stand_ins import KEYS, StandIn, sends, stand_in

pytestmark = pytest.mark.journey
Open = Callable[..., Page]
LABELS = {
    "recaptcha-v2": "reCAPTCHA v2",
    "recaptcha-v3": "reCAPTCHA v3",
    "turnstile": "Turnstile",
    "hcaptcha": "hCaptcha",
}


@pytest.fixture(scope="module")
def companies() -> Iterator[dict[str, StandIn]]:
    with ExitStack() as running:
        found = {check: running.enter_context(stand_in(check)) for check in ("turnstile", "hcaptcha")}
        found["recaptcha-v2"] = found["recaptcha-v3"] = running.enter_context(stand_in("recaptcha-v2"))
        yield found


@pytest.fixture(scope="module")
def guarded(companies: dict[str, StandIn]) -> Iterator[Site]:
    folder = Path(tempfile.mkdtemp(prefix="smartai-robots-"))
    site = Site(folder / "data")
    site.more = {
        "SMARTAI_TURNSTILE_URL": companies["turnstile"].address,
        "SMARTAI_HCAPTCHA_URL": companies["hcaptcha"].address,
        "SMARTAI_RECAPTCHA_URL": companies["recaptcha-v2"].address,
    }
    site.start()
    yield site
    site.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def shop(browser: Browser, guarded: Site) -> Iterator[str]:
    """A page of another site with the panel in it, open at the form; its address."""
    host, context = HostSite("localhost"), browser.new_context(base_url=guarded.url, locale="en-GB")
    owner = sign_in_to_desk(context.new_page(), "olga")
    owner.goto("/desk/settings/panels/")
    owner.get_by_role("link", name="Support page").click()
    key = allow_site(owner, host.origin)
    context.close()
    snippet = f'<script async src="{guarded.url}/embed.js" data-panel="{key}" data-open="new"></script>'
    yield host.put("/", f"<h1>Lake Shop</h1>{snippet}")
    host.stop()


@pytest.fixture
def opened(browser: Browser, guarded: Site) -> Iterator[Open]:
    """``opened(width=390)`` is somebody's own browser at the guarded site; its console must stay silent."""
    contexts, problems = [], []

    def page_of(*, width: int = 1440, silent: bool = True, **options: Any) -> Page:
        size: Any = {"width": width, "height": 900}
        context = browser.new_context(base_url=guarded.url, viewport=size, locale="en-GB", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        if silent:
            page.on("pageerror", lambda error: problems.append(str(error)))
            page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
        return page

    yield page_of
    for context in contexts:
        context.close()
    assert problems == []


def choose_in_settings(page: Page, check: str, unsure: str = "limit") -> None:
    sign_in_to_desk(page, "olga")
    page.goto("/desk/settings/choices/protection/")
    page.get_by_label("Robot check").select_option(check)
    page.get_by_label(f"{LABELS[check]}: site key").fill(KEYS.site_key)
    page.get_by_label(f"{LABELS[check]}: secret key").fill(KEYS.secret)
    page.get_by_label("When the company does not answer").select_option(unsure)
    page.get_by_label("Requests an hour").fill("1000")
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("Published.", exact=True).wait_for()


def write(page: Page, title: str = "A question") -> None:
    page.goto("/support/?write=1")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Message").fill("Is it open on Sunday?")
    page.get_by_label("Your name").fill("Carol")
    page.get_by_label("Your e-mail").fill(f"{title.replace(' ', '-').lower()}@stone.example")


def send(page: Page) -> None:
    page.wait_for_timeout(2100)  # nobody writes a form faster
    page.get_by_role("button", name="Send request").click()


@pytest.mark.parametrize("check", LABELS)
def test_an_owner_tries_the_keys_and_a_visitor_meets_the_widget(
    check: str, companies: dict[str, StandIn], opened: Open
) -> None:
    company = companies[check]
    company.check, company.behaviour = check, None
    owner = opened()
    choose_in_settings(owner, check)
    owner.goto("/desk/settings/choices/protection/")
    owner.get_by_role("link", name="Test these keys").locator("visible=true").click()
    owner.get_by_role("button", name="Ask about the keys").click()
    owner.get_by_text("The secret key is accepted").wait_for()
    if check != "recaptcha-v3":
        owner.frame_locator("iframe").get_by_role("button").click()
        owner.get_by_text("Checked, you are not a robot").wait_for()
    owner.get_by_role("button", name="Send this answer").click()
    owner.get_by_text("It works: a form with this answer would be let in.").wait_for()

    visitor = opened(width=390, color_scheme="dark")
    company.fetched.clear()
    visitor.goto("/support/?write=1")
    assert company.fetched == []
    write(visitor, f"By {check}")
    if check != "recaptcha-v3":
        frame = visitor.frame_locator("[data-widget] iframe")
        frame.get_by_role("button").wait_for()
        assert visitor.locator("[data-widget] [data-theme=dark]").count()
        assert visitor.evaluate("document.documentElement.scrollWidth") <= 390
        send(visitor)
        said = visitor.locator("[data-proof-words]")
        expect(said).to_be_focused()
        expect(said).to_have_text("Solve the check here first, or use our own.")
        frame.get_by_role("button").click()
        visitor.get_by_text("Checked, you are not a robot").wait_for()
    send(visitor)
    visitor.get_by_text("We have your request.").wait_for()
    assert company.asked[-1]["response"]


@pytest.mark.parametrize("check", LABELS)
def test_a_visitor_meets_the_widget_inside_another_site_and_again_when_the_form_comes_back(
    check: str, companies: dict[str, StandIn], opened: Open, shop: str
) -> None:
    """A company's script is there once for all views of the frame, and listens for its widgets itself."""
    company = companies[check]
    company.check, company.behaviour = check, None
    choose_in_settings(opened(), check)
    page = opened(silent=False)
    page.goto(shop)
    frame = frame_of(page)
    company.fetched.clear()
    for message in ("", "Is it open on Sunday?"):
        frame.get_by_label("Title").fill("Opening hours")
        frame.get_by_label("Message").fill(message)
        frame.get_by_label("Your name").fill("Carol")
        frame.get_by_label("Your e-mail").fill(f"{check}@stone.example")
        if check != "recaptcha-v3":
            frame.frame_locator("[data-widget] iframe").get_by_role("button").click()
            frame.get_by_text("Checked, you are not a robot").wait_for()
        if message:
            page.wait_for_timeout(2100)  # nobody writes a form faster
        frame.get_by_role("button", name="Send request").click()
        frame.locator("[data-errors]" if not message else "text=We have your request.").wait_for()
    assert company.asked[-1]["response"]
    assert len([path for path in company.fetched if "api.js" in path]) == 1


def test_a_blocked_script_is_said_and_our_own_check_takes_its_place(
    companies: dict[str, StandIn], opened: Open
) -> None:
    choose_in_settings(opened(), "turnstile")
    visitor = opened(silent=False)
    visitor.route(f"{companies['turnstile'].address}/**", lambda route: route.abort())
    write(visitor, "Blocked")
    visitor.get_by_text("Cloudflare Turnstile could not be loaded").wait_for()
    expect(visitor.get_by_role("button", name="Use our own check instead")).to_have_count(0)
    send(visitor)
    visitor.get_by_text("We have your request.").wait_for()


def test_whoever_cannot_solve_it_uses_our_own_check_by_keyboard(
    companies: dict[str, StandIn], opened: Open
) -> None:
    choose_in_settings(opened(), "hcaptcha")
    visitor = opened()
    write(visitor, "Another way")
    own = visitor.get_by_role("button", name="Use our own check instead")
    own.wait_for()
    own.press("Enter")
    visitor.get_by_text("Checked, you are not a robot").wait_for()
    send(visitor)
    visitor.get_by_text("We have your request.").wait_for()


def test_while_the_company_is_away_the_desk_decides(companies: dict[str, StandIn], opened: Open) -> None:
    companies["turnstile"].behaviour = None
    team = opened()
    choose_in_settings(team, "turnstile", unsure="hold")
    visitor = opened()
    write(visitor, "Kept for a look")
    visitor.frame_locator("[data-widget] iframe").get_by_role("button").click()
    visitor.get_by_text("Checked, you are not a robot").wait_for(timeout=30_000)
    companies["turnstile"].behaviour = sends(b"{}", 503)
    send(visitor)
    visitor.get_by_text("Somebody looks at it first").wait_for()
    companies["turnstile"].behaviour = None
    team.goto("/desk/")
    team.get_by_role("link", name="To look at").click()
    team.get_by_role("link", name="Kept for a look").click()
    team.get_by_role("button", name="Accept").click()
    team.get_by_text("Its requester is told that it arrived.").wait_for()
    team.get_by_role("button", name="Undo").click()
    team.get_by_role("button", name="Refuse").click()
    team.get_by_text("Refused: its requester was told nothing.").wait_for()
