"""What Microsoft Entra says of an address instead of ``email_verified``, which it does not send."""

from __future__ import annotations

from typing import Any, Final

ISSUERS: Final = (
    "https://login.microsoftonline.com/",
    "https://login.microsoftonline.us/",
    "https://login.partner.microsoftonline.cn/",
)
"""Their beginnings: of the global cloud, of the US government's, of the one in China."""
YES: Final = (True, "1", "true")
"""It is documented as a Boolean, and has come as a text too."""


def owns_domain(id_token: dict[str, Any], issuer: str) -> bool:
    """Whether the owner of the domain of this very token's address is verified (``xms_edov``).

    A claim of that name by anybody else means nothing.
    """
    return issuer.startswith(ISSUERS) and "email" in id_token and id_token.get("xms_edov") in YES
