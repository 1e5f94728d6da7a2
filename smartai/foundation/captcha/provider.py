from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

Sources = Mapping[str, Sequence[str]]
"""What a page must allow for a provider's widget, by the directive of its Content-Security-Policy."""


class Verdict(StrEnum):
    """``MISSING``: no proof came, as from a browser without JavaScript. ``WEAKER``: the built-in proof where
    the owner chose another provider. ``UNREACHABLE``: the provider did not answer, or not as documented. None
    of these is a refusal: such a form goes through stricter limits, or waits for a look at it.
    ``FAILED``: a proof came that is wrong, used, expired or for another form.
    """

    PASSED = "passed"
    MISSING = "missing"
    WEAKER = "weaker"
    UNREACHABLE = "unreachable"
    FAILED = "failed"


@dataclass(frozen=True)
class Keys:
    """What an owner got from a provider. ``threshold`` is the lowest score that passes, if there are any."""

    site_key: str = ""
    secret: str = field(default="", repr=False)
    threshold: float = 0.5


@dataclass(frozen=True)
class Sent:
    """``payload`` is whatever came in the form ``purpose``, ``host`` the name of ours it was sent to."""

    payload: str
    purpose: str
    host: str = ""


class Provider(Protocol):
    """A way to tell people from robots. ``purpose`` names the form, so that a proof fits one form only.

    ``asks`` is False for a provider that wants nothing from the browser: no form misses a proof then.
    """

    @property
    def asks(self) -> bool: ...

    @property
    def sources(self) -> Sources: ...

    def challenge(self, purpose: str) -> dict[str, Any] | None:
        """JSON for the browser to work on; None when there is nothing to do."""
        ...

    def verify(self, sent: Sent) -> Verdict:
        """Whether this is a fresh proof for this purpose. A proof is used up by being verified.

        Never raises because of what was sent, nor because of what a server answers; ends within seconds.
        """
        ...
