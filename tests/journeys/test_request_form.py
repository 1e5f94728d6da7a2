"""A form that asks only what it must: an owner builds it, a customer meets it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site, Visit, sign_in_to_desk

pytestmark = pytest.mark.journey


def add_field(page: Page, label: str) -> Locator:
    """Opens the form of a new field below the list."""
    page.get_by_role("button", name="New field").click()
    form = page.locator("form[data-row=new]")
    form.get_by_label("Label").fill(label)
    return form


def save(page: Page, form: Locator, label: str) -> Locator:
    form.get_by_role("button", name="Save", exact=True).click()
    row = page.locator("ordered-rows li", has=page.get_by_role("button", name=label, exact=True))
    row.wait_for()
    expect(form).to_have_count(0)
    return row


def drag_above(page: Page, row: Locator, other: Locator) -> None:
    start, end = row.locator(".grip").bounding_box(), other.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 8, (start["y"] + end["y"]) / 2, steps=4)
    page.mouse.move(start["x"] + 8, end["y"] - 8, steps=4)
    with page.expect_response(lambda answer: answer.url.endswith("/fields/order/")):
        page.mouse.up()


def test_an_owner_builds_what_a_customer_answers_by_keyboard(visit: Visit, site: Site) -> None:
    page = sign_in_to_desk(visit(), "olga")
    tag = uuid4().hex[:6]  # told again, the story meets nothing of the first time
    machines, numbers, outlet = f"Machine {tag}", f"Printer's number {tag}", f"Outlet {tag}"
    page.goto("/desk/settings/panels/")
    page.get_by_role("textbox", name="Name").fill(outlet)
    page.get_by_role("button", name="Add panel").click()
    page.get_by_role("heading", name=outlet).wait_for()
    page.goto("/desk/settings/fields/")
    form = add_field(page, machines)
    form.get_by_label("Kind").select_option(label="One choice")
    form.get_by_label("Options").fill("Printer\nScanner")
    machine = save(page, form, machines)

    form = add_field(page, numbers)
    form.get_by_role("button", name="Add a condition").first.click()
    form.get_by_label("Looks at").select_option(label=machines)
    form.get_by_label("Value").select_option("Printer")
    seen = page.frame_locator("iframe[name=form-preview]")
    expect(seen.get_by_label(machines)).to_be_visible()
    expect(seen.get_by_role("textbox", name=numbers)).to_be_hidden()
    seen.get_by_label(machines).select_option("Printer")
    expect(seen.get_by_role("textbox", name=numbers)).to_be_visible()

    asked_in_outlet = form.get_by_role("group", name="Panels").get_by_label(outlet)
    asked_in_outlet.check()
    expect(page.get_by_text("What you edit is not asked for what is chosen here now.")).to_be_visible()
    with page.expect_response(lambda answer: "panel=" in answer.url and answer.request.method == "POST"):
        page.get_by_label("In the panel").select_option(label=outlet)
    seen.get_by_label(machines).select_option("Printer")
    expect(seen.get_by_role("textbox", name=numbers)).to_be_visible()
    expect(page.get_by_text("What you edit is not asked for what is chosen here now.")).to_be_hidden()
    asked_in_outlet.uncheck()
    number = save(page, form, numbers)
    expect(number).to_contain_text(f"Shown if “{machines}” is “Printer”")

    drag_above(page, machine, page.locator("#row-title"))
    page.reload()
    expect(page.locator("ordered-rows li").first).to_contain_text(machines)

    customer = visit()
    customer.goto("/support/?write")
    choice = customer.get_by_label(machines)
    asked = customer.get_by_role("textbox", name=numbers)
    expect(asked).to_be_hidden()
    choice.focus()
    customer.keyboard.press("P")  # chooses the option that begins with it
    expect(asked).to_be_visible()
    asked.focus()
    customer.keyboard.type("P-77")
    choice.focus()
    customer.keyboard.press("S")
    expect(asked).to_be_hidden()

    for row in (number, machine):  # other stories meet the form as it was
        row.get_by_role("button", name="Move up").wait_for()
        name = numbers if row is number else machines
        page.get_by_role("button", name=name, exact=True).click()
        page.get_by_role("button", name="Archive", exact=True).click()
        page.get_by_text("The field is asked no more.").wait_for()
