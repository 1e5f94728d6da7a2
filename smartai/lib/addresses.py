"""E-mail addresses: one normal form, so that one person can't be two by capital letters."""

from __future__ import annotations

import re
import unicodedata

_LOCAL = re.compile(r"[^\s@<>(),;:\\\"\[\]\x00-\x1f\x7f]{1,64}")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


def normal_address(text: str) -> str:
    """The address in lower case, with its domain in ASCII (IDNA). Raises ``ValueError`` if it isn't one.

    Stricter than RFC 5322 where mail programs are too: no quoted local parts, no comments, no IP literals.
    """
    text = unicodedata.normalize("NFKC", text.strip())
    local, at, domain = text.rpartition("@")
    if (
        not at
        or len(text) > 254
        or not _LOCAL.fullmatch(local)
        or ".." in local
        or local[0] == "." == local[-1]
    ):
        raise ValueError("not an e-mail address")
    labels = _ascii_domain(domain).split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels) or labels[-1].isdigit():
        raise ValueError("not an e-mail address")
    address = f"{local.lower()}@{'.'.join(labels)}"
    address.encode("utf-8")  # a lone surrogate is a ValueError too
    if len(address) > 254:
        raise ValueError("not an e-mail address")
    return address


def _ascii_domain(domain: str) -> str:
    try:
        return domain.lower().encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ValueError("not an e-mail address") from error
