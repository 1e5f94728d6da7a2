from __future__ import annotations

from django.db import models
from django.utils import timezone

from smartai.foundation.accounts.models.person import Person


class Session(models.Model):
    """One browser that is signed in. The token itself lives in the browser only.

    ``scope`` is empty for our own pages, whose token is a cookie. Any other session counts where its scope
    is presented with it and nowhere else: a panel inside another site. It ends soon, unless it ``stays``.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sessions")
    token_hash = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=300, blank=True, default="")
    stays = models.BooleanField(default=False)
    user_agent = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    last_seen_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"session {self.pk} of person {self.person_id}"
