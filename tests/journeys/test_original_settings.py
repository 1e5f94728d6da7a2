"""Every setting of the earlier panel: an owner sees it in the preview and publishes it, and a customer meets
it on the support page and in the panel on another site.
"""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.journeys.company import JONAS, Company
from tests.journeys.conftest import frame_of, open_mail, sign_in_to_desk
from tests.journeys.original_settings import ASKED, CHAPTERS, ELSEWHERE, MAILS, NO_MAILS
from tests.journeys.sights import PLACES, Row, has, lacks
from tests.journeys.trying import Owner, by_page, by_place, host_page

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_an_owner_sees_it_first_and_customers_meet_it_everywhere(chapter: str, as_at_first: Company) -> None:
    company = as_at_first
    for number, rows in enumerate(CHAPTERS[chapter]):
        if number:
            company.give_back()
        company.owner.try_and_publish(rows)
        places = by_place(rows)
        for customer, theirs in ((company.visitor, False), (company.jonas, True)):
            met = {name: sights for name, sights in places.items() if PLACES[name].customer == theirs}
            if met:
                customer.meet(met)
        _meet_buttons(company, places)


def _meet_buttons(company: Company, places: Any) -> None:
    """What stands on another site before anybody opens it."""
    for name, snippet in (("button", ""), ("manual", ' data-mode="none"')):
        if name in places:
            body = '<button data-smartai-open="new">Ask us</button>'
            address = host_page(company.embedding, f"/{name}/", snippet, body)
            company.visitor.meet_elsewhere(address, places[name])


def rows_of(*earlier: str) -> list[Row]:
    return [row for row in (*ASKED, *ELSEWHERE) if row.earlier in earlier]


def send(page: Page | Frame) -> None:
    page.wait_for_timeout(2_100)  # nobody writes a form faster
    page.locator(".send-bar button").click()
    page.locator(".composer").wait_for()


def test_a_request_without_title_and_department_gets_the_owners(as_at_first: Company) -> None:
    company = as_at_first
    wanted = rows_of("Title and message", "Default ticket name", "Default department")
    company.owner.fill("form", {**by_page(wanted)["form"], "department": "hidden"})
    company.owner.publish()
    company.visitor.meet({"form": [has("form", "#id_message"), lacks("form", "#id_title")]})
    page, frame = company.visitor.page, frame_of(company.visitor.site)
    for one in (page, frame):
        one.locator("#id_message").fill("What now?")
        one.locator("#id_name").fill("Alice Lake")
        one.locator("#id_address").fill(f"alice-{uuid.uuid4().hex[:8]}@lake.example")
    for one in (page, frame):
        send(one)
        expect(one.get_by_role("heading", level=1)).to_have_text("A question")
        expect(one.locator(".facts")).to_contain_text("Billing")


def test_the_owners_own_page_signs_in(as_at_first: Company) -> None:
    """A frame cannot be led there: it has a link, which comes back to the site around."""
    company, page = as_at_first, as_at_first.visitor.page
    own = company.embedding.host.put("/in/", "<h1>Sign in at the lake</h1>")
    company.owner.fill("sign_in", {**by_page(rows_of("Redirect URL"))["sign_in"], "redirect_url": own})
    company.owner.look_at("sign-in", [has("sign-in", "main", f"{own}?next=")])
    company.owner.publish()
    company.site.wait_until(lambda: page.goto("/support/requests/") and page.url.startswith(own))
    assert page.url == f"{own}?next={quote(company.site.url + '/support/requests/', safe='')}"
    link = company.visitor.ask_for("requests").get_by_role("link", name="Open our page")
    expect(link).to_have_attribute("href", f"{own}?next={quote(company.embedding.near.origin, safe='')}")


def test_lists_hold_at_once(as_at_first: Company) -> None:
    """Nothing of them waits to be published; the builder alone shows a field before it is there."""
    company, desk, mark = as_at_first, as_at_first.owner.page, uuid.uuid4().hex[:8]
    desk.goto("/desk/settings/questions/")
    desk.get_by_label("Question").fill(f"Club {mark}")
    desk.get_by_role("button", name="Add question").click()
    desk.goto("/desk/settings/departments/")
    desk.locator("main").get_by_label("Name").fill(f"Repairs {mark}")
    desk.get_by_role("button", name="Add department").click()
    desk.goto("/desk/settings/priorities/")
    desk.get_by_role("link", name="Medium").click()
    desk.get_by_label("Words for customers").fill(f"As usual {mark}")
    desk.get_by_role("button", name="Save").click()
    desk.goto("/desk/settings/fields/")
    desk.get_by_role("button", name="New field").click()
    desk.locator("form[data-row=new]").get_by_label("Label").fill(f"Order {mark}")
    expect(desk.frame_locator("iframe[name=form-preview]").get_by_label(f"Order {mark}")).to_be_visible()
    desk.locator("form[data-row=new]").get_by_role("button", name="Save", exact=True).click()
    desk.get_by_role("button", name=f"Order {mark}", exact=True).wait_for()

    seen = {
        "form": [
            has("form", "select[name=department] option", f"Repairs {mark}"),
            has("form", "select[name=priority] option:checked", f"As usual {mark}"),
            has("form", "form label", f"Order {mark}"),
        ],
        "register": [has("register", "label", f"Club {mark}")],
    }
    desk.goto("/desk/settings/choices/form/")
    for place, sights in seen.items():
        company.owner.look_at(place, sights)
    company.visitor.meet(seen)


