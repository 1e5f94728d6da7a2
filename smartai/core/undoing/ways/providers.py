"""Providers for signing in. Their secrets are in no fact, so what went with a secret is not undone."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from smartai.core.identities.actions import remove_provider, save_provider
from smartai.core.identities.events import SignInProviderRemoved, SignInProviderSaved
from smartai.core.identities.models import ProviderIdentity, SignInProvider
from smartai.core.identities.told import told_of
from smartai.core.undoing.errors import UndoRefused
from smartai.core.undoing.undoing import Undoing, held, one_at_a_time, still, unused
from smartai.foundation.accounts.actors import Actor

SECRET_GONE = _("Its secret is kept nowhere else, so there is no Undo.")


def undo_saved(fact: SignInProviderSaved, *, by: Actor) -> None:
    provider = held(SignInProvider.objects.all(), fact.provider_id)
    still(told_of(provider), fact.after)
    if fact.what == "changed":
        save_provider(provider, by=by, **{**told_of(provider), **fact.before})
        return
    count = ProviderIdentity.objects.filter(issuer=provider.issuer).count()
    unused((count, ngettext("%(n)d person signs in by it", "%(n)d people sign in by it", count)))
    remove_provider(provider, by=by)


def undo_removed(fact: SignInProviderRemoved, *, by: Actor) -> None:
    """Who is who there was kept."""
    one_at_a_time()
    told = fact.before
    if SignInProvider.objects.filter(issuer=told["issuer"], client_id=told["client_id"]).exists():
        raise UndoRefused(gettext("There is such a provider again."))
    save_provider(None, by=by, **told)


def _tells_saved(fact: SignInProviderSaved) -> bool:
    return bool(fact.after) and (
        fact.what == "created" or (fact.what == "changed" and not fact.secret_changed)
    )


def _tells_removed(fact: SignInProviderRemoved) -> bool:
    return bool(fact.before) and not fact.had_secret


WAYS = (
    Undoing(SignInProviderSaved, undo_saved, ("provider_id",), told=_tells_saved, instead=SECRET_GONE),
    Undoing(SignInProviderRemoved, undo_removed, ("provider_id",), told=_tells_removed, instead=SECRET_GONE),
)
