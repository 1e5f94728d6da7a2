"""Forms of the lists that an owner keeps."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from smartai.core.tickets.models import Category
from smartai.web.console.forms.seen import SeenForm
from smartai.web.ui.fields import LineField


class CustomerForm(SeenForm):
    organisation = LineField(
        label=_("Organisation"),
        help_text=_("Your team sees it beside the tickets; empty takes the customer out."),
        max_length=120,
        required=False,
    )


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
