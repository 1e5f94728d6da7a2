from __future__ import annotations

from django.contrib.auth import hashers
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Each may do all that the one before it may, and more."""

    CUSTOMER = "customer", _("Customer")
    LIGHT = "light", _("Light agent")
    AGENT = "agent", _("Agent")
    SUPERVISOR = "supervisor", _("Supervisor")
    OWNER = "owner", _("Owner")


COLLEAGUES = (Role.LIGHT, Role.AGENT, Role.SUPERVISOR, Role.OWNER)
"""Who works here."""
AGENTS = (Role.AGENT, Role.SUPERVISOR, Role.OWNER)
"""Who answers customers."""


class Person(models.Model):
    """Somebody who writes to us or works here.

    ``email`` repeats the main address so that lists need no join; the addresses that count for
    signing in are the proven rows of ``EmailAddress``. Empty ``language``, ``time_zone`` and
    ``theme`` mean "as my browser says". An empty ``password`` means that only codes let this person in.
    """

    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    role = models.CharField(max_length=10, choices=Role, default=Role.CUSTOMER)
    password = models.CharField(max_length=128, blank=True)
    language = models.CharField(max_length=10, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    theme = models.CharField(max_length=5, blank=True)
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["role", "active"], name="person_role")]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name, else the part of the address before the @, never empty for a living person."""
        return self.name or self.email.partition("@")[0] or str(_("Deleted person"))

    @property
    def initials(self) -> str:
        """At most two letters for the avatar."""
        words = [word for word in self.display_name.replace(".", " ").split() if word[0].isalnum()]
        letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[:1] for word in words]
        return "".join(letters).upper() or "?"

    @property
    def is_team(self) -> bool:
        """Works here, in whichever role."""
        return self.role in COLLEAGUES

    @property
    def is_agent(self) -> bool:
        """Answers customers: an agent, a supervisor, an owner. A light agent does not."""
        return self.role in AGENTS

    @property
    def is_supervisor(self) -> bool:
        """Sees the tickets of all departments: a supervisor or an owner."""
        return self.role in (Role.SUPERVISOR, Role.OWNER)

    @property
    def is_owner(self) -> bool:
        return self.role == Role.OWNER

    @property
    def has_password(self) -> bool:
        return bool(self.password)

    def password_fits(self, password: str) -> bool:
        """Takes the same time whether or not there is a password to compare with."""
        if not self.password:
            hashers.make_password(password)
            return False
        return hashers.check_password(password, self.password)
