from __future__ import annotations

from typing import Any

from smartai.core.identities.models import SignInProvider

NAMES = ("name", "issuer", "client_id", "for_team", "for_customers", "domains", "creates")


def told_of(provider: SignInProvider) -> dict[str, Any]:
    """What facts say of a provider: all of it but the secret."""
    return {name: getattr(provider, name) for name in NAMES}
