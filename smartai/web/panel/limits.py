"""How often somebody may write or try, from the owner's choices."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import ngettext

from smartai.core.workspace.choices import choices
from smartai.foundation.limits.allow import Allowed, allow
from smartai.foundation.limits.network import network_of
from smartai.web.ui.visitors import VisitorRequest

HOUR = timedelta(hours=1)
STRICTER = 4  # a browser without a proof of work gets a quarter


def may_write(request: VisitorRequest, *, unproven: bool = False) -> Allowed:
    """One more new request of this person, or of this network. ``unproven``: no proof of work came."""
    limit = choices().protection.requests_per_hour
    if unproven and limit:
        strict = allow("requests-unproven", _network(request), max(1, limit // STRICTER), HOUR)
        if not strict.ok:
            return strict
    person = request.visitor.person
    return allow("requests", f"person:{person.pk}" if person else _network(request), limit, HOUR)


def may_get_code(request: VisitorRequest, address: str) -> Allowed:
    """One more code to the address, whoever it belongs to; a network gets ten times as many."""
    limit = choices().protection.codes_per_hour
    of_network = allow("codes-network", _network(request), limit * 10, HOUR)
    return allow("codes", address, limit, HOUR) if of_network.ok else of_network


def may_try_password(request: VisitorRequest, address: str) -> Allowed:
    limit = choices().protection.sign_ins_per_hour
    of_network = allow("passwords-network", _network(request), limit, HOUR)
    return allow("passwords", address, limit, HOUR) if of_network.ok else of_network


def when_again(allowed: Allowed) -> str:
    """The sentence for somebody who was too quick."""
    if allowed.retry_after_seconds < 90:
        words = ngettext(
            "That was quick. Please try again in %(n)d second.",
            "That was quick. Please try again in %(n)d seconds.",
            allowed.retry_after_seconds,
        )
        return words % {"n": allowed.retry_after_seconds}
    minutes = -(-allowed.retry_after_seconds // 60)
    words = ngettext(
        "That were many at once. Please try again in %(n)d minute.",
        "That were many at once. Please try again in %(n)d minutes.",
        minutes,
    )
    return words % {"n": minutes}


def _network(request: VisitorRequest) -> str:
    return network_of(request.META["REMOTE_ADDR"])
