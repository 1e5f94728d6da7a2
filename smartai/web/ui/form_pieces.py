"""What stands in a form that asks the owner's fields, and when a page shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.forms.boundfield import BoundField
from django.utils.translation import gettext

from smartai.core.tickets.catalogue import Catalogue
from smartai.core.tickets.models import CustomField
from smartai.web.ui.rules import for_browser, words_of


@dataclass(frozen=True)
class Piece:
    """``departments`` are the ids that it is limited to; the rules are JSON for the browser.

    ``remarks`` are for readers without script, who see every field that may be asked.
    """

    key: str
    field: BoundField
    departments: str = ""
    shown_when: str = ""
    needed_when: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def comes_and_goes(self) -> bool:
        return bool(self.departments or self.shown_when or self.needed_when)


def piece_of(
    own: CustomField,
    field: BoundField,
    known: Catalogue,
    labels: dict[str, str],
    *,
    name_of: Callable[[str], str],
    department_given: bool = False,
) -> Piece:
    """``department_given``: the form asks for no department, and has only fields of one."""
    ids = frozenset[int]() if department_given else known.field_departments.get(own.pk, frozenset())
    return Piece(
        key=own.key,
        field=field,
        departments=" ".join(map(str, sorted(ids))),
        shown_when=for_browser(own.shown_rule, name_of),
        needed_when=for_browser(own.needed_rule, name_of),
        remarks=tuple(_remarks(own, ids, known, labels)),
    )


def _remarks(
    own: CustomField, ids: frozenset[int], known: Catalogue, labels: dict[str, str]
) -> list[str]:  # fmt: skip
    said = []
    if ids:
        names = [department.name for department in known.departments if department.pk in ids]
        said.append(gettext("Only for %(names)s") % {"names": ", ".join(names)})
    if own.shown_rule:
        said.append(gettext("Only if %(rule)s") % {"rule": words_of(own.shown_rule, known, labels)})
    if own.needed_rule and not own.required:
        said.append(gettext("Needed if %(rule)s") % {"rule": words_of(own.needed_rule, known, labels)})
    return said
