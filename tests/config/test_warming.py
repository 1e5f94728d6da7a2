"""Pages that are drawn before the fork."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from smartai.config.serving.warming import PAGES, ROUNDS, draw_pages
from smartai.foundation.database import silence
from tests.cast import choose

pytestmark = pytest.mark.django_db(transaction=True)


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.fixture(autouse=True)
def served_here(settings):
    settings.BASE_URL = "http://testserver"


def test_they_are_drawn_and_leave_neither_rows_nor_a_connection_nor_silence(olga):
    before = rows()
    assert draw_pages() == len(PAGES) * ROUNDS
    assert connection.connection is None
    assert silence.patience() is None
    assert rows() == before


def test_nothing_is_drawn_where_requests_are_counted(settings):
    settings.METRICS = True
    assert draw_pages() == 0


def test_a_page_that_the_owner_hides_stops_no_start_and_is_not_complained_of(caplog):
    choose("sign_in", policy="account")
    assert 0 < draw_pages() < len(PAGES) * ROUNDS
    assert caplog.records == []
