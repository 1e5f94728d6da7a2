from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartai.core.departments.models import Department
from smartai.core.tickets.models.priority import Priority
from smartai.core.tickets.models.status import (
    CUSTOMER_WORDS,
    ENDED_CATEGORIES,
    Category,
    Status,
)
from smartai.core.tickets.models.tag import Tag
from smartai.core.tickets.querysets import TicketQuerySet
from smartai.foundation.accounts.models import Person

FIRST_NUMBER = 1001


class Channel(models.TextChoices):
    WEB = "web", _("Web")
    EMAIL = "email", _("E-mail")
    DESK = "desk", _("Desk")


class Review(models.TextChoices):
    """Whether somebody has to look at a request before its requester hears anything."""

    WAITING = "waiting", _("Waits")
    REFUSED = "refused", _("Refused")


class Ticket(models.Model):
    """A lasting conversation with a number, a state and an owner.

    The number is the primary key and begins at 1001. ``category`` repeats the status's, ``public_*`` repeat
    the newest message that the customer may see, so that a list is one statement on one index:
    ``public_by_team`` says whose turn it is, ``unread`` whether the requester has not seen it.
    ``review`` is set only where nobody could tell whether a robot wrote it: its requester gets no mails then.
    ``seen_at`` is how far the requester has read. ``waiting_since`` is when the customer began to wait for
    us, null while it is not our turn. ``panel`` is where it was written; null on our own pages.
    """

    title = models.CharField(max_length=200)
    status = models.ForeignKey(Status, on_delete=models.PROTECT, related_name="+", db_index=False)
    category = models.CharField(max_length=10, choices=Category, default=Category.NEW)
    priority = models.ForeignKey(Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="tickets", db_index=False
    )
    assignee = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assigned_tickets",
        db_index=False,
    )
    requester = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="requested_tickets",
        db_index=False,
    )
    panel = models.ForeignKey(
        "workspace.SupportPanel",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
    )
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WEB)
    language = models.CharField(max_length=10, blank=True)
    tags: models.ManyToManyField[Tag, models.Model] = models.ManyToManyField(
        Tag, blank=True, related_name="tickets"
    )
    follows = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="followers",
    )
    form_key = models.CharField(max_length=64, null=True, blank=True, unique=True)
    proven = models.BooleanField(default=True)
    review = models.CharField(max_length=8, choices=Review, null=True, blank=True)  # noqa: DJ001  # with a default, SQLite would write the table anew and forget where numbers begin
    ended = models.BooleanField(default=False)
    unread = models.BooleanField(default=False)
    seen_at = models.DateTimeField(null=True, blank=True)
    public_at = models.DateTimeField(default=timezone.now)
    public_by_team = models.BooleanField(default=False)
    public_by_name = models.CharField(max_length=200, blank=True)
    public_text = models.CharField(max_length=160, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    links_valid_after = models.DateTimeField(null=True, blank=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        # The last three columns let the desk count what an agent sees from the index alone.
        indexes = [
            models.Index(
                fields=["requester", "ended", "-unread", "-public_at", "-id"],
                name="ticket_own_list",
            ),
            models.Index(
                fields=["department", "ended", "-public_at", "-id"],
                name="ticket_department",
            ),
            models.Index(
                fields=["assignee", "ended", "-public_at", "-id"],
                name="ticket_assignee",
            ),
            models.Index(
                fields=["waiting_since", "id", "department", "assignee", "requester"],
                name="ticket_waiting",
                condition=models.Q(waiting_since__isnull=False),
            ),
            models.Index(
                fields=["review", "public_at", "id"],
                name="ticket_to_review",
                condition=models.Q(review="waiting"),
            ),
            models.Index(
                fields=["ended", "-public_at", "-id", "department", "assignee", "requester"],
                name="ticket_newest",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.title}"

    @property
    def number(self) -> int:
        return self.pk

    @property
    def is_ended(self) -> bool:
        return self.category in ENDED_CATEGORIES

    @property
    def customer_status(self) -> str:
        """The state in the customer's words; the team's own names never leak."""
        return str(CUSTOMER_WORDS[Category(self.category)])
