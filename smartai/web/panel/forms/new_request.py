from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.tickets.actions import RequestDraft
from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.values import read_value
from smartai.core.workspace.choices import choices
from smartai.core.workspace.groups import Ask, FieldUse
from smartai.foundation.captcha.trap import FIELD, START_FIELD, form_start
from smartai.web.panel.forms.fields import AddressField, LetterField, LineField, form_field
from smartai.web.ui.attached import Attached

PURPOSE = "request"
LONGEST_LETTER = 50_000
VALUE = "value-"


class NewRequestForm(forms.Form):
    """The form as the owner set it up: each field required, optional or hidden, in the owner's words."""

    def __init__(
        self,
        data: Any = None,
        *,
        labels: dict[str, str],
        visitor: bool,
        attached: Attached | None = None,
    ) -> None:
        super().__init__(data)
        self.attached = attached or Attached()
        self.labels, self.known, self.use = labels, catalogue(), choices().form
        if visitor:
            self._ask_who()
        self._ask_what()
        self._ask_where()
        for field in self.known.fields_for(None, customers_only=True):
            self.fields[f"{VALUE}{field.pk}"] = form_field(field)

    def _ask_who(self) -> None:
        ask = choices().registration.name
        if ask != Ask.OFF:
            self.fields["name"] = LineField(
                longest=200,
                label=_("Your name"),
                required=ask == Ask.REQUIRED,
                attrs={"autocomplete": "name"},
            )
        self.fields["email"] = AddressField(label=_("Your e-mail"))

    def _ask_what(self) -> None:
        if self.use.title != FieldUse.HIDDEN:
            required = self.use.title == FieldUse.REQUIRED
            self.fields["title"] = LineField(longest=200, label=self.labels["title"], required=required)
        if self.use.message != FieldUse.HIDDEN:
            self.fields["message"] = LetterField(
                longest=LONGEST_LETTER,
                rows=7,
                label=self.labels["message"],
                required=self.use.message == FieldUse.REQUIRED,
            )

    def _ask_where(self) -> None:
        departments = [(str(one.pk), one.name) for one in self.known.offered_departments]
        if self.use.department != FieldUse.HIDDEN and len(departments) > 1:
            default = self.known.default_department()
            if self.use.department == FieldUse.REQUIRED:
                departments.insert(0, ("", gettext("Choose one")))
                initial = ""
            else:
                initial = str(default.pk)
            self.fields["department"] = forms.ChoiceField(
                label=self.labels["department"],
                choices=departments,
                initial=initial,
                required=self.use.department == FieldUse.REQUIRED,
                error_messages=_CHOOSE,
            )
        priorities = [(str(one.pk), one.customer_label) for one in self.known.priorities if one.offered]
        default_priority = self.known.default_priority()
        if self.use.priority != FieldUse.HIDDEN and len(priorities) > 1:
            self.fields["priority"] = forms.ChoiceField(
                label=self.labels["priority"],
                choices=priorities,
                initial=str(default_priority.pk) if default_priority else None,
                required=self.use.priority == FieldUse.REQUIRED,
                error_messages=_CHOOSE,
            )

    def clean(self) -> dict[str, Any]:
        for problem in self.attached.problems:
            self.add_error(None, problem)
        if self.use.attachments == FieldUse.REQUIRED and not self.attached.files:
            self.add_error(None, gettext("Add at least one file."))
        self.values = self._read_values()
        words = self.cleaned_data.get("title") or self.cleaned_data.get("message")
        if not self.errors and not words and not self.attached.files:
            self.add_error(None, gettext("Write what happened, so that we can help."))
        return self.cleaned_data

    def _read_values(self) -> dict[int, Any]:
        """Typed texts of the chosen department's fields; those of others are not looked at."""
        typed = {}
        for field in self.known.fields_for(self.department_id, customers_only=True):
            name = f"{VALUE}{field.pk}"
            typed[field.pk] = self.cleaned_data.get(name)
            try:
                if read_value(field, typed[field.pk]) is None and field.required:
                    self.add_error(name, gettext("This is needed for your request."))
            except ValueError as problem:
                self.add_error(name, str(problem))
        return typed

    @property
    def department_id(self) -> int:
        chosen = self.cleaned_data.get("department")
        return int(chosen) if chosen else self.known.default_department().pk

    def draft(self, *, uploader: str, form_key: str) -> RequestDraft:
        """What was written, once the form is valid."""
        priority = self.cleaned_data.get("priority")
        return RequestDraft(
            title=self.cleaned_data.get("title", ""),
            text=self.cleaned_data.get("message", "") or self.cleaned_data.get("title", ""),
            department_id=self.department_id,
            priority_id=int(priority) if priority else None,
            values=self.values,
            uploads=self.attached.keys,
            uploader=uploader,
            language=get_language() or "",
            form_key=form_key,
        )

    def named(self, *names: str) -> list[forms.BoundField]:
        """Those of the fields that the owner shows, for a row of the page."""
        return [self[name] for name in names if name in self.fields]

    @property
    def who(self) -> list[forms.BoundField]:
        return self.named("name", "email")

    @property
    def what(self) -> list[forms.BoundField]:
        return self.named("title", "message")

    @property
    def where(self) -> list[forms.BoundField]:
        return self.named("department", "priority")

    def own_fields(self) -> Iterator[tuple[forms.BoundField, str]]:
        """The owner's fields with the departments that ask for them ("" for all)."""
        for field in self.known.fields_for(None, customers_only=True):
            of = self.known.field_departments.get(field.pk, frozenset())
            yield self[f"{VALUE}{field.pk}"], " ".join(map(str, sorted(of)))

    @property
    def traps(self) -> dict[str, str]:
        """The field for robots and the start of this form, new each time the form is shown."""
        return {"bait": FIELD, "start_name": START_FIELD, "start": form_start(PURPOSE)}


_CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose from the list.")}
