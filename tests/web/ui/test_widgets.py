"""Controls drawn without templates look to a browser exactly as Django's do."""

from __future__ import annotations

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils.translation import gettext_lazy

from smartai.web.ui.widgets import Renderer

HOSTILE = "\"><script>alert(1)</script>&amp;'"
CHOICES = [
    ("", "Choose one"),
    (1, HOSTILE),
    ("group", [("a", "A"), ("b", gettext_lazy("Yes"))]),
    (HOSTILE, "1,234"),
]
WIDGETS = [
    forms.TextInput(
        attrs={"dir": "auto", "maxlength": 1200, "autofocus": True, "data-x": HOSTILE, "hidden": False}
    ),
    forms.EmailInput(attrs={"autocomplete": "email"}),
    forms.URLInput(),
    forms.NumberInput(attrs={"min": 0, "max": 100_000}),
    forms.PasswordInput(),
    forms.HiddenInput(),
    forms.DateInput(attrs={"type": "date"}),
    forms.CheckboxInput(),
    forms.Textarea(attrs={"rows": 6}),
    forms.Select(choices=CHOICES),
    forms.SelectMultiple(choices=CHOICES),
    forms.RadioSelect(choices=[("yes", "Yes"), ("no", "No")]),
    forms.CheckboxSelectMultiple(choices=[("a", "A"), ("b", HOSTILE)]),
]


@pytest.mark.parametrize(
    "value", [None, "", "a", 1, 1234, HOSTILE, "\nfirst line", "ü\u202e", ["a", 1], True]
)
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
def test_a_control_is_what_django_draws(widget, value):
    ours, theirs = (
        parse_html(widget.render("field", value, {"id": "id_field", "required": True}, renderer=renderer))
        for renderer in (Renderer(), DjangoTemplates())
    )
    assert ours == theirs


def test_no_line_of_a_text_is_lost_or_added():
    drawn = forms.Textarea().render("field", "\n first\n\nlast \n", {}, renderer=Renderer())
    assert drawn == '<textarea name="field" cols="40" rows="10">\n\n first\n\nlast \n</textarea>'
