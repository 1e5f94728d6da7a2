"""What a page's content security policy lets through (CSP Level 3): scripts that stand in it, and frames.

Only what decides about a ``<script src>`` of the page's own HTML and about a frame is read. A policy that
only reports stops nothing and is no business of this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

SCRIPTS: Final = ("script-src-elem", "script-src", "default-src")
FRAMES: Final = ("frame-src", "child-src", "default-src")
"""Which directive decides: the first that is there (6.8.3, "get fetch directive fallback list")."""

NONE: Final = "'none'"
_ANEW: Final[dict[tuple[str, ...], str]] = {SCRIPTS: "script-src", FRAMES: "frame-src"}
_PORTS: Final = {"http": 80, "https": 443, "ws": 80, "wss": 443}
_HOST: Final = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<host>\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])"
    r"(?::(?P<port>\d{1,5}|\*))?(?P<path>/[^?#]*)?",
    re.IGNORECASE,
)
_NONCE: Final = re.compile(r"'nonce-([A-Za-z0-9+/_-]+={0,2})'", re.IGNORECASE)


@dataclass(frozen=True)
class Policy:
    """One policy; each that a page has must let something through by itself."""

    directives: dict[str, tuple[str, ...]]

    def deciding(self, names: Iterable[str]) -> tuple[str, tuple[str, ...]] | None:
        """The directive that decides, with its sources; None where nothing is said."""
        return next(((name, self.directives[name]) for name in names if name in self.directives), None)


def policies_in(values: Iterable[str]) -> list[Policy]:
    """Of the values of headers or of ``<meta>``: commas part policies, semicolons directives.

    Of a directive that stands twice the first one counts.
    """
    found = []
    for text in (part for value in values for part in value.split(",")):
        directives: dict[str, tuple[str, ...]] = {}
        for line in text.split(";"):
            name, *sources = line.split()[:1000] or [""]
            if name:
                directives.setdefault(name.lower(), tuple(sources))
        if directives:
            found.append(Policy(directives))
    return found


def lets_script(policy: Policy, url: str, page: str, nonce: str = "") -> bool:
    """Whether a ``<script src=url nonce=nonce>`` in the HTML of ``page`` runs."""
    decides = policy.deciding(SCRIPTS)
    if decides is None:
        return True
    sources = decides[1]
    if nonce and nonce in nonces(sources):
        return True
    return not is_strict(sources) and _matches(sources, url, page)


def lets_frame(policy: Policy, url: str, page: str) -> bool:
    """Whether ``page`` may hold a frame with ``url``."""
    decides = policy.deciding(FRAMES)
    return decides is None or _matches(decides[1], url, page)


def is_strict(sources: Iterable[str]) -> bool:
    """``'strict-dynamic'``: addresses count for nothing, a script of the page needs a nonce or a hash."""
    return any(source.lower() == "'strict-dynamic'" for source in sources)


def nonces(sources: Iterable[str]) -> list[str]:
    return [match[1] for source in sources if (match := _NONCE.fullmatch(source))]


def mended(policy: Policy, names: tuple[str, ...], origin: str) -> str:
    """The directive as it must be written for ``origin`` to be let through, with all it lets through now.

    Where another directive decides for want of this one (``default-src``), this one is written anew: so
    nothing else becomes freer.
    """
    decides = policy.deciding(names)
    kept_name = decides is not None and decides[0] in ("script-src-elem", *_ANEW.values())
    own = decides[0] if decides and kept_name else _ANEW[names]
    kept = [source for source in (decides[1] if decides else ()) if source.lower() != NONE]
    return " ".join([own, *kept, origin])


def _matches(sources: tuple[str, ...], url: str, page: str) -> bool:
    """6.7.2.6; an empty list and a lone ``'none'`` match nothing."""
    asked, own = _split(url), _split(page)
    return bool(asked and own) and any(_fits(source, asked, own) for source in sources)  # type: ignore[arg-type]  # both are there


def _fits(source: str, asked: SplitResult, own: SplitResult) -> bool:
    lowered = source.lower()
    if lowered == "*":
        return asked.scheme in _PORTS or asked.scheme == own.scheme
    if lowered == "'self'":
        return (
            _same_host(asked, own) and _scheme_fits(own.scheme, asked.scheme) and _port_fits_own(asked, own)
        )
    if re.fullmatch(r"[a-z][a-z0-9+.-]*:", lowered):
        return _scheme_fits(lowered[:-1], asked.scheme)
    match = _HOST.fullmatch(source)
    if match is None:
        return False
    scheme = (match["scheme"] or own.scheme).lower()
    return (
        _scheme_fits(scheme, asked.scheme)
        and _host_fits(match["host"].lower(), asked.hostname or "")
        and _port_fits(match["port"], asked)
        and _path_fits(match["path"] or "", asked.path)
    )


def _scheme_fits(written: str, asked: str) -> bool:
    """An encrypted one stands in for its plain twin, never the other way round (6.7.2.9)."""
    return asked == written or (written, asked) in {("http", "https"), ("ws", "wss")}


def _host_fits(written: str, asked: str) -> bool:
    """A star stands for one or more labels, never for the name itself (6.7.2.10)."""
    if written == "*":
        return True
    asked, written = asked.removesuffix("."), written.removesuffix(".").strip("[]")
    return asked.endswith(written[1:]) if written.startswith("*.") else asked == written


def _port_fits(written: str | None, asked: SplitResult) -> bool:
    port = _port(asked)
    if written is None:
        return port == _PORTS.get(asked.scheme)
    return written == "*" or int(written) == port or (int(written) == 80 and port == 443)


def _path_fits(written: str, asked: str) -> bool:
    """With a slash at its end it is a folder, else exactly that file (6.7.2.12)."""
    path, written = unquote(asked or "/"), unquote(written)
    if not written or written == "/":
        return True
    return path.startswith(written) if written.endswith("/") else path == written


def _same_host(asked: SplitResult, own: SplitResult) -> bool:
    return bool(asked.hostname) and asked.hostname == own.hostname


def _port_fits_own(asked: SplitResult, own: SplitResult) -> bool:
    """The same, or both what their scheme is usually asked at."""
    ports = (_port(asked), _port(own))
    return ports[0] == ports[1] or ports == (_PORTS.get(asked.scheme), _PORTS.get(own.scheme))


def _port(parts: SplitResult) -> int | None:
    return parts.port or _PORTS.get(parts.scheme)


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts
