from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationInfo, field_validator

from smartai.core.workspace.groups.group import Group, Line, fact


class FieldUse(StrEnum):
    REQUIRED = "required"
    OPTIONAL = "optional"
    HIDDEN = "hidden"


class RequestForm(Group):
    """The form for a new request."""

    about = _("What a new request is asked for; its order and your own fields are under “Request form”.")

    title: FieldUse = fact(
        FieldUse.REQUIRED,
        _("Title"),
        _("Without one, the first words of the message become the title."),
    )
    default_title: Line = fact(
        "",
        _("Default title"),
        _("Of requests without one, instead of the message's first words."),
        max_length=160,
    )
    message: FieldUse = fact(FieldUse.REQUIRED, _("Message"), _("What the customer wants to say."))
    department: FieldUse = fact(
        FieldUse.OPTIONAL,
        _("Department"),
        _("Customers choose who reads it; hidden uses the default department."),
    )
    default_department: int = fact(
        0,
        _("Default department"),
        _("Gets requests for which no department was chosen."),
        ge=0,
    )
    priority: FieldUse = fact(FieldUse.OPTIONAL, _("Priority"), _("Customers say how urgent it is."))
    default_priority: int = fact(
        0, _("Default priority"), _("When the customer says nothing about it."), ge=0
    )
    attachments: FieldUse = fact(FieldUse.OPTIONAL, _("Files"), _("Customers can add files."))
    max_file_mb: int = fact(20, _("Largest file"), _("In megabytes, for each file."), ge=1, le=200)
    max_files: int = fact(
        10,
        _("Files in one message"),
        _("How many files one message can have."),
        ge=1,
        le=50,
    )

    @field_validator("message")
    @classmethod
    def _says_something(cls, message: FieldUse, chosen: ValidationInfo) -> FieldUse:
        if message == chosen.data.get("title") == FieldUse.HIDDEN:
            raise ValueError(gettext("Show the title or the message: a request must say something."))
        return message
