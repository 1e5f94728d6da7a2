from __future__ import annotations

from dataclasses import dataclass

from smartai.foundation.events.event import ChangeEvent, Event


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Event):
    kind = "people.registered"

    person_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class PersonChanged(Event):
    """``names`` are the fields; their values are personal data and stay out of the event."""

    kind = "people.changed"

    person_id: int
    names: list[str]


@dataclass(frozen=True, kw_only=True)
class AddressProven(Event):
    kind = "people.address_proven"

    person_id: int


@dataclass(frozen=True, kw_only=True)
class AddressRemoved(Event):
    kind = "people.address_removed"

    person_id: int


@dataclass(frozen=True, kw_only=True)
class CodeRequested(Event):
    """Somebody asked for a code. ``deliver`` is false where the address must not get one."""

    kind = "people.code_requested"

    code_id: int
    purpose: str
    language: str
    deliver: bool


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    kind = "people.password_changed"

    person_id: int


@dataclass(frozen=True, kw_only=True)
class SecondStepStarted(Event):
    kind = "people.second_step_started"

    person_id: int


@dataclass(frozen=True, kw_only=True)
class SecondStepRemoved(Event):
    """``by_other``: an owner, or whoever runs the server, took it away."""

    kind = "people.second_step_removed"

    person_id: int
    by_other: bool


@dataclass(frozen=True, kw_only=True)
class RecoveryCodesRenewed(Event):
    kind = "people.recovery_codes_renewed"

    person_id: int


@dataclass(frozen=True, kw_only=True)
class RecoveryCodeUsed(Event):
    kind = "people.recovery_code_used"

    person_id: int


@dataclass(frozen=True, kw_only=True)
class PasskeyAdded(Event):
    kind = "people.passkey_added"

    person_id: int


@dataclass(frozen=True, kw_only=True)
class PasskeyRenamed(Event):
    kind = "people.passkey_renamed"

    person_id: int


@dataclass(frozen=True, kw_only=True)
class PasskeyRemoved(Event):
    kind = "people.passkey_removed"

    person_id: int


@dataclass(frozen=True, kw_only=True)
class ColleagueInvited(Event):
    kind = "people.colleague_invited"

    person_id: int


@dataclass(frozen=True, kw_only=True)
class RoleChanged(Event):
    """``before`` and ``role`` are stored names of ``Role``; it was written by whoever may decide it."""

    kind = "people.role_changed"

    person_id: int
    name: str
    before: str
    role: str


@dataclass(frozen=True, kw_only=True)
class PersonDeactivated(Event):
    kind = "people.deactivated"

    person_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class PersonReactivated(Event):
    kind = "people.reactivated"

    person_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class PersonErased(Event):
    kind = "people.erased"

    person_id: int


@dataclass(frozen=True, kw_only=True)
class RegistrationFieldsChanged(ChangeEvent):
    """``what`` says in a word or two: it was created, changed, removed or brought back."""

    kind = "people.registration_fields_changed"

    field_id: int
    what: str
    name: str = ""
