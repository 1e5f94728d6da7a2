from __future__ import annotations

from django.db import models

from smartai.core.tickets.models.message import Message
from smartai.core.tickets.querysets import AttachmentQuerySet
from smartai.foundation.files.models import StoredFile


class Attachment(models.Model):
    """A file of a message; seen by whoever may see the message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="attachment")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name
