from __future__ import annotations

from django.db import models
from django.utils import timezone

from smartai.core.departments.models import Department
from smartai.core.saved_replies.querysets import SavedReplyQuerySet
from smartai.foundation.accounts.models import Person


class SavedReply(models.Model):
    """Words that the team sends often. ``text`` may hold the placeholders of ``filling.py``.

    With a ``person`` it is that person's own; else it is for everybody of the ``department``, or of the team.
    """

    name = models.CharField(max_length=80)
    text = models.TextField()
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="saved_replies"
    )
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="saved_replies"
    )
    changed_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = SavedReplyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
