"""The form of one of the owner's own fields."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.departments.models import Department
from smartai.core.tickets.catalogue import Catalogue
from smartai.core.tickets.models import CustomField, FieldKind
from smartai.core.tickets.rules import DEPARTMENT, OPERATORS, PRIORITY, kind_of, options_of
from smartai.core.workspace.choices import choices
from smartai.core.workspace.models import SupportPanel
from smartai.lib.rules import MOST_CLAUSES, WITHOUT_VALUE, Rule
from smartai.web.console.forms.rule_field import RuleField, RuleRow, TypedRule
from smartai.web.console.forms.seen import SeenForm
from smartai.web.ui.fields import LineField, RowsField, WordsField
from smartai.web.ui.frame import labels
from smartai.web.ui.rules import OPERATOR_WORDS, question, words_of

RULES = ("shown_when", "needed_when")


@dataclass(frozen=True)
class Subject:
    """What a condition can look at."""

    key: str
    label: str


class PanelsField(RowsField):
    """Each with a word about one that asks nobody now."""

    def label_from_instance(self, panel: Model) -> str:
        assert isinstance(panel, SupportPanel)
        if panel.active or panel.is_default:
            return panel.name
        return f"{panel.name} ({gettext('Embedding is off')})"


class FieldForm(SeenForm):
    """``field`` is the one that is changed; its conditions look at the others.

    Where there is one panel only, nothing is asked about panels.
    """

    label = LineField(label=_("Label"), max_length=80)
    hint = LineField(label=_("Help text"), max_length=300, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=FieldKind.choices,
        help_text=_("It stays once there are values in tickets."),
    )
    options = WordsField(
        label=_("Options"),
        help_text=_("One a line, for one choice and several choices."),
        rows=4,
        max_length=10_000,
        required=False,
    )
    required = forms.BooleanField(
        label=_("Required"),
        help_text=_("Customers can't send without it, whenever it is shown."),
        required=False,
    )
    for_customers = forms.BooleanField(
        label=_("Customers see it"), help_text=_("Off keeps it for your team."), required=False
    )
    departments = RowsField(
        label=_("Departments"),
        help_text=_("None means all of them."),
        queryset=Department.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    panels = PanelsField(
        label=_("Panels"),
        help_text=_("None means all of them."),
        queryset=SupportPanel.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    shown_when = RuleField(
        label=_("Show when"), help_text=_("Without a condition it is always asked."), required=False
    )
    needed_when = RuleField(
        label=_("Required when"),
        help_text=_("For a field that can be left empty otherwise."),
        required=False,
    )

    def __init__(
        self, data: Any = None, *, known: Catalogue, field: CustomField | None = None, **more: Any
    ) -> None:
        super().__init__(data, **more)
        others = tuple(one for one in known.fields if field is None or one.pk != field.pk)
        self.field, self.known = field, replace(known, fields=others)
        self.fields["departments"].queryset = Department.objects.active()  # type: ignore[attr-defined]  # a field of rows
        self.fields["panels"].queryset = panels = SupportPanel.objects.all()  # type: ignore[attr-defined]  # a field of rows
        if panels.count() < 2 and not (field and field.pk in known.field_panels):
            del self.fields["panels"]
        for name in RULES:
            self._rule(name).known = self.known

    @property
    def row(self) -> str:
        """What the list and the preview call it."""
        return self.field.key if self.field else "new"

    def clean(self) -> dict[str, Any]:
        needs_options = self.cleaned_data.get("kind") in (FieldKind.CHOICE, FieldKind.CHOICES)
        if needs_options and not self.cleaned_data.get("options"):
            self.add_error("options", _("Write at least one option."))
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        return as_kept(self.cleaned_data)

    def typed_rule(self, name: str) -> TypedRule:
        if self.is_bound:
            return self.fields[name].widget.value_from_datadict(self.data, self.files, name)  # type: ignore[no-any-return]  # Django\'s
        return self._rule(name).as_typed(self.initial.get(name) or Rule())

    def rule_rows(self, name: str) -> tuple[RuleRow, ...]:
        """What is there, and an empty row to write one more in."""
        rows = self.typed_rule(name).rows[:MOST_CLAUSES]
        return (*rows, RuleRow()) if len(rows) < MOST_CLAUSES else rows

    def subjects(self) -> list[Subject]:
        words = labels(choices())
        keys = [DEPARTMENT, PRIORITY, *(one.key for one in self.known.fields if one.removed_at is None)]
        return [Subject(key, question(key, self.known, words)) for key in keys]

    @staticmethod
    def operators() -> list[tuple[str, str]]:
        return [(operator.value, str(words)) for operator, words in OPERATOR_WORDS.items()]

    def for_script(self) -> str:
        """How each subject can be compared, and with what, as JSON."""
        about = {}
        for subject in self.subjects():
            kind = kind_of(subject.key, self.known.fields)
            about[subject.key] = {
                "kind": kind,
                "operators": [operator.value for operator in OPERATORS[kind]],
                "options": options_of(subject.key, self.known),
            }
        return json.dumps({"subjects": about, "bare": sorted(WITHOUT_VALUE)})

    def words_for(self, name: str, value: Any) -> str:
        if name in RULES:
            return words_of(value, self.known, labels(choices())) or gettext("nothing")
        return super().words_for(name, value)

    def _rule(self, name: str) -> RuleField:
        field = self.fields[name]
        assert isinstance(field, RuleField)
        return field

    def _put(self, data: Any, name: str, value: Any) -> None:
        if name not in RULES:
            super()._put(data, name, value)
            return
        typed = self._rule(name).as_typed(value)
        data[f"{name}_any"] = "any" if typed.any_of else "all"
        data.setlist(f"{name}_on", [row.on for row in typed.rows])
        data.setlist(f"{name}_is", [row.operator for row in typed.rows])
        data.setlist(f"{name}_value", [row.value for row in typed.rows])


def as_kept(typed: dict[str, Any]) -> dict[str, Any]:
    """What was typed as an action takes it."""
    values = dict(typed)
    if "options" in values:
        values["options"] = str(values["options"]).split("\n")
    if "kind" in values:
        values["kind"] = FieldKind(values["kind"])
    return values


def stored(field: CustomField) -> dict[str, Any]:
    """What the form shows of a field."""
    names = ("label", "hint", "kind", "required", "for_customers")
    return {
        **{name: getattr(field, name) for name in names},
        "options": "\n".join(field.options),
        "departments": field.departments.all(),
        "panels": field.panels.all(),
        "shown_when": field.shown_rule,
        "needed_when": field.needed_rule,
    }
