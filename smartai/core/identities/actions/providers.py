"""The owner's providers of OpenID Connect."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from smartai.core.identities.events import SignInProviderRemoved, SignInProviderSaved
from smartai.core.identities.models import SignInProvider
from smartai.core.identities.told import told_of
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.event import differing
from smartai.foundation.events.record import record
from smartai.lib.text import one_line

TEXTS = ("name", "issuer", "client_id")
SWITCHES = ("for_team", "for_customers", "creates")


@transaction.atomic
def save_provider(
    provider: SignInProvider | None, *, by: Actor, secret: str | None = None, **values: Any
) -> SignInProvider:
    """A new provider, or other values of one. ``secret`` None keeps what is sealed, "" takes it away."""
    # Here and not above: the library is needed when an owner saves, and when somebody comes back.
    from smartai.foundation.openid.sealing import sealed

    require(is_owner(by))
    found = told_of(SignInProvider.objects.select_for_update().get(pk=provider.pk)) if provider else {}
    saved = provider or SignInProvider()
    for name in TEXTS:
        setattr(saved, name, one_line(values[name]))
    for name in SWITCHES:
        setattr(saved, name, bool(values[name]))
    saved.domains = sorted({str(domain) for domain in values["domains"]})
    if secret is not None:
        saved.sealed_secret = sealed(secret)
    saved.save()
    before, after = differing(found, told_of(saved))
    if after or secret is not None:
        fact = SignInProviderSaved(
            provider_id=saved.pk, name=saved.name, what="changed" if provider else "created",
            secret_changed=secret is not None, before=before, after=after,
        )  # fmt: skip
        record(fact, by=by)
    return saved


@transaction.atomic
def remove_provider(provider: SignInProvider, *, by: Actor) -> None:
    """Nobody comes in by it any more. Who is who there is kept, for when it comes back."""
    require(is_owner(by))
    fact = SignInProviderRemoved(
        provider_id=provider.pk, name=provider.name, had_secret=bool(provider.sealed_secret),
        before=told_of(provider),
    )  # fmt: skip
    record(fact, by=by)
    provider.delete()
