from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from smartai.core.people.models.organisation import Organisation
from smartai.foundation.accounts.models import Person


class Notify(models.TextChoices):
    EACH = "each", _("Each answer")
    SOLVED = "solved", _("Only when it is solved")
    NEVER = "never", _("No e-mails")


class Profile(models.Model):
    """What we know of a person beyond signing in. Missing means all defaults.

    ``answers`` holds the answers to the owner's own registration fields, by the field's id.
    ``mail_new`` and ``mail_replies`` are an agent's switches; ``notify`` is a customer's.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="profile")
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="profiles",
    )
    phone = models.CharField(max_length=40, blank=True)
    company = models.CharField(max_length=120, blank=True)
    answers: models.JSONField[dict[str, Any]] = models.JSONField(default=dict, blank=True)
    notify = models.CharField(max_length=10, choices=Notify, default=Notify.EACH)
    mail_new = models.BooleanField(default=True)
    mail_replies = models.BooleanField(default=True)
    shortcuts = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"profile of {self.person_id}"
