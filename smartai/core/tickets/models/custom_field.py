from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartai.core.departments.models import Department
from smartai.core.tickets.models.ticket import Ticket
from smartai.core.tickets.querysets import CustomFieldQuerySet
from smartai.core.workspace.models import SupportPanel
from smartai.lib.rules import Rule, read_rule


class FieldKind(models.TextChoices):
    TEXT = "text", _("Text")
    LONG_TEXT = "long_text", _("Long text")
    NUMBER = "number", _("Number")
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One choice")
    CHOICES = "choices", _("Several choices")
    DATE = "date", _("Date")
    EMAIL = "email", _("E-mail address")
    URL = "url", _("Web address")


class CustomField(models.Model):
    """One of the owner's own fields of a ticket. No departments means all of them, no panels too.

    ``shown_when`` and ``needed_when`` are kept rules (see ``rules.py``); a field that is ``required`` is so
    whenever it is shown. A removed field is asked and edited no more; its values stay readable under its
    label.
    """

    label = models.CharField(max_length=80)
    hint = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=12, choices=FieldKind, default=FieldKind.TEXT)
    options: models.JSONField[list[str]] = models.JSONField(default=list, blank=True)
    required = models.BooleanField(default=False)
    shown_when: models.JSONField[dict[str, Any]] = models.JSONField(default=dict, blank=True)
    needed_when: models.JSONField[dict[str, Any]] = models.JSONField(default=dict, blank=True)
    for_customers = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)
    departments: models.ManyToManyField[Department, models.Model] = models.ManyToManyField(
        Department, blank=True, related_name="custom_fields"
    )
    panels: models.ManyToManyField[SupportPanel, models.Model] = models.ManyToManyField(
        SupportPanel, through="FieldPanel", blank=True, related_name="custom_fields"
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = CustomFieldQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def key(self) -> str:
        """What rules and the order of the form call it."""
        return str(self.pk)

    @property
    def shown_rule(self) -> Rule:
        return read_rule(self.shown_when)

    @property
    def needed_rule(self) -> Rule:
        return read_rule(self.needed_when)


class FieldPanel(models.Model):
    """A panel that asks the field. It can't be deleted meanwhile: without this row all panels would ask."""

    field = models.ForeignKey(CustomField, on_delete=models.CASCADE, related_name="+")
    panel = models.ForeignKey(SupportPanel, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["field", "panel"], name="panel_once_a_field")]

    def __str__(self) -> str:
        return f"{self.field_id} in {self.panel_id}"


class CustomValue(models.Model):
    """What stands in a field of a ticket, as JSON of the field's kind (see ``values.py``)."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="custom_values")
    field = models.ForeignKey(CustomField, on_delete=models.PROTECT, related_name="values")
    value: models.JSONField[Any] = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "field"], name="value_once_a_field")]

    def __str__(self) -> str:
        return f"{self.field_id} of #{self.ticket_id}"
