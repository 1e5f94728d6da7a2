"""What the builder lists: the questions of the form for a new request, in the order customers meet them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from smartai.core.tickets.catalogue import Catalogue
from smartai.core.tickets.models import CustomField
from smartai.core.tickets.rules import is_odd
from smartai.core.workspace.choices import Choices, in_tickets, panels
from smartai.core.workspace.groups import FieldUse
from smartai.core.workspace.models import SupportPanel
from smartai.web.console.forms.group import OPTION_WORDS
from smartai.web.ui.frame import labels
from smartai.web.ui.rules import words_of


@dataclass(frozen=True)
class BuilderRow:
    """``rules`` are sentences about an own field; ``odd`` when one of them can't come true any more.

    ``nowhere``: no panel asks it while none of those that would can be embedded.
    """

    key: str
    label: str
    url: str
    own: bool
    kind: str
    tags: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    odd: bool = False
    nowhere: bool = False
    quiet: bool = False


def builder_rows(known: Catalogue, chosen: Choices) -> list[BuilderRow]:
    by_key = {field.key: field for field in known.fields}
    words = labels(chosen)
    return [
        _of_field(by_key[key], known, words) if key in by_key else _of_part(key, chosen, words)
        for key in known.form_order()
    ]


def fields_by_panel(known: Catalogue, panel: SupportPanel) -> tuple[list[str], list[str]]:
    """The labels of own fields that this panel alone asks, and of those that only others ask."""
    pk, own = in_tickets(panel), [field for field in known.fields if field.removed_at is None]
    alone = [field.label for field in own if known.field_panels.get(field.pk) == frozenset({pk})]
    return alone, [field.label for field in own if not known.asked_in(field, pk)]


def _of_part(key: str, chosen: Choices, words: dict[str, str]) -> BuilderRow:
    use: FieldUse = getattr(chosen.form, key)
    return BuilderRow(
        key, words[key], reverse("console:form-part", args=[key]), own=False, kind="",
        tags=(str(OPTION_WORDS[use]),) if use != FieldUse.OPTIONAL else (), quiet=use == FieldUse.HIDDEN,
    )  # fmt: skip


def _of_field(field: CustomField, known: Catalogue, words: dict[str, str]) -> BuilderRow:
    some = known.field_departments.get(field.pk, frozenset())
    tags = [gettext("Required")] if field.required else []
    tags += [] if field.for_customers else [gettext("Team only")]
    tags += [department.name for department in known.departments if department.pk in some]
    asking = [panel for panel in panels() if in_tickets(panel) in known.field_panels.get(field.pk, ())]
    tags += [gettext("Panel: %(name)s") % {"name": panel.name} for panel in asking]
    said = []
    if field.shown_rule:
        said.append(gettext("Shown if %(rule)s") % {"rule": words_of(field.shown_rule, known, words)})
    if field.needed_rule and not field.required:
        said.append(gettext("Needed if %(rule)s") % {"rule": words_of(field.needed_rule, known, words)})
    return BuilderRow(
        field.key, field.label, reverse("console:field", args=[field.pk]), own=True,
        kind=str(field.get_kind_display()), tags=tuple(tags), rules=tuple(said),
        odd=any(is_odd(one, known) for one in (*field.shown_rule.clauses, *field.needed_rule.clauses)),
        nowhere=bool(asking) and not any(panel.active or panel.is_default for panel in asking),
    )  # fmt: skip
