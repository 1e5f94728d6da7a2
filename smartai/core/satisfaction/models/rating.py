from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.models import Person


class Score(models.IntegerChoices):
    BAD = 1, _("Not good")
    FAIR = 2, _("All right")
    GOOD = 3, _("Good")


class Rating(models.Model):
    """What the customer thought of the help with a ticket: the newest answer counts."""

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, related_name="rating")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    score = models.PositiveSmallIntegerField(choices=Score)
    words = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.score} for #{self.ticket_id}"
