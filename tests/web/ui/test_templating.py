"""What our templates can rely on, and what they must not get away with."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Engine, engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone, translation
from django.utils.safestring import mark_safe
from jinja2 import UndefinedError

from smartai.web.ui.addresses import url
from smartai.web.ui.page import Brand, Notice, Page
from smartai.web.ui.templating import drawn_once

HOSTILE = "\"><script>alert(1)</script>&amp;' https://evil.example/?a=1&b=<b>\n\nend"
MOMENT = datetime(2026, 11, 3, 23, 30, tzinfo=UTC)


def drawn(source: str, **context: Any) -> str:
    return str(engines["jinja2"].from_string(source).render(context))


@pytest.mark.parametrize(
    "source",
    ["{{ nothing }}", "{% if nothing %}{% endif %}", "{{ page.nothing }}", "{{ _('%(n)s', n=nothing) }}"],
)
def test_a_missing_name_is_an_error_and_no_hole(source: str) -> None:
    with pytest.raises(UndefinedError, match="nothing"):
        drawn(source, page=Page(brand=Brand("Northwind")))


@pytest.mark.parametrize(
    "source",
    [
        "{{ text }}",
        "{{ _('Remove %(name)s', name=text) }}",
        "{% trans name=text %}Remove {{ name }}{% endtrans %}",
        "{{ text|truncatechars(200) }}",
        "{{ text|linebreaks }}",
    ],
)
def test_what_people_wrote_is_escaped(source: str) -> None:
    assert "<script" not in drawn(source, text=HOSTILE)
    assert "&lt;script&gt;" in drawn(source, text=HOSTILE)


def test_what_is_safe_already_is_not_escaped_again() -> None:
    assert drawn("{{ html }}", html=mark_safe("<p>It&#39;s</p>")) == "<p>It&#39;s</p>"


@pytest.mark.parametrize("text", ["", "one\ntwo\n\nthree", HOSTILE, mark_safe("<b>bold</b>\n\nend")])
@pytest.mark.parametrize(
    ("ours", "djangos"),
    [
        ("{{ it|linebreaks }}", "{{ it|linebreaks }}"),
        ("{{ it|urlize }}", "{{ it|urlize }}"),
        ("{{ it|truncatechars(9) }}", "{{ it|truncatechars:9 }}"),
        ("{{ it|urlencode }}", "{{ it|urlencode }}"),
    ],
)
def test_a_filter_means_what_it_means_to_django(text: str, ours: str, djangos: str) -> None:
    assert alike(drawn(ours, it=text)) == alike(by_django(djangos, it=text))


@pytest.mark.parametrize("value", [1234, 1234567.25, Decimal("0.5"), date(2026, 3, 2), MOMENT, True, None])
@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_numbers_and_dates_are_written_as_the_reader_writes_them(value: object, language: str) -> None:
    with translation.override(language), timezone.override("Asia/Tokyo"):
        assert drawn("{{ it }}", it=value) == by_django("{{ it }}", it=value)


def test_a_day_is_the_readers_day() -> None:
    with translation.override("en"), timezone.override("Asia/Tokyo"):
        assert drawn("{{ it|date('DATE_FORMAT') }}", it=MOMENT) == "Nov. 4, 2026"
        assert drawn("{{ it|floatformat(1) }}", it=4.56) == "4.6"


def test_sentences_are_in_the_language_of_each_reader() -> None:
    page = engines["jinja2"].from_string(
        "{% from 'ui/faces.html' import faces %}{{ faces('good') }}{{ _('Send') }}"
        "{% trans n=n %}{{ n }} change{% pluralize %}{{ n }} changes{% endtrans %}"
    )
    for language, words in {
        "en": ("Send", "Good", "2 changes"),
        "de": ("Senden", "Gut", "2 Änderungen"),
    }.items():
        with translation.override(language):
            html = str(page.render({"n": 2}))
        assert all(word in html for word in words)


def test_all_forms_of_a_page_carry_the_same_secret_and_the_next_page_another() -> None:
    page = Page(brand=Brand("Northwind"), notices=(Notice("Saved.", "ok", "Undo", "/undo/"),) * 2)
    request = RequestFactory().get("/")
    pages = [render_to_string("ui/panel.html", {"page": page}, request) for _ in range(2)]
    secrets = [re.findall(r'name="csrfmiddlewaretoken" value="(\w{64})"', html) for html in pages]
    assert [len(found) for found in secrets] == [2, 2]
    assert len({secret for found in secrets for secret in found}) == 2


def test_an_address_is_the_one_that_was_asked_for() -> None:
    assert url("desk:ticket", 7) == url("desk:ticket", number=7) == "/desk/tickets/7/"
    assert url("desk:ticket", 8) != url("desk:ticket", 7)
    assert url("console:group", name="brand").endswith("/brand/")


def test_a_template_for_everybody_gets_nothing_to_show() -> None:
    with pytest.raises(UndefinedError):
        drawn_once("ui/flash.html")


def by_django(source: str, **context: object) -> str:
    return Engine().from_string(source).render(Context(context))


def alike(html: str) -> str:
    """Both write the same character in different ways."""
    return html.replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
