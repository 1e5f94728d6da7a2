"""Forms of the lists that an owner keeps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from smartai.core.departments.models import Department
from smartai.core.knowledge.models import Section
from smartai.core.people.querysets import team
from smartai.core.tickets.models import Category, FieldKind
from smartai.foundation.accounts.models import Person, Role
from smartai.web.console.forms.seen import SeenForm
from smartai.web.ui.fields import AddressField, LineField, RowsField, WordsField


class NewDepartmentForm(SeenForm):
    name = LineField(label=_("Name"), max_length=80)


class DepartmentForm(NewDepartmentForm):
    offered = forms.BooleanField(
        label=_("Customers may choose it"), help_text=_("Off hides it in the request form."), required=False
    )
    members = RowsField(
        label=_("Members"),
        help_text=_("They see this department's tickets and get its e-mails."),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["members"].queryset = team()  # type: ignore[attr-defined]


class InvitationForm(forms.Form):
    address = AddressField()
    name = LineField(label=_("Name"), max_length=200)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(Role.AGENT, Role.AGENT.label), (Role.OWNER, Role.OWNER.label)],
        help_text=_("Agents answer tickets of their departments. Owners see all tickets and these settings."),
    )


class ColleagueForm(SeenForm):
    role = InvitationForm.base_fields["role"]
    active = forms.BooleanField(
        label=_("May sign in"), help_text=_("Off signs them out everywhere at once."), required=False
    )


class CustomerForm(SeenForm):
    organisation = LineField(
        label=_("Organisation"),
        help_text=_("Your team sees it beside the tickets; empty takes the customer out."),
        max_length=120,
        required=False,
    )


class FieldForm(SeenForm):
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
        label=_("Required"), help_text=_("Customers can't send without it."), required=False
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

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["departments"].queryset = Department.objects.active()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        needs_options = self.cleaned_data.get("kind") in (FieldKind.CHOICE, FieldKind.CHOICES)
        if needs_options and not self.cleaned_data.get("options"):
            self.add_error("options", _("Write at least one option."))
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        typed["options"] = str(typed["options"]).split("\n")
        typed["kind"] = FieldKind(typed["kind"])
        return typed


class StatusForm(SeenForm):
    name = LineField(
        label=_("Name"), help_text=_("Empty shows the meaning's own word."), max_length=60, required=False
    )
    category = forms.ChoiceField(
        label=_("Meaning"),
        choices=Category.choices,
        help_text=_("What customers are told follows from it; it stays once tickets have the status."),
    )
    position = forms.IntegerField(
        label=_("Position"), help_text=_("The first of a meaning is the one that buttons choose."),
        min_value=0, max_value=1_000, initial=10,
    )  # fmt: skip


class PriorityForm(SeenForm):
    name = LineField(label=_("Name for the team"), max_length=40)
    customer_words = LineField(
        label=_("Words for customers"),
        help_text=_("Empty shows them the name."),
        max_length=80,
        required=False,
    )
    offered = forms.BooleanField(
        label=_("Customers may choose it"), help_text=_("Off keeps it for your team."), required=False
    )
    is_default = forms.BooleanField(
        label=_("When nothing is said"),
        help_text=_("New requests get it, until another priority is chosen for that."),
        required=False,
    )


class QuestionForm(SeenForm):
    label = LineField(label=_("Question"), max_length=80)
    hint = LineField(label=_("Help text"), max_length=200, required=False)
    required = forms.BooleanField(
        label=_("Required"), help_text=_("Nobody registers without an answer."), required=False
    )
    position = forms.IntegerField(
        label=_("Position"), help_text=_("Questions stand in this order."), min_value=0, max_value=1_000,
        required=False,
    )  # fmt: skip


class ArticleForm(SeenForm):
    title = LineField(label=_("Title"), max_length=160)
    section = LineField(
        label=_("Section"), help_text=_("A new name makes a new one."), max_length=80, required=False
    )
    language = forms.ChoiceField(
        label=_("Language"), help_text=_("The one it is written in: the search knows its forms of words."),
        choices=settings.LANGUAGES, required=False,
    )  # fmt: skip
    text = WordsField(
        label=_("Text"), help_text=_("Lists, **bold**, links and ### headings are understood."), rows=16,
        max_length=100_000,
    )  # fmt: skip
    published = forms.BooleanField(
        label=_("Published"), help_text=_("Customers can read it; off keeps it as a draft."), required=False
    )

    def chosen_section(self) -> Section | None:
        """A known section by its name, or one to be made; the caller saves."""
        name = self.cleaned_data["section"]
        return Section.objects.get_or_create(name=name)[0] if name else None
