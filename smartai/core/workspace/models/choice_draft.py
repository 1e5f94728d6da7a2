from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from smartai.core.workspace.models.support_panel import SupportPanel
from smartai.core.workspace.querysets import ChoiceDraftQuerySet
from smartai.foundation.accounts.models import Person


class ChoiceDraft(models.Model):
    """What an owner changed in a group of choices (a panel's, or the workspace's) and has not published.

    ``values`` are those that were changed, as the form takes them, right or wrong; never a secret.
    ``seen`` is what the page showed when each of them began, as the form hashes it: so that what somebody
    else published meanwhile is not overwritten unseen.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="choice_drafts")
    panel = models.ForeignKey(
        SupportPanel, null=True, blank=True, on_delete=models.CASCADE, related_name="drafts"
    )
    group = models.CharField(max_length=40)
    values: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    seen: models.JSONField[dict[str, str]] = models.JSONField(default=dict)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = ChoiceDraftQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "panel", "group"], name="choice_draft_of_a_panel"),
            models.UniqueConstraint(
                fields=["person", "group"], condition=Q(panel__isnull=True), name="choice_draft_of_workspace"
            ),
        ]

    def __str__(self) -> str:
        return f"draft of {self.group}"
