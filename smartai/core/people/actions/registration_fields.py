from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from smartai.core.people.events import RegistrationFieldsChanged
from smartai.core.people.models import RegistrationField
from smartai.core.people.told import told_of
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.event import differing
from smartai.foundation.events.record import record
from smartai.lib.text import one_line


@transaction.atomic
def create_registration_field(
    label: str, *, by: Actor, hint: str = "", required: bool = False
) -> RegistrationField:
    """One more question at registration."""
    require(is_owner(by))
    field = RegistrationField.objects.create(
        label=one_line(label),
        hint=one_line(hint),
        required=required,
        position=RegistrationField.objects.count(),
    )
    _changed(field, "created", by, after=told_of(field))
    return field


@transaction.atomic
def change_registration_field(
    field: RegistrationField,
    *,
    by: Actor,
    label: str,
    hint: str,
    required: bool,
    position: int,
) -> None:
    require(is_owner(by))
    found = told_of(RegistrationField.objects.select_for_update().get(pk=field.pk))
    field.label, field.hint, field.required, field.position = (
        one_line(label),
        one_line(hint),
        required,
        position,
    )
    field.save(update_fields=["label", "hint", "required", "position"])
    before, after = differing(found, told_of(field))
    if after:
        _changed(field, "changed", by, before=before, after=after)


@transaction.atomic
def remove_registration_field(field: RegistrationField, *, by: Actor) -> None:
    """Is asked no more; answers given earlier stay readable."""
    require(is_owner(by))
    field.removed_at = timezone.now()
    field.save(update_fields=["removed_at"])
    _changed(field, "removed", by)


@transaction.atomic
def bring_back_registration_field(field: RegistrationField, *, by: Actor) -> None:
    """Is asked again, where it was."""
    require(is_owner(by))
    field.removed_at = None
    field.save(update_fields=["removed_at"])
    _changed(field, "brought back", by)


def _changed(field: RegistrationField, what: str, by: Actor, **values: dict[str, Any]) -> None:
    record(RegistrationFieldsChanged(field_id=field.pk, what=what, name=field.label, **values), by=by)
