"""A provider's secret at rest: sealed with the installation's own, so that a dump opens nothing.

Loaded where one is saved or used: the library takes 15 MB.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken

from smartai.foundation.accounts.secrets import derived


def sealed(secret: str) -> str:
    return _box().encrypt(secret.encode()).decode() if secret else ""


def opened(text: str) -> str | None:
    """None when it was sealed with another secret of the installation."""
    try:
        return _box().decrypt(text.encode()).decode() if text else ""
    except InvalidToken:
        return None


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(derived("provider secret")))
