from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from smartai.core.people.errors import AddressTaken
from smartai.core.people.events import AddressProven, AddressRemoved, PersonChanged
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actions import check_code
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.errors import CodeRefused, LastAddress
from smartai.foundation.accounts.models import CodePurpose, EmailAddress, Person
from smartai.foundation.events.record import record


def add_address(person: Person, challenge: str, digits: str, *, by: Actor) -> EmailAddress:
    """Adds the address that the code was sent to. Raises ``CodeRefused`` or ``AddressTaken``."""
    require(by == person)
    code = check_code(challenge, digits, CodePurpose.ADD_ADDRESS)
    if code.for_person_id != person.pk:
        raise CodeRefused
    try:
        with transaction.atomic():
            address, _ = EmailAddress.objects.update_or_create(
                person=person,
                address=code.address,
                defaults={"proven_at": timezone.now()},
            )
            _leave_unproven(person, address)
            record(AddressProven(person_id=person.pk), by=by)
    except IntegrityError as error:
        raise AddressTaken from error
    return address


def _leave_unproven(person: Person, proven: EmailAddress) -> None:
    """Somebody whom a site named may have had an address without proof: mails go to the proven one now."""
    if not person.addresses.filter(address=person.email, proven_at__isnull=False).exists():
        person.email = proven.address
        person.save(update_fields=["email"])


@transaction.atomic
def make_main_address(address: EmailAddress, *, by: Actor) -> None:
    """E-mails go there from now on. Refused when the address was removed meanwhile."""
    person = Person.objects.select_for_update().get(pk=address.person_id)
    require(by == person and person.addresses.filter(pk=address.pk, proven_at__isnull=False).exists())
    person.email = address.address
    person.save(update_fields=["email"])
    record(PersonChanged(person_id=person.pk, names=["email"]), by=by)


@transaction.atomic
def remove_address(address: EmailAddress, *, by: Actor) -> None:
    """Raises ``LastAddress`` for the only proven one; the main address passes to another."""
    person = Person.objects.select_for_update().get(pk=address.person_id)
    require(by == person)
    others = person.addresses.exclude(pk=address.pk).filter(proven_at__isnull=False)
    heir = others.order_by("pk").first()
    if heir is None:
        raise LastAddress
    address.delete()
    if person.email == address.address:
        person.email = heir.address
        person.save(update_fields=["email"])
    record(AddressRemoved(person_id=person.pk), by=by)
