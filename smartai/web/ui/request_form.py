from __future__ import annotations

from typing import Any

from django import forms
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.tickets.actions import RequestDraft
from smartai.core.tickets.catalogue import Catalogue, catalogue
from smartai.core.tickets.models import Part
from smartai.core.tickets.rules import asked
from smartai.core.workspace.choices import choices, current_panel, in_tickets
from smartai.core.workspace.groups import Ask, FieldUse
from smartai.web.ui.attached import Attached
from smartai.web.ui.fields import AddressField, LineField, WordsField
from smartai.web.ui.form_pieces import Piece, piece_of
from smartai.web.ui.own_fields import OwnField

LONGEST = 50_000
LONGEST_TITLE = 200


class NewRequestForm(forms.Form):
    """The form for a new request, as the owner wants it. ``known`` is somebody who is signed in.

    ``lists`` are given where it is drawn as it would be: in the preview of the settings.
    """

    def __init__(
        self,
        data: MultiValueDict[str, str] | None = None,
        *,
        labels: dict[str, str],
        known: bool,
        attached: Attached | None = None,
        initial: dict[str, Any] | None = None,
        lists: Catalogue | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.attached = attached or Attached()
        self.lists, self.labels = lists or catalogue(), labels
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
        self.order_fields([_name_of(key) for key in self.lists.form_order()])
        self._ask()

    def _add_words(self, labels: dict[str, str]) -> None:
        use = choices().form
        if use.title != FieldUse.HIDDEN:
            required = use.title == FieldUse.REQUIRED
            self.fields["title"] = LineField(
                label=labels["title"], required=required, max_length=LONGEST_TITLE,
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
        for own in self.lists.fields_asked(ids, in_tickets(current_panel())):
            self.fields[_name_of(own.key)] = OwnField(own)

    def _ask(self) -> None:
        """Which own fields count: by department and priority, and by what stands in the others."""
        chosen, limited = self._chosen_department(), self.lists.field_departments
        fields = {name: field for name, field in self.fields.items() if isinstance(field, OwnField)}
        here = {
            field.own: field.answer(self._raw(name))
            for name, field in fields.items()
            if (self.lists.concerns(field.own, chosen) if chosen else field.own.pk not in limited)
        }
        which = asked(
            here, {own.pk: answer for own, answer in here.items()},
            department_id=chosen, priority_id=self._chosen_priority(),
        )  # fmt: skip
        for field in fields.values():
            field.asked, field.needed = field.own.pk in which.shown, field.own.pk in which.needed

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
        if str(typed) in dict(self.fields["department"].choices):  # type: ignore[attr-defined]  # a field of choices
            return int(typed) if typed else None
        return None if self.fields["department"].required else self.lists.default_department().pk

    def _chosen_priority(self) -> int | None:
        """The priority that the request will have; None while it must still be chosen."""
        default = self.lists.default_priority()
        without = default.pk if default else None
        if "priority" not in self.fields:
            return without
        typed = self.data.get("priority") if self.is_bound else self.get_initial("priority")
        if typed and str(typed) in dict(self.fields["priority"].choices):  # type: ignore[attr-defined]  # a field of choices
            return int(typed)
        return None if self.fields["priority"].required else without

    def _raw(self, name: str) -> Any:
        if not self.is_bound:
            return self.initial.get(name)
        return self.fields[name].widget.value_from_datadict(self.data, self.files, name)

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

    def rows(self) -> list[list[Piece]]:
        """What it asks, in the owner's order, without the writer; department and priority share a row."""
        rows: list[list[Piece]] = []
        for key in self.lists.form_order():
            name = _name_of(key)
            if name not in self.fields:
                continue
            piece = self._piece(key, name)
            before = rows[-1] if rows else []
            if {key, *(one.key for one in before)} == {"department", "priority"}:
                before.append(piece)
            else:
                rows.append([piece])
        return rows

    def given(self, name: str) -> str:
        """The department or priority of the request where the form asks for none; for rules in the page."""
        if name in self.fields and self.fields[name].required:
            return ""
        chosen = self._chosen_department() if name == "department" else self._chosen_priority()
        return str(chosen or "")

    def _piece(self, key: str, name: str) -> Piece:
        field = self.fields[name]
        if not isinstance(field, OwnField):
            return Piece(key, self[name])
        several = "department" in self.fields
        return piece_of(
            field.own, self[name], self.lists, self.labels, name_of=_name_of, department_given=not several
        )

    def draft(
        self, *, uploader: str, form_key: str, came_from: dict[str, Any], site: dict[str, Any]
    ) -> RequestDraft:
        """Without a message the title is the message, so that a ticket always says something."""
        typed = self.cleaned_data
        own = {
            field.own.pk: typed.get(name)
            for name, field in self.fields.items()
            if isinstance(field, OwnField)
        }
        return RequestDraft(
            title=typed.get("title", ""),
            writer_name=typed.get("name", ""),
            default_title=choices().form.default_title,
            text=typed.get("message") or ("" if self.attached.files else typed.get("title", "")),
            department_id=int(typed["department"]) if typed.get("department") else None,
            priority_id=int(typed["priority"]) if typed.get("priority") else None,
            values={pk: value for pk, value in own.items() if value is not None},
            uploads=self.attached.keys,
            uploader=uploader,
            language=translation.get_language() or "",
            form_key=form_key,
            came_from=came_from,
            site=site,
            panel_id=in_tickets(current_panel()),
        )


def _name_of(key: str) -> str:
    """The control of a question, by its key in the order of the form and in rules."""
    if key == Part.ATTACHMENTS:
        return "files"
    return f"field_{key}" if key.isdecimal() else key


def _choice(label: str, options: list[tuple[str, str]], use: FieldUse, wanted: str) -> forms.ChoiceField:
    problems = {"required": _("Choose one."), "invalid_choice": _("Choose from the list.")}
    required = use == FieldUse.REQUIRED
    return forms.ChoiceField(
        label=label, choices=options, required=required, initial=wanted, error_messages=problems
    )
