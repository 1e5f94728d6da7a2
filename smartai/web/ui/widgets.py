"""Draws the controls of forms that every page is full of without a template for each of them.

Django renders an input by three templates and a list of time zones by twelve hundred. What is not named here
it draws itself, from its own Jinja templates. The HTML is the same, proven beside Django's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms.renderers import Jinja2
from django.http import HttpRequest
from markupsafe import Markup, escape

Widget = dict[str, Any]


class Renderer(Jinja2):
    """Set as ``FORM_RENDERER``."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        draw = _DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def _input(widget: Widget) -> Markup:
    value = "" if widget["value"] is None else f' value="{escape(str(widget["value"]))}"'
    kind, name = escape(widget["type"]), escape(widget["name"])
    return Markup(f'<input type="{kind}" name="{name}"{value}{_attributes(widget)}>')


def _textarea(widget: Widget) -> Markup:
    """The line break after the tag is not part of the text: browsers drop the first one."""
    text = "" if widget["value"] is None else escape(str(widget["value"]))
    return Markup(f'<textarea name="{escape(widget["name"])}"{_attributes(widget)}>\n{text}</textarea>')


def _select(widget: Widget) -> Markup:
    groups = "".join(_group(*group) for group in widget["optgroups"])
    return Markup(f'<select name="{escape(widget["name"])}"{_attributes(widget)}>{groups}</select>')


def _group(name: str | None, options: list[Widget], _: int) -> str:
    drawn = "".join(map(_option, options))
    return f'<optgroup label="{escape(name)}">{drawn}</optgroup>' if name else drawn


def _option(option: Widget) -> str:
    value, label = escape(str(option["value"])), escape(option["label"])
    return f'<option value="{value}"{_attributes(option)}>{label}</option>'


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"'
        for name, value in widget["attrs"].items()
        if value is not None and value is not False
    )


_DRAWN: dict[str, Callable[[Widget], Markup]] = {
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
