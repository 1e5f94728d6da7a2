"""A light agent's day, and a supervisor who comes new to the desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Site, Visit, open_mail, sign_in_to_desk

pytestmark = pytest.mark.journey


def test_a_light_agent_adds_a_note_and_sees_at_once_what_an_agent_makes_of_it(visit: Visit) -> None:
    agent, light = sign_in_to_desk(visit(), "noor"), sign_in_to_desk(visit(), "leo")
    light.goto("/desk/views/open/")
    light.get_by_role("link", name="Can we move our workspace").click()
    expect(light.get_by_role("button", name="Add note")).to_be_visible()
    expect(light.get_by_role("button", name="Send and wait")).to_have_count(0)
    expect(light.locator("#side form")).to_have_count(0)
    agent.goto(light.url)
    light.keyboard.press("r")  # there is no answer to open: a note it is
    expect(light.locator("#body")).to_be_focused()
    light.keyboard.type("The first weekend of December is free in the plan.")
    light.keyboard.press("Control+Enter")
    expect(light.locator("#thread")).to_contain_text("The first weekend of December is free")
    expect(light.locator("#thread li").last).to_contain_text("Note, only your team sees this")
    expect(agent.locator("#thread")).to_contain_text("The first weekend of December is free")
    agent.keyboard.press("l")
    agent.locator("#tag-line").press_sequentially("ex")
    expect(agent.locator("#tags-offered")).to_have_text("export")
    agent.keyboard.press("ArrowDown")
    agent.keyboard.press("Enter")
    expect(agent.locator("#tag-line")).to_have_value("export, ")
    agent.keyboard.press("Enter")
    expect(light.locator("#side dd .tag")).to_have_text("export")
    light.keyboard.press("Control+k")
    palette = light.locator("#palette")
    palette.get_by_role("combobox").fill("note")
    expect(palette.get_by_role("option", name="Note").first).to_be_visible()
    palette.get_by_role("combobox").fill("assign")
    expect(palette.get_by_role("option", name="Assign")).to_have_count(0)


def test_an_owner_invites_a_supervisor_who_finds_all_departments_and_no_brand(
    visit: Visit, site: Site
) -> None:
    owner = sign_in_to_desk(visit(), "olga")
    owner.goto("/desk/settings/colleagues/")
    owner.get_by_label("E-mail").fill("kaya@northwind.example")
    owner.get_by_role("textbox", name="Name").fill("Kaya Demir")
    owner.get_by_label("Supervisor: answers all tickets").check()
    owner.get_by_role("button", name="Invite").click()
    expect(owner.get_by_text("The invitation is on its way.")).to_be_visible()
    open_mail(owner, site, "kaya@northwind.example", "on the team")
    page = visit()
    page.goto("/desk/sign-in/")
    page.get_by_label("E-mail").fill("kaya@northwind.example")
    page.get_by_role("button", name="Send me a code").click()
    letter = open_mail(visit(), site, "kaya@northwind.example", "Your code")
    code = re.search(r"^\d{6}$", letter.locator("pre").inner_text(), re.MULTILINE)
    assert code
    page.get_by_label("Code").press_sequentially(code[0])
    page.wait_for_url(lambda url: url.endswith("/desk/"))
    page.goto("/desk/views/open/")
    page.get_by_role("button", name="Newest first").click()
    for department in ("Support", "Billing", "Data and exports"):
        expect(page.get_by_role("link", name=department)).to_be_visible()
    expect(page.locator(".ticket").first).to_be_visible()
    page.goto("/desk/settings/")
    expect(page.get_by_role("heading", name="Colleagues")).to_be_visible()
    expect(page.get_by_role("link", name="Tags")).to_be_visible()
    expect(page.get_by_role("link", name="Name and look")).to_have_count(0)
    page.goto("/desk/settings/choices/brand/")
    expect(page.get_by_role("heading")).to_have_text("This page is not open to you")
