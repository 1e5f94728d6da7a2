from __future__ import annotations

from django.db import models
from django.utils import timezone

from smartai.core.tickets.models.ticket import Channel, Ticket
from smartai.core.tickets.querysets import MessageQuerySet
from smartai.foundation.accounts.models import Person


class MessageKind(models.TextChoices):
    CUSTOMER = "customer"
    AGENT = "agent"
    NOTE = "note"


PUBLIC_KINDS = (MessageKind.CUSTOMER, MessageKind.AGENT)


class Message(models.Model):
    """A letter in a ticket, or a note that only the team sees. Never changed after it was sent.

    ``html`` was sanitised when it was written; ``text`` is what was typed. ``form_key`` makes a form that
    is sent twice one message.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="messages", db_index=False)
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="messages")
    author_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=MessageKind)
    text = models.TextField()
    html = models.TextField()
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WEB)
    form_key = models.CharField(max_length=64, null=True, blank=True, unique=True)
    has_attachments = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["ticket", "id"], name="message_ticket")]

    def __str__(self) -> str:
        return f"message {self.pk} of #{self.ticket_id}"

    @property
    def is_note(self) -> bool:
        return self.kind == MessageKind.NOTE

    @property
    def by_team(self) -> bool:
        return self.kind != MessageKind.CUSTOMER
