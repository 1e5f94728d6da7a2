"""The order in which the form for a new request asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max

from smartai.core.tickets.catalogue import catalogue, forget_catalogue
from smartai.core.tickets.events import FormOrdered
from smartai.core.tickets.models import CustomField, FormPart, Part
from smartai.core.workspace.models import Workspace
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record
from smartai.lib.ordering import in_new_order


@dataclass(frozen=True)
class _Placed:
    pk: str
    position: int


def hold_form() -> None:
    """Until the transaction ends nobody else changes what the form asks. Before any row of it is held:
    two who each held a field and then wanted all others would wait for each other.
    """
    Workspace.objects.get_or_create(pk=1)
    Workspace.objects.select_for_update().get(pk=1)


@transaction.atomic
def order_form(keys: Sequence[str], *, by: Actor) -> None:
    """The parts and fields with these keys (see ``Catalogue.form_order``) stand so; the others stay.

    A key that there is not counts for nothing. Nothing is recorded when all stand so already.
    """
    require(is_owner(by))
    hold_form()
    forget_catalogue()
    now = catalogue().form_order()
    after = in_new_order([_Placed(key, place) for place, key in enumerate(now)], keys)
    if not after:
        return
    places = {key: place for place, key in enumerate(now)} | {row.pk: place for row, place in after}
    for part in Part:
        FormPart.objects.update_or_create(name=part, defaults={"position": places.pop(part.value)})
    for key, place in places.items():
        CustomField.objects.filter(pk=int(key)).exclude(position=place).update(position=place)
    transaction.on_commit(forget_catalogue)
    forget_catalogue()
    record(FormOrdered(before=list(now), after=list(catalogue().form_order())), by=by)


def make_room() -> int:
    """The position of a new field: after the last one, before what stands behind that. In a transaction."""
    last: int | None = CustomField.objects.kept().aggregate(last=Max("position"))["last"]
    if last is None:
        files = FormPart.objects.filter(name=Part.ATTACHMENTS).first()
        last = files.position - 1 if files else -1
    FormPart.objects.filter(position__gt=last).update(position=F("position") + 1)
    CustomField.objects.filter(position__gt=last).update(position=F("position") + 1)
    return last + 1