def test_mails_say_it_in_the_owners_words(as_at_first: Company) -> None:
    company, desk = as_at_first, as_at_first.owner.page
    company.owner.try_and_publish([*MAILS, *rows_of("Direct link in e-mails")])
    mails, title = company.open(), f"Wrong size {uuid.uuid4().hex[:8]}"
    company.jonas.open_site()
    frame = company.jonas.ask_for("new")
    frame.locator("#id_title").fill(title)
    frame.locator("#id_message").fill("What now?")
    send(frame)
    open_mail(mails, company.site, JONAS, f"We have it: {title}")
    words = mails.locator(".kept-mail pre")
    expect(words).to_contain_text("Dear Jonas Lindqvist, it is here.")
    expect(words).to_contain_text("1 Lake Street")
    reader = company.open()
    reader.goto(words.locator("a[href*='/support/link/']").get_attribute("href") or "")
    expect(reader.get_by_role("heading", level=1)).to_have_text(title)
    number = reader.locator(".request-head .num").inner_text().strip("#")
    _answer(desk, number)
    open_mail(mails, company.site, JONAS, f"We wrote: {title}")
    expect(words).to_contain_text("Dear Jonas Lindqvist, look.")


def test_mails_that_are_switched_off_do_not_come(as_at_first: Company) -> None:
    """The team's mails about the same say that it was their turn."""
    company, desk = as_at_first, as_at_first.owner.page
    company.owner.try_and_publish(NO_MAILS)
    mails, page, title = company.open(), company.jonas.page, f"Wrong size {uuid.uuid4().hex[:8]}"
    page.goto("/support/?write")
    page.locator("#id_title").fill(title)
    page.locator("#id_message").fill("What now?")
    send(page)
    number = page.locator(".request-head .num").inner_text().strip("#")
    _answer(desk, number)
    page.reload()
    page.get_by_placeholder("Write a reply").fill("Thank you.")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_text("Your reply was sent.").wait_for()
    about = mails.locator("main .rows li", has_text=title)
    company.site.wait_until(lambda: mails.goto("/outbox/") and about.filter(has_text="Re: ").count())
    expect(about.filter(has_text=JONAS)).to_have_count(0)


def _answer(desk: Page, number: str) -> None:
    desk.goto(f"/desk/tickets/{number}/")
    desk.get_by_label("Text").fill("Try it now.")
    desk.get_by_role("button", name="Send and wait").click()
    desk.locator("main").get_by_text("Try it now.").first.wait_for()


def test_of_two_owners_at_once_the_second_is_told_and_decides(as_at_first: Company) -> None:
    company, olga = as_at_first, as_at_first.owner
    olga.page.goto("/desk/settings/colleagues/")
    olga.page.get_by_role("link", name="Selma Vogt").click()
    olga.page.get_by_label("Owner: may do everything").check()
    olga.page.get_by_role("button", name="Save").click()
    selma = Owner(sign_in_to_desk(company.open(), "selma"), {}, name="Selma Vogt")
    olga.fill("welcome", {"heading": "Ask Olga"})
    selma.fill("welcome", {"heading": "Ask Selma", "message": "We are there."})
    selma.publish()
    olga.page.get_by_role("button", name="Publish", exact=True).click()
    told = olga.page.locator("[data-errors]")
    expect(told).to_contain_text("Selma Vogt published this after you opened it: Heading, Message.")
    expect(olga.page.get_by_text("Now published: Ask Selma").first).to_be_visible()
    expect(olga.page.get_by_label("Heading")).to_have_value("Ask Olga")
    expect(olga.page.get_by_label("Message")).to_have_value("We are there.")
    theirs = {"form": [has("form", "h1", "Ask Selma"), has("form", ".lede", "We are there.")]}
    company.visitor.meet(theirs)
    olga.page.get_by_role("button", name="Publish anyway").click()
    olga.page.get_by_text("Published.", exact=True).wait_for()
    company.visitor.meet({"form": [has("form", "h1", "Ask Olga"), has("form", ".lede", "We are there.")]})
    olga.page.get_by_role("button", name="Undo", exact=True).click()
    olga.page.get_by_text("It is as it was before.").wait_for()
    company.visitor.meet(theirs)
