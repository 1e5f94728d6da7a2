"""What a site says of somebody in a token: cleaned, bounded, and with a remark for what was left out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from smartai.lib.addresses import normal_address
from smartai.lib.text import one_line

LONGEST_ID: Final = 200
LONGEST_NAME: Final = 200
LONGEST_ORGANISATION: Final = 120
MOST_ATTRIBUTES: Final = 20
LONGEST_ATTRIBUTE_NAME: Final = 40
LONGEST_ATTRIBUTE: Final = 200
KNOWN: Final = frozenset(
    ("aud", "sub", "email", "email_verified", "name", "org", "attrs", "iat", "exp", "nbf", "jti", "iss")
)


@dataclass(frozen=True)
class Told:
    """Who somebody is, in the words of a site. ``email`` is in its normal form, or empty."""

    subject: str
    token_id: str
    expires_at: float
    email: str = ""
    email_verified: bool = False
    name: str = ""
    organisation: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


def told(claims: Mapping[str, Any]) -> Told:
    """Of claims whose ``sub``, ``jti`` and ``exp`` were found good."""
    email = address_in(claims)
    return Told(
        subject=claims["sub"],
        token_id=claims["jti"],
        expires_at=claims["exp"],
        email=email,
        email_verified=bool(email) and claims.get("email_verified") is True,
        name=line_in(claims, "name", LONGEST_NAME),
        organisation=line_in(claims, "org", LONGEST_ORGANISATION),
        attributes=dict(attributes_in(claims)),
    )


def identifier_in(claims: Mapping[str, Any], name: str) -> str:
    """Exactly as it was sent, or empty where it is none: cleaned, two people could become one."""
    found = claims.get(name)
    fits = isinstance(found, str) and 0 < len(found) <= LONGEST_ID and found.isprintable()
    return found if isinstance(found, str) and fits and found == found.strip() else ""


def moment_in(claims: Mapping[str, Any], name: str) -> float | None:
    """Seconds since 1970; None where there are none."""
    found = claims.get(name)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    return found if abs(found) < 1e12 and math.isfinite(found) else None


def address_in(claims: Mapping[str, Any]) -> str:
    found = claims.get("email")
    try:
        return normal_address(found) if isinstance(found, str) and len(found) <= LONGEST_ID else ""
    except ValueError:
        return ""


def line_in(claims: Mapping[str, Any], name: str, longest: int) -> str:
    found = claims.get(name)
    return one_line(found)[:longest].strip() if isinstance(found, str) else ""


def attributes_in(claims: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The first twenty that are words, numbers or yes and no."""
    found = claims.get("attrs")
    fit: dict[str, str] = {}
    for name, value in found.items() if isinstance(found, dict) else ():
        label, words = one_line(name)[:LONGEST_ATTRIBUTE_NAME].strip(), _words(value)
        if label and words and len(fit) < MOST_ATTRIBUTES:
            fit.setdefault(label, words)
    yield from fit.items()


def left_out(claims: Mapping[str, Any]) -> list[str]:
    """Names of what nobody reads: unknown claims, and attributes that do not fit."""
    attributes = claims.get("attrs")
    kept = {name for name, _ in attributes_in(claims)}
    wrong = [one_line(name) for name in attributes] if isinstance(attributes, dict) else []
    return [
        *(one_line(name)[:LONGEST_ATTRIBUTE_NAME] for name in claims if name not in KNOWN),
        *(f"attrs.{name[:LONGEST_ATTRIBUTE_NAME]}" for name in wrong if name not in kept),
        *(["attrs"] if attributes is not None and not isinstance(attributes, dict) else []),
    ]


def _words(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return one_line(value)[:LONGEST_ATTRIBUTE].strip()
        case int() | float() if abs(value) < 1e15:
            return str(value)
        case _:
            return ""
