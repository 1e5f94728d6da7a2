"""Absolute addresses of our pages, always under the configured base, never under a request's host.

Written out, because a worker that only sends mails has no reason to load every page; a test compares them
with the routes.
"""

from __future__ import annotations

from django.conf import settings

from smartai.core.workspace.choices import choices, current_panel


def absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def panel() -> str:
    return absolute("/support/")


def link_page(token: str) -> str:
    """Where a secret link opens its one ticket."""
    return absolute(f"/support/link/{token}/")


def code_link_page(key: str) -> str:
    """Fills a code in, in the browser that asked for it."""
    return absolute(f"/support/sign-in/link/{key}/")


def request_page(number: int) -> str:
    """Where the customer reads the request once they are signed in."""
    return absolute(f"/support/requests/{number}/")


def profile_page() -> str:
    return absolute("/support/profile/")


def ways_page() -> str:
    """Where somebody looks at their second step, passkeys and accounts elsewhere."""
    return absolute("/support/profile/ways/")


def ticket_page(number: int) -> str:
    return absolute(f"/desk/tickets/{number}/")


def own_tickets_page() -> str:
    return absolute("/desk/views/mine/")


def desk_profile_page() -> str:
    return absolute("/desk/profile/")


def desk_sign_in_page() -> str:
    return absolute("/desk/sign-in/")


def logo() -> str:
    """As PNG, which every mail program shows; "" without a logo."""
    known, panel = choices(), current_panel()
    which = f"&panel={panel.key}" if panel else ""
    return absolute(f"/brand/logo.png?v={known.version}{which}") if known.brand.logo else ""
