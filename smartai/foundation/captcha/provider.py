from __future__ import annotations

from typing import Any, Protocol


class Provider(Protocol):
    """A way to tell people from robots. ``purpose`` names the form, so that a proof fits one form only.

    ``asks`` is False for a provider that wants nothing from the browser: no form misses a proof then.
    """

    asks: bool

    def challenge(self, purpose: str) -> dict[str, Any] | None:
        """JSON for the browser to work on; None when there is nothing to do."""
        ...

    def verify(self, payload: str, purpose: str) -> bool:
        """Whether this is a fresh proof for this purpose. A proof is used up by being verified.

        ``payload`` is whatever came in the form; never raises because of it.
        """
        ...
