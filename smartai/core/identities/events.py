from __future__ import annotations

from dataclasses import dataclass

from smartai.foundation.events.event import Event


@dataclass(frozen=True, kw_only=True)
class IdentityKeyCreated(Event):
    """``name`` is its public id."""

    kind = "identities.key_created"

    panel_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class IdentityKeyRetired(Event):
    kind = "identities.key_retired"

    panel_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class SiteIdentityLinked(Event):
    """A site said who somebody is, for the first time or of another account than before."""

    kind = "identities.linked"

    panel_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class SignInProviderSaved(Event):
    kind = "identities.provider_saved"

    provider_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class SignInProviderRemoved(Event):
    kind = "identities.provider_removed"

    provider_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ProviderIdentityLinked(Event):
    """From now on an account of the provider (``name``) signs the person in."""

    kind = "identities.provider_linked"

    person_id: int
    name: str
    new_person: bool


@dataclass(frozen=True, kw_only=True)
class ProviderIdentityRemoved(Event):
    kind = "identities.provider_link_removed"

    person_id: int
