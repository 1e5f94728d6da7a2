from __future__ import annotations

from enum import StrEnum


class TwoLiveKeys(Exception):
    """A panel has two keys at most: the one in use and the one that takes over."""


class IdentityRefused(Exception):
    """The site's word lets nobody in. ``code`` is what its script is told."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ProviderRefusal(StrEnum):
    """Why somebody does not come in although the provider knows them."""

    UNVERIFIED = "unverified"
    DOMAIN = "domain"
    UNKNOWN = "unknown"
    ANOTHER = "another"
    CLOSED = "closed"


class ProviderRefused(Exception):
    def __init__(self, why: ProviderRefusal) -> None:
        super().__init__(why)
        self.why = why
