from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django import forms
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import mark_safe

from smartai.web.ui.brand import brand_css
from smartai.web.ui.page import Attachment, Brand, Letter, Notice, Page, Viewer


class Sample(forms.Form):
    title = forms.CharField(label="Title", help_text="In a few words.")
    urgent = forms.BooleanField(label="Urgent", required=False)
    colour = forms.ChoiceField(choices=[("1", "Red"), ("2", "Blue")], widget=forms.RadioSelect)


def part(name: str, *args: object, **kwargs: object) -> str:
    """``ui/<name>.html`` with these arguments."""
    module = engines["jinja2"].env.get_template(f"ui/{name}.html").module  # type: ignore[attr-defined]
    return str(getattr(module, name)(*args, **kwargs))


def letter(**facts: object) -> Letter:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return Letter(**{"id": 7, "author": "Mia", "html": mark_safe("<p>Hello</p>"), "at": at} | facts)  # type: ignore[arg-type]


def test_a_wrong_field_is_tied_to_its_error_and_its_hint_and_linked_from_the_summary() -> None:
    form = Sample({})
    html = part("field", form["title"])
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'aria-invalid="true"' in html
    summary = part("errors", form)
    assert 'href="#id_title"' in summary
    assert part("errors", Sample()) == ""


@pytest.mark.parametrize(
    ("name", "frame"), [("title", "<label"), ("urgent", "<label"), ("colour", "<fieldset")]
)
def test_every_kind_of_field_has_its_words(name: str, frame: str) -> None:
    html = part("field", Sample()[name])
    assert frame in html
    assert str(Sample()[name].label) in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_a_letter_escapes_everything_but_its_sanitised_body() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    file = Attachment(name=hostile, size=10, url="/files/1/")
    html = part("letter", letter(author=hostile, via=hostile, attachments=(file,)))
    assert hostile not in html
    assert "<p>Hello</p>" in html


def test_only_a_note_says_that_the_team_alone_sees_it() -> None:
    assert "only your team" in part("letter", letter(note=True))
    assert "only your team" not in part("letter", letter())


@pytest.mark.parametrize("name", ["400", "403", "404", "413", "500"])
def test_error_pages_need_nothing_from_the_view(name: str) -> None:
    html = render_to_string(f"{name}.html")
    assert "<h1>" in html
    assert 'lang="en"' in html


def test_a_page_shows_brand_person_and_notices_and_hides_what_the_owner_hid() -> None:
    page = Page(
        brand=Brand("Northwind", css_url="/brand.css?v=3"),
        language="ar",
        direction="rtl",
        theme="dark",
        person=Viewer("Jonas", "jonas@lindqvist.example", "/profile/", "/out/"),
        notices=(Notice("Saved.", "ok", "Undo", "/undo/"),),
    )
    html = render_to_string("ui/panel.html", {"page": page}, RequestFactory().get("/"))
    for expected in (
        'lang="ar" dir="rtl" data-theme="dark"',
        "/brand.css?v=3",
        "Northwind",
        "/profile/",
        "Saved.",
    ):
        assert expected in html
    hidden = Page(brand=Brand("Northwind"), hidden=frozenset({"top-bar", "help"}))
    bare = render_to_string("ui/panel.html", {"page": hidden}, RequestFactory().get("/"))
    assert 'class="top"' not in bare
    assert "<aside" not in bare


def test_the_brands_sheet_has_both_themes_and_the_room_the_owner_gave() -> None:
    css = brand_css("#ffee00", max_height=600, offset=40)
    assert "--accent:light-dark(#" in css
    assert "--panel-offset:40px" in css
    assert "--panel-max-height:600px" in css
    assert "--panel" not in brand_css("#ffee00")


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_an_error_page_without_a_frame_runs_in_the_readers_direction(language: str, direction: str) -> None:
    with translation.override(language):
        page = render_to_string("404.html")
    assert f'<html lang="{language}" dir="{direction}"' in page
