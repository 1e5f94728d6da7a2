"""Reads of keys and identities, and looking at a token with a panel's keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from smartai.core.identities.models import (
    IdentityKey,
    ProviderIdentity,
    SignInProvider,
    SiteIdentity,
    SpentToken,
)
from smartai.core.identities.models.spent_token import digest_of
from smartai.foundation.accounts.models import Person
from smartai.lib.site_keys import Algorithm
from smartai.lib.site_tokens import Examined, Finding, Line, Subject, VerifyingKey, examine


def keys_of(panel_id: int) -> list[IdentityKey]:
    """Live ones first, the newest of them first."""
    return sorted(IdentityKey.objects.filter(panel=panel_id), key=lambda key: (bool(key.retired_at), -key.pk))


def examined(token: str, panel_id: int, audience: str) -> Examined:
    """What there is to say of a token; it is not spent by that. One statement."""
    keys = [
        VerifyingKey(
            key.kid, Algorithm(key.algorithm), "" if key.retired_at else key.material, bool(key.retired_at)
        )
        for key in IdentityKey.objects.filter(panel=panel_id)
    ]
    return examine(token, keys, audience=audience, now=timezone.now().timestamp())


def with_replay(found: Examined, panel_id: int) -> Examined:
    """With whether a good token was used before. Only for looking: what decides spends it."""
    if found.told is None:
        return found
    digest = digest_of(panel_id, found.told.token_id)
    if not SpentToken.objects.filter(digest=digest).exists():
        return found
    spent = Line(Subject.ONCE, Finding.REPLAYED, found.told.token_id)
    return Examined(tuple(spent if line.subject is Subject.ONCE else line for line in found.lines))


def is_named(person: Person | None, panel_id: int) -> bool:
    """Whether the site of the panel said who this is."""
    return person is not None and SiteIdentity.objects.filter(panel=panel_id, person=person).exists()


def named_among(people: Iterable[int], panel_id: int) -> set[int]:
    """Those of them whom the site of the panel named. One statement."""
    named = SiteIdentity.objects.filter(panel=panel_id, person__in=people)
    return set(named.values_list("person", flat=True))


def said_of(person: Person) -> list[dict[str, Any]]:
    """For the person's own copy of all data."""
    found = SiteIdentity.objects.filter(person=person).select_related("panel").order_by("pk")
    return [
        {
            "panel": identity.panel.name,
            "known_there_as": identity.subject,
            "name": identity.told_name,
            "organisation": identity.told_organisation,
            "address": identity.told_address,
            "attributes": identity.attributes,
            "since": identity.created_at.isoformat(),
        }
        for identity in found
    ]


def providers_for_customers() -> list[SignInProvider]:
    return list(SignInProvider.objects.filter(for_customers=True))


def providers_for_team() -> list[SignInProvider]:
    return list(SignInProvider.objects.filter(for_team=True))


def accounts_of(person: Person) -> list[tuple[ProviderIdentity, str]]:
    """Accounts elsewhere that sign the person in, with the provider's name; its issuer once it is gone."""
    names = {provider.issuer: provider.name for provider in SignInProvider.objects.all()}
    found = ProviderIdentity.objects.filter(person=person)
    return [(identity, names.get(identity.issuer, identity.issuer)) for identity in found]
