"""The form of one of the parts that every form for a new request has: its use, its words, its bounds."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from smartai.core.tickets.models import Part
from smartai.core.workspace.choices import Choices
from smartai.core.workspace.groups import Labels, RequestForm
from smartai.web.console.forms.group import GroupForm
from smartai.web.console.forms.stopped import SAVE
from smartai.web.ui.fields import LineField

CHOICES: dict[str, tuple[str, ...]] = {
    Part.TITLE: ("title",),
    Part.MESSAGE: ("message",),
    Part.DEPARTMENT: ("department", "default_department"),
    Part.PRIORITY: ("priority", "default_priority"),
    Part.ATTACHMENTS: ("attachments", "max_file_mb", "max_files"),
}


class FormPartForm(GroupForm):
    """Choices of the group about the form, and ``words`` of the group of words; saved, not published."""

    stopped = SAVE

    def __init__(self, part: Part, known: Choices, data: Any = None, **more: Any) -> None:
        super().__init__(RequestForm, known.form, data, **more)
        self.part = part
        for name in [name for name in self.fields if name not in CHOICES[part]]:
            del self.fields[name]
        ours, _hint = Labels.words_of(part)
        self.fields["words"] = LineField(
            label=gettext("Your words"), help_text=gettext("Empty keeps ours, in the reader's language."),
            max_length=60, required=False, initial=getattr(known.labels, part),
        )  # fmt: skip
        self.fields["words"].widget.attrs["placeholder"] = str(ours)
        self._shown = self.stored_in(part, known)

    @property
    def row(self) -> str:
        return self.part.value

    @staticmethod
    def stored_in(part: Part, known: Choices) -> dict[str, Any]:
        kept = known.form.model_dump(include=set(CHOICES[part]))
        return {**kept, "words": getattr(known.labels, part)}

    def shown(self) -> dict[str, Any]:
        return self._shown
