"""Named reads of mails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet
from django.utils import timezone

from smartai.foundation.jobs.due import DueState

if TYPE_CHECKING:
    from smartai.foundation.mail.models import OutgoingMail  # noqa: F401  # named in the base below


class OutgoingMailQuerySet(QuerySet["OutgoingMail"]):
    def wanted(self) -> Self:
        """Those that somebody could still use, and that nobody has put away."""
        in_time = Q(useful_until=None) | Q(useful_until__gt=timezone.now())
        return self.filter(in_time, forgotten_at=None)

    def about_no_ticket(self) -> Self:
        """Codes, invitations, news of one's account."""
        return self.filter(about_ticket=None)

    def given_up(self) -> Self:
        return self.filter(state=DueState.GIVEN_UP)
