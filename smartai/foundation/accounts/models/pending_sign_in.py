from __future__ import annotations

from django.db import models
from django.utils import timezone

from smartai.foundation.accounts.models.person import Person


class PendingSignIn(models.Model):
    """Somebody whose first proof was right and whose second step is missing. The browser has the token.

    ``place`` is a path of ours to go on to. ``password_hash`` is a new password that counts once they are in.
    ``scope`` is that of the session to come, and whether it ``stays`` was said with the first proof.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="pending_sign_ins")
    token_hash = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=300, blank=True, default="")
    stays = models.BooleanField(default=False)
    place = models.CharField(max_length=500, blank=True)
    password_hash = models.CharField(max_length=128, blank=True)
    expires_at = models.DateTimeField(db_index=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"pending sign-in {self.pk} of person {self.person_id}"
