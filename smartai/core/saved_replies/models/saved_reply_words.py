from __future__ import annotations

from django.db import models

from smartai.core.saved_replies.models.saved_reply import SavedReply
from smartai.foundation.search.models import Document


class SavedReplyWords(Document):
    """The words of a saved reply, as the search reads them."""

    reply = models.OneToOneField(SavedReply, primary_key=True, on_delete=models.CASCADE, related_name="words")

    def __str__(self) -> str:
        return f"words of {self.reply_id}"
