"""The form as guests, customers and agents would see it, beside the builder."""

from __future__ import annotations

import pytest

from smartai.core.tickets.actions import save_custom_field
from smartai.core.tickets.catalogue import catalogue, forget_catalogue
from smartai.core.tickets.models import FieldKind
from tests.cast import client_of
from tests.web.console.test_builder import LIST, condition, named, typed

pytestmark = pytest.mark.django_db

PREVIEW = f"{LIST}preview/"


@pytest.mark.parametrize(
    ("seen_by", "there", "missing"),
    [
        ("guest", {"address", "files"}, {"email", "value-ours"}),
        ("customer", {"title", "files"}, {"address", "email", "value-ours"}),
        ("agent", {"email", "value-ours"}, {"address"}),
        ("\0", {"address"}, {"email"}),
    ],
)
def test_the_preview_shows_what_each_of_them_sees_and_sends_nothing(
    seen_by, there, missing, olga, support, billing
):
    ours = save_custom_field(None, by=olga, label="Margin", kind=FieldKind.NUMBER, for_customers=False)
    answer = client_of(olga).get(PREVIEW, {"as": seen_by})
    found = {name.replace(f"value-{ours.pk}", "value-ours") for name in named(answer.content.decode())}
    assert there <= found
    assert not missing & found
    assert 'method="post"' not in answer.content.decode()
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_the_preview_shows_the_row_that_is_being_written_and_keeps_nothing(olga, support, device):
    sent = {"row": device.key, **typed(label="Machine", kind="choice", options="Lamp")}
    page = client_of(olga).post(f"{PREVIEW}?as=customer", sent).content.decode()
    assert "Machine" in page
    assert "Lamp" in page
    fresh = {"row": "new", **typed(**condition(device.key, "is", "Phone"))}
    page = client_of(olga).post(PREVIEW, fresh).content.decode()
    assert 'name="field_0"' in page
    assert f"field_{device.key}&#34;,&#34;is&#34;,&#34;Phone" in page
    half = {"row": device.key, **typed(label="", kind="choice", **condition("7", "x", ""))}
    assert "Device" in client_of(olga).post(PREVIEW, half).content.decode()
    forget_catalogue()
    assert [field.label for field in catalogue().fields] == ["Device"]


@pytest.mark.parametrize("row", ["", "9" * 50, "title", "\0", "new"])
def test_no_row_breaks_the_preview(row, olga, support, device):
    sent = {
        "row": row,
        "label": "x" * 10_000,
        "kind": "\0",
        "departments": "9" * 30,
        "options": "a\n" * 9_000,
    }
    assert client_of(olga).post(PREVIEW, sent).status_code == 200
