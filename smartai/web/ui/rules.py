"""Rules of a form as people read them, and as the browser follows them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.tickets.catalogue import Catalogue
from smartai.core.tickets.rules import DEPARTMENT, PRIORITY, value_words
from smartai.lib.rules import Clause, Operator, Rule

OPERATOR_WORDS: Final[dict[Operator, Promise]] = {
    Operator.IS: _("is"),
    Operator.IS_NOT: _("is not"),
    Operator.CONTAINS: _("contains"),
    Operator.LACKS: _("does not contain"),
    Operator.GREATER: _("is more or later than"),
    Operator.LESS: _("is less or earlier than"),
    Operator.FILLED: _("is filled in"),
    Operator.EMPTY: _("is empty"),
}
_SENTENCES: Final[dict[Operator, Promise]] = {
    Operator.IS: _("“%(question)s” is “%(value)s”"),
    Operator.IS_NOT: _("“%(question)s” is not “%(value)s”"),
    Operator.CONTAINS: _("“%(question)s” contains “%(value)s”"),
    Operator.LACKS: _("“%(question)s” does not contain “%(value)s”"),
    Operator.GREATER: _("“%(question)s” is more or later than “%(value)s”"),
    Operator.LESS: _("“%(question)s” is less or earlier than “%(value)s”"),
    Operator.FILLED: _("“%(question)s” is filled in"),
    Operator.EMPTY: _("“%(question)s” is empty"),
}


def words_of(rule: Rule, known: Catalogue, labels: dict[str, str]) -> str:
    """“Device” is “Printer” and “Priority” is “High”; "" for a rule that says nothing."""
    joint = gettext("%(first)s or %(second)s") if rule.any_of else gettext("%(first)s and %(second)s")
    words = ""
    for clause in rule.clauses:
        said = _said(clause, known, labels)
        words = joint % {"first": words, "second": said} if words else said
    return words


def question(on: str, known: Catalogue, labels: dict[str, str]) -> str:
    """What the question with this key is called; "…" where it is gone."""
    if on == DEPARTMENT:
        return labels["department"]
    if on == PRIORITY:
        return labels["priority"]
    return next((field.label for field in known.fields if field.key == on), "…")


def for_browser(rule: Rule, name_of: Callable[[str], str]) -> str:
    """JSON with the names of controls in place of keys; "" for a rule that says nothing."""
    if not rule:
        return ""
    clauses = [Clause(name_of(one.on), one.operator, one.value) for one in rule.clauses]
    return json.dumps(Rule(tuple(clauses), rule.any_of).to_json(), separators=(",", ":"))


def _said(clause: Clause, known: Catalogue, labels: dict[str, str]) -> str:
    value = value_words(clause, known) or "…"
    words = {"question": question(clause.on, known, labels), "value": value}
    return str(_SENTENCES[clause.operator]) % words
