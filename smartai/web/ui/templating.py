"""Our templates' engine: Jinja, always escaping, in the reader's language; a missing name is an error."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache, partial
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.template import defaultfilters, engines, loader
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup

from smartai.lib.browsers import browser_name
from smartai.web.ui.addresses import url
from smartai.web.ui.built import built_url
from smartai.web.ui.compiled import KeptCompiled
from smartai.web.ui.icons import glyph, icon
from smartai.web.ui.marking import marked
from smartai.web.ui.moments import ago, when
from smartai.web.ui.short import decimal_sign, in_bytes, initials

SELDOM: Final = "console/"
_LOCALIZED = (float, Decimal, date, time)


class _Template(Template):
    """One whose macros know the engine's names alone, so that whoever imports them gets the same ones.

    Jinja lets a page have names of its own there; to see that none has any takes it a twentieth of the page.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


def environment(**options: Any) -> Environment:
    """What ``TEMPLATES`` names: Django gives the folders, all else is decided here."""
    made = Environment(
        **{**options, "auto_reload": False, "autoescape": True, "undefined": StrictUndefined},
        bytecode_cache=KeptCompiled(settings.DATA / "templates"),
        extensions=["jinja2.ext.i18n"],
        finalize=_shown,
    )
    made.template_class = _Template
    made.globals.clear()  # Jinja's own: what is not named below, no template has
    made.install_gettext_callables(  # type: ignore[attr-defined]  # the extension's
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.globals |= GLOBALS
    made.globals["_"] = made.globals["gettext"]  # the extension's own looks for it in every call
    made.filters |= FILTERS
    return made


def form_secret(request: HttpRequest) -> dict[str, object]:
    """``{{ csrf_input }}``, the same in all forms of a page: Django's makes a new one for each."""
    return {"csrf_input": SimpleLazyObject(partial(csrf_input, request))}


def load_templates() -> None:
    """Compiles those of customers and of the desk: before a fork, so that the children share them and nobody
    waits for it. The console's, which owners open now and then, are read by whichever process needs one.
    """
    made: Environment = engines["jinja2"].env  # type: ignore[attr-defined]  # Jinja's engine has one
    for name in made.list_templates(filter_func=lambda name: not name.startswith(SELDOM)):
        made.get_template(name)


def drawn_once(name: str) -> Markup:
    """A template that is the same for everybody who reads the language: it gets nothing to show."""
    return _drawn(name, get_language())


@lru_cache(maxsize=32)
def _drawn(name: str, language: str | None) -> Markup:
    return Markup(loader.render_to_string(name))


def _date(moment: date, form: str) -> str:
    return date_format(_in_zone(moment), form)


def _shown(value: Any) -> Any:
    """What ``{{ … }}`` prints: numbers and dates as the reader writes them."""
    return localize(_in_zone(value)) if isinstance(value, _LOCALIZED) else value


def _in_zone(value: Any) -> Any:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


GLOBALS: dict[str, Callable[..., Any]] = {
    "ago": ago,
    "built": cache(built_url),
    "decimal_sign": decimal_sign,
    "drawn_once": drawn_once,
    "glyph": glyph,
    "icon": icon,
    "language": get_language,
    "marked": marked,
    "direction": lambda: "rtl" if get_language_bidi() else "ltr",
    "static": cache(static),
    "url": url,
    "when": when,
}
# Django's mean the same as in its own templates; Jinja's of the same name do not always.
FILTERS: dict[str, Callable[..., Any]] = {
    "browser_name": browser_name,
    "date": _date,
    "floatformat": defaultfilters.floatformat,
    "in_bytes": in_bytes,
    "initials": initials,
    "linebreaks": defaultfilters.linebreaks_filter,
    "truncatechars": defaultfilters.truncatechars,
    "urlencode": defaultfilters.urlencode,
    "urlize": defaultfilters.urlize,
}
