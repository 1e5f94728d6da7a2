from __future__ import annotations

import pytest

from smartai.core.workspace.actions import change_panel, create_panel
from smartai.foundation.accounts.actions import start_session
from tests.cast import client_of

pytestmark = pytest.mark.django_db
SHOP = "https://shop.example"


def test_a_closed_panel_asks_how_many_answers_are_new_and_learns_nothing_else(
    olga, alice, a_ticket, an_answer
):
    panel = change_panel(create_panel("Shop", by=olga), by=olga, name="Shop", origins=[SHOP], active=True)
    headers = {"Smartai-Panel": panel.key, "Smartai-Host": SHOP}
    token = start_session(alice, scope=f"{panel.key} {SHOP}")
    ask = client_of(None).get
    assert ask("/w/unread/", headers={**headers, "Authorization": f"Bearer {token}"}).json() == {"count": 1}
    assert ask("/w/unread/", headers=headers).json() == {"count": 0}
