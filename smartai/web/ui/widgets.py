"""Draws the controls of forms that every page is full of without a template for each of them.

Django renders an input by three templates and a list of time zones by twelve hundred; that took longer than
the rest of a form. What is not named here Django draws itself. The HTML is the same, proven beside Django's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Widget = dict[str, Any]


class Renderer(DjangoTemplates):
    """Set as ``FORM_RENDERER``."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        draw = _DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def _input(widget: Widget) -> SafeString:
    value = widget["value"]
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        "" if value is None else format_html(' value="{}"', str(value)),
        flatatt(widget["attrs"]),
    )


def _textarea(widget: Widget) -> SafeString:
    """The line break after the tag is not part of the text: browsers drop the first one."""
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>',
        widget["name"],
        flatatt(widget["attrs"]),
        "" if widget["value"] is None else str(widget["value"]),
    )


def _select(widget: Widget) -> SafeString:
    groups = format_html_join("", "{}", ((_group(*group),) for group in widget["optgroups"]))
    return format_html('<select name="{}"{}>{}</select>', widget["name"], flatatt(widget["attrs"]), groups)


def _group(name: str | None, options: list[Widget], _: int) -> SafeString:
    drawn = format_html_join("", "{}", ((_option(option),) for option in options))
    return format_html('<optgroup label="{}">{}</optgroup>', name, drawn) if name else drawn


def _option(option: Widget) -> SafeString:
    value, attributes, label = option["value"], flatatt(option["attrs"]), option["label"]
    return format_html('<option value="{}"{}>{}</option>', str(value), attributes, label)


_DRAWN: dict[str, Callable[[Widget], SafeString]] = {
    **dict.fromkeys(
        (
            f"django/forms/widgets/{kind}.html"
            for kind in ("text", "email", "url", "number", "password", "hidden", "date", "checkbox")
        ),
        _input,
    ),
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}
