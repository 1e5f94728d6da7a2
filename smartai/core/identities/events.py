from __future__ import annotations

from dataclasses import dataclass

from smartai.foundation.events.event import ChangeEvent, Event


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
class SignInProviderSaved(ChangeEvent):
    """``what``: it was made or changed; empty in former facts. Of its secret only whether it is another."""

    kind = "identities.provider_saved"

    provider_id: int
    name: str
    what: str = ""
    secret_changed: bool = False


@dataclass(frozen=True, kw_only=True)
class SignInProviderRemoved(ChangeEvent):
    """``before`` is all of it but the secret."""

    kind = "identities.provider_removed"

    provider_id: int
    name: str
    had_secret: bool = False


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
