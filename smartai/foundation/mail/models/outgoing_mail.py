from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from smartai.foundation.jobs.due import Due
from smartai.foundation.mail.querysets import OutgoingMailQuerySet


class OutgoingMail(Due):
    """A mail that is owed to one address, and how far it is.

    ``key`` says what it is for, so that owing it twice makes one row. ``message_id`` is fixed here: each
    further try sends the same one, and a reader's mail program shows one mail. Bodies hold marks in place
    of links and codes (see ``marks``); the filled mail is never stored. ``captured`` means that no mail
    server is set and the mail is shown on the outbox page instead. After ``useful_until`` nobody can do
    anything with it; ``forgotten_at`` says that somebody put it away, undelivered.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    message_id = models.CharField(max_length=320, unique=True)
    to_address = models.CharField(max_length=254, db_index=True)
    to_name = models.CharField(max_length=200, blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=400)
    text = models.TextField()
    html = models.TextField(blank=True)
    in_reply_to = models.CharField(max_length=1000, blank=True)
    references = models.TextField(blank=True)
    headers: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    about_ticket = models.BigIntegerField(null=True, blank=True)
    about_message = models.BigIntegerField(null=True, blank=True, db_index=True)
    captured = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    useful_until = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta(Due.Meta):
        indexes: ClassVar[list[models.Index]] = [
            *Due.Meta.indexes,
            # Without those that are about none: SQLite would take all of these for a few.
            models.Index(
                fields=["about_ticket"],
                condition=models.Q(about_ticket__isnull=False),
                name="mail_about_ticket",
            ),
            # The few that are sent before the many.
            models.Index(
                fields=["next_attempt_at", "id"],
                condition=models.Q(state="waiting", about_ticket__isnull=True),
                name="mail_about_no_ticket_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to_address}"
