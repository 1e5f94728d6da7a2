"""Which ways to sign in a page offers: the owner's choice, less what does not work where it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from smartai.core.identities.models import SignInProvider
from smartai.core.identities.reads import providers_for_customers, providers_for_team
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.passkeys import can_have_passkeys
from smartai.web.ui.carried import carried_by
from smartai.web.ui.visitors import VisitorRequest


@dataclass(frozen=True)
class Ways:
    """``elsewhere``: nothing of it works inside another site, so the page leads to our own."""

    codes: bool
    passwords: bool
    passkeys: bool
    providers: tuple[SignInProvider, ...] = ()
    elsewhere: bool = False


def ways_of(request: VisitorRequest, *, at_desk: bool = False) -> Ways:
    """One statement where providers may be offered.

    Inside another site there are neither passkeys, which belong to our address, nor providers, which would
    lead the frame away and come back to a browser without our cookies.
    """
    inside = carried_by(request) is not None
    passkeys = can_have_passkeys() and not inside
    if at_desk:
        return Ways(codes=True, passwords=True, passkeys=passkeys, providers=tuple(providers_for_team()))
    chosen = choices().sign_in
    providers = _providers()
    codes = codes_are_sent(providers)
    return Ways(
        codes=codes,
        passwords=chosen.passwords,
        passkeys=passkeys and chosen.passkeys,
        providers=() if inside else providers,
        elsewhere=inside and not (codes or chosen.passwords),
    )


def codes_are_sent(providers: Sequence[SignInProvider] | None = None) -> bool:
    """Also against the owner's choice where nothing else is left: a list of providers may be empty."""
    chosen = choices().sign_in
    if chosen.codes or chosen.passwords:
        return chosen.codes
    return not (_providers() if providers is None else providers)


def _providers() -> tuple[SignInProvider, ...]:
    return tuple(providers_for_customers()) if choices().sign_in.providers else ()
