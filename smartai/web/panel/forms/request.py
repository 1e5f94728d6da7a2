from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.tickets.actions import RequestDraft
from smartai.core.tickets.catalogue import catalogue
from smartai.core.workspace.choices import choices
from smartai.core.workspace.groups import Ask, FieldUse
from smartai.web.panel.forms.own_fields import OwnField
from smartai.web.ui.attached import Attached
from smartai.web.ui.fields import AddressField, LineField, WordsField

LONGEST = 50_000


@dataclass(frozen=True)
class OwnPart:
    """An own field in the page; ``departments`` are the ids that it belongs to, empty for all."""

    field: BoundField
    departments: str
    names: str


class NewRequestForm(forms.Form):
    """The form for a new request, as the owner wants it. ``known`` is somebody who is signed in."""

    def __init__(
        self,
        data: MultiValueDict[str, str] | None = None,
        *,
        labels: dict[str, str],
        known: bool,
        attached: Attached | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.attached = attached or Attached()
        self.lists = catalogue()
        self._add_words(labels)
        self._add_department(labels)
        self._add_priority(labels)
        self._add_own_fields()
        if choices().form.attachments != FieldUse.HIDDEN:
            required = choices().form.attachments == FieldUse.REQUIRED
            self.fields["files"] = forms.Field(label=labels["attachments"], required=False)
            self.fields["files"].widget.is_required = required
        if not known:
            self._add_writer()

    def _add_words(self, labels: dict[str, str]) -> None:
        use = choices().form
        if use.title != FieldUse.HIDDEN:
            required = use.title == FieldUse.REQUIRED
            self.fields["title"] = LineField(
                label=labels["title"], required=required, max_length=200,
                error_messages={"required": _("Say in a few words what it is about.")},
            )  # fmt: skip
        if use.message != FieldUse.HIDDEN:
            required = use.message == FieldUse.REQUIRED
            self.fields["message"] = WordsField(
                label=labels["message"], required=required, max_length=LONGEST,
                error_messages={"required": _("Tell us what happened.")},
            )  # fmt: skip

    def _add_department(self, labels: dict[str, str]) -> None:
        use, offered = choices().form.department, self.lists.offered_departments
        if use == FieldUse.HIDDEN or len(offered) < 2:
            return
        default = self.lists.default_department()
        options = [(str(department.pk), department.name) for department in offered]
        wanted = str(default.pk) if default in offered else ""
        if use == FieldUse.REQUIRED:
            options.insert(0, ("", gettext("Choose one")))
            wanted = wanted if choices().form.default_department == default.pk else ""
        elif not wanted:
            options.insert(0, (str(default.pk), gettext("I don't know")))
            wanted = str(default.pk)
        self.fields["department"] = _choice(labels["department"], options, use, wanted)

    def _add_priority(self, labels: dict[str, str]) -> None:
        use = choices().form.priority
        offered = [priority for priority in self.lists.priorities if priority.offered]
        if use == FieldUse.HIDDEN or not offered:
            return
        default = self.lists.default_priority()
        options = [(str(priority.pk), priority.customer_label) for priority in offered]
        wanted = str(default.pk) if default in offered and default and use == FieldUse.OPTIONAL else ""
        if not wanted:
            options.insert(0, ("", gettext("Choose one")))
        self.fields["priority"] = _choice(labels["priority"], options, use, wanted)

    def _add_own_fields(self) -> None:
        offered = self.lists.offered_departments if "department" in self.fields else ()
        ids = {department.pk for department in (*offered, self.lists.default_department())}
        chosen = self._chosen_department()
        for own in self.lists.fields_for(None, customers_only=True):
            if any(self.lists.concerns(own, pk) for pk in ids):
                field = self.fields[f"field_{own.pk}"] = OwnField(own)
                limited = bool(self.lists.field_departments.get(own.pk))
                field.asked = self.lists.concerns(own, chosen) if chosen else not limited

    def _add_writer(self) -> None:
        ask = choices().registration.name
        if ask != Ask.OFF:
            self.fields["name"] = LineField(
                label=_("Your name"), required=ask == Ask.REQUIRED, max_length=200,
                widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
                error_messages={"required": _("Tell us your name.")},
            )  # fmt: skip
        self.fields["address"] = AddressField(
            label=_("Your e-mail"), help_text=_("Our answer goes there."),
            error_messages={"required": _("Add your e-mail so that we can answer.")},
        )  # fmt: skip

    def _chosen_department(self) -> int | None:
        """The department that the request will be in; None while it must still be chosen."""
        if "department" not in self.fields:
            return self.lists.default_department().pk
        typed = self.data.get("department") or ("" if self.is_bound else self.get_initial("department"))
        if str(typed) in dict(self.fields["department"].choices):  # type: ignore[attr-defined]
            return int(typed) if typed else None
        return None if self.fields["department"].required else self.lists.default_department().pk

    def get_initial(self, name: str) -> Any:
        return self.initial.get(name, self.fields[name].initial)

    def clean(self) -> dict[str, Any]:
        use = choices().form
        if use.attachments != FieldUse.HIDDEN:
            for problem in self.attached.problems:
                self.add_error("files", problem)
            if (
                use.attachments == FieldUse.REQUIRED
                and not self.attached.files
                and not self.errors.get("files")
            ):
                self.add_error("files", gettext("This is needed for your request."))
        words = any(self.cleaned_data.get(name) for name in ("title", "message"))
        if not self.errors and not words and not self.attached.files:
            self.add_error(None, gettext("Write something, or add a file."))
        return self.cleaned_data

    def own_parts(self) -> Iterator[OwnPart]:
        several = "department" in self.fields
        names = {department.pk: department.name for department in self.lists.departments}
        for name, field in self.fields.items():
            if isinstance(field, OwnField):
                ids = self.lists.field_departments.get(field.own.pk, frozenset()) if several else frozenset()
                yield OwnPart(
                    field=self[name],
                    departments=" ".join(map(str, sorted(ids))),
                    names=", ".join(names[pk] for pk in sorted(ids) if pk in names),
                )

    def draft(self, *, uploader: str, form_key: str) -> RequestDraft:
        """Without a message the title is the message, so that a ticket always says something."""
        typed = self.cleaned_data
        own = {
            field.own.pk: typed.get(name)
            for name, field in self.fields.items()
            if isinstance(field, OwnField)
        }
        return RequestDraft(
            title=typed.get("title", ""),
            text=typed.get("message") or ("" if self.attached.files else typed.get("title", "")),
            department_id=int(typed["department"]) if typed.get("department") else None,
            priority_id=int(typed["priority"]) if typed.get("priority") else None,
            values={pk: value for pk, value in own.items() if value is not None},
            uploads=self.attached.keys,
            uploader=uploader,
            language=translation.get_language() or "",
            form_key=form_key,
        )


def typed_before(draft: dict[str, Any]) -> dict[str, Any]:
    """The initial values of a form that shows a held draft again."""
    kept = RequestDraft.from_json(draft)
    own = {f"field_{pk}": value for pk, value in kept.values.items()}
    words = {"title": kept.title, "message": kept.text}
    return {**words, "department": kept.department_id, "priority": kept.priority_id, **own}


def _choice(label: str, options: list[tuple[str, str]], use: FieldUse, wanted: str) -> forms.ChoiceField:
    problems = {"required": _("Choose one."), "invalid_choice": _("Choose from the list.")}
    required = use == FieldUse.REQUIRED
    return forms.ChoiceField(
        label=label, choices=options, required=required, initial=wanted, error_messages=problems
    )
