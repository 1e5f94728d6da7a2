from __future__ import annotations

from django.db import models
from django.utils import timezone

from smartai.core.departments.querysets import DepartmentQuerySet
from smartai.foundation.accounts.models import Person


class Department(models.Model):
    """A part of the team that reads its own tickets. Archived ones take no new tickets."""

    name = models.CharField(max_length=80, unique=True)
    position = models.PositiveIntegerField(default=0)
    offered = models.BooleanField(default=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    members = models.ManyToManyField(Person, through="departments.Membership", related_name="departments")

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["department", "person"], name="member_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.department_id}"
