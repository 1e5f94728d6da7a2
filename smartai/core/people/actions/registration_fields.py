from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from smartai.core.people.events import RegistrationFieldsChanged
from smartai.core.people.models import RegistrationField
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor
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
    record(RegistrationFieldsChanged(field_id=field.pk, what="created"), by=by)
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
    field.label, field.hint, field.required, field.position = (
        one_line(label),
        one_line(hint),
        required,
        position,
    )
    field.save(update_fields=["label", "hint", "required", "position"])
    record(RegistrationFieldsChanged(field_id=field.pk, what="changed"), by=by)


@transaction.atomic
def remove_registration_field(field: RegistrationField, *, by: Actor) -> None:
    """Is asked no more; answers given earlier stay readable."""
    require(is_owner(by))
    field.removed_at = timezone.now()
    field.save(update_fields=["removed_at"])
    record(RegistrationFieldsChanged(field_id=field.pk, what="removed"), by=by)
