from __future__ import annotations


class AddressAlreadyProven(Exception):
    """The address belongs to somebody else, who proved it."""


class CodeRefused(Exception):
    """The code is wrong, used, expired, tried too often, or was asked for by another browser."""


class LastAddress(Exception):
    """The only proven address can't be removed: nobody could sign in any more."""


class PasswordTooWeak(Exception):
    """``reasons`` are sentences for the person who chose it."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class PasskeyRefused(Exception):
    """What the browser sent is no good answer of an authenticator; the words are for the log."""


class TooManyPasskeys(Exception):
    """Somebody has as many as anybody may have."""
