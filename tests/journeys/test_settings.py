"""What an owner meets while making settings, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit, sign_in_to_desk

pytestmark = pytest.mark.journey


def test_a_new_field_asks_for_options_only_when_its_kind_has_some(visit: Visit) -> None:
    page = sign_in_to_desk(visit(), "olga")
    page.goto("/desk/settings/fields/new/")
    expect(page.get_by_label("Options")).to_be_hidden()
    page.get_by_label("Kind").select_option(label="Several choices")
    expect(page.get_by_label("Options")).to_be_visible()
    page.get_by_label("Kind").select_option(label="Date")
    expect(page.get_by_label("Options")).to_be_hidden()
