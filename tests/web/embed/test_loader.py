"""`/embed.js`: one small file for every site, kept for five minutes."""

from __future__ import annotations

import gzip
import json

import pytest

from smartai.core.workspace.actions import change_panel, change_panel_choices, create_panel
from smartai.web.embed.views.loaders import _in_script
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def looks() -> dict[str, list[str | int]]:
    text = client_of(None).get("/embed.js").content.decode()
    return dict(json.JSONDecoder().raw_decode(text.split("SMARTAI_LOOKS=")[1])[0])


def test_it_carries_the_look_of_every_panel_that_is_on(olga):
    shop, other = create_panel("Shop", by=olga), create_panel("Other", by=olga)
    words = {"launcher": "Ask us", "side": "start", "inline_offset": 8, "block_offset": 16}
    change_panel_choices(shop, "widget", words, by=olga)
    change_panel(other, by=olga, name="Other", origins=[], active=False)
    known = looks()
    assert known[shop.key][:4] == ["Ask us", "start", 8, 16]
    assert other.key not in known


def test_the_button_never_gets_a_colour_that_white_cannot_be_read_on(olga):
    shop = create_panel("Shop", by=olga)
    change_panel_choices(shop, "brand", {"colour": "#ffff00"}, by=olga)
    assert looks()[shop.key][4] != "#ffff00"


def test_it_is_kept_for_five_minutes_and_compared_by_its_tag(olga):
    client = client_of(None)
    first = client.get("/embed.js")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert not first.cookies
    again = client.get("/embed.js", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    create_panel("Shop", by=olga)
    changed = client.get("/embed.js", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_it_comes_compressed_to_whoever_takes_that():
    plain = client_of(None).get("/embed.js")
    packed = client_of(None).get("/embed.js", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_words_of_an_owner_end_no_script():
    assert _in_script('"</script><!--"') == '"\\u003c/script>\\u003c!--"'


def test_its_types_are_published():
    answer = client_of(None).get("/embed.d.ts")
    assert "export interface SmartaiCalls" in answer.content.decode()
