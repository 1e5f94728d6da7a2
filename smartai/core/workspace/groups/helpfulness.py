from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from smartai.core.workspace.groups.group import Group, fact


class Helpfulness(Group):
    """Whether help helps: what readers are asked, and how long unanswered questions are kept."""

    about = _("Whether help helps: what readers are asked, and how long unanswered questions are kept.")

    ask_readers: bool = fact(
        True,
        _("Ask readers"),
        _("Below each help article stands “Did this answer your question?”."),
    )
    question_days: int = fact(
        180,
        _("Days that questions are kept"),
        _("What was asked and not found is deleted when nobody asked it for these days."),
        ge=7,
        le=1_095,
    )
