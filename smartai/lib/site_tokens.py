"""Tokens by which a site says who somebody is (JSON Web Tokens, RFC 7519): looked at line by line.

What decides is the same that the token checker shows. Signatures are checked with the key's own algorithm;
that of the header must be the same and has no other use, so ``none`` and a public key used as a secret get
nowhere.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from smartai.lib.site_claims import Told, address_in, identifier_in, left_out, moment_in, told
from smartai.lib.site_keys import Algorithm, verifies

LONGEST: Final = 8 * 1024  # characters
LONGEST_LIFE: Final = 15 * 60  # seconds
TOLERANCE: Final = 2 * 60
"""Seconds by which the clock of a site may be wrong."""

_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


class Subject(StrEnum):
    """What a line is about."""

    FORM = "form"
    KEY = "key"
    SIGNATURE = "signature"
    AUDIENCE = "audience"
    TIMES = "times"
    PERSON = "person"
    ONCE = "once"
    ADDRESS = "address"
    REST = "rest"


class Finding(StrEnum):
    """What was found. Those that refuse are what the site's script is told."""

    FINE = "fine"
    TOO_LONG = "too_long"
    MALFORMED = "malformed"
    UNKNOWN_KEY = "unknown_key"
    RETIRED_KEY = "retired_key"
    LOST_KEY = "lost_key"
    WRONG_ALGORITHM = "wrong_algorithm"
    BAD_SIGNATURE = "bad_signature"
    WRONG_AUDIENCE = "wrong_audience"
    NO_EXPIRY = "no_expiry"
    EXPIRED = "expired"
    LIVES_TOO_LONG = "lives_too_long"
    BAD_TIME = "bad_time"
    ISSUED_IN_FUTURE = "issued_in_future"
    NOT_YET_VALID = "not_yet_valid"
    NO_SUBJECT = "no_subject"
    NO_TOKEN_ID = "no_token_id"
    REPLAYED = "replayed"
    NO_ADDRESS = "no_address"
    UNFIT_ADDRESS = "unfit_address"
    UNVERIFIED_ADDRESS = "unverified_address"
    LEFT_OUT = "left_out"


REMARKS: Final = frozenset(
    (Finding.NO_ADDRESS, Finding.UNFIT_ADDRESS, Finding.UNVERIFIED_ADDRESS, Finding.LEFT_OUT)
)


@dataclass(frozen=True)
class Line:
    """``shown`` is what stands in the token there, in short."""

    subject: Subject
    finding: Finding = Finding.FINE
    shown: str = ""

    @property
    def refuses(self) -> bool:
        return self.finding is not Finding.FINE and self.finding not in REMARKS

    @property
    def remarks(self) -> bool:
        return self.finding in REMARKS


@dataclass(frozen=True)
class VerifyingKey:
    """``material`` is the shared secret or the public PEM; empty where it is lost."""

    kid: str
    algorithm: Algorithm
    material: str
    retired: bool = False


@dataclass(frozen=True)
class Examined:
    """``told`` only when no line refuses; ``kid`` is that of the key that signed."""

    lines: tuple[Line, ...]
    told: Told | None = None
    kid: str = ""

    @property
    def refusal(self) -> Finding | None:
        return next((line.finding for line in self.lines if line.refuses), None)


@dataclass(frozen=True)
class _Parts:
    header: Mapping[str, Any]
    claims: Mapping[str, Any]
    signed: bytes
    signature: bytes


def examine(token: str, keys: Sequence[VerifyingKey], *, audience: str, now: float) -> Examined:
    """Every line there is to say; after a form that can't be read there is only that one."""
    if len(token) > LONGEST:
        return Examined((Line(Subject.FORM, Finding.TOO_LONG),))
    parts = _taken_apart(token)
    if parts is None:
        return Examined((Line(Subject.FORM, Finding.MALFORMED),))
    lines = (
        Line(Subject.FORM),
        *_signature(parts, keys),
        _audience(parts.claims, audience),
        _times(parts.claims, now),
        _named(parts.claims, "sub", Subject.PERSON, Finding.NO_SUBJECT),
        _named(parts.claims, "jti", Subject.ONCE, Finding.NO_TOKEN_ID),
        _address(parts.claims),
        *_rest(parts.claims),
    )
    if any(line.refuses for line in lines):
        return Examined(lines)
    return Examined(lines, told(parts.claims), str(parts.header["kid"]))


def _taken_apart(token: str) -> _Parts | None:
    """None unless it is three parts, two of them JSON objects. An extension (``crit``) is not understood."""
    pieces = token.split(".")
    try:
        header, claims, signature = map(_decoded, pieces)
        read = [json.loads(part, parse_constant=_no_number) for part in (header, claims)]
    except (ValueError, RecursionError):
        return None
    if not all(isinstance(part, dict) for part in read) or {"crit", "b64"} & read[0].keys():
        return None
    return _Parts(read[0], read[1], ".".join(pieces[:2]).encode(), signature)


def _decoded(piece: str) -> bytes:
    """Strict, unlike the library: letters that do not belong there are not passed over."""
    if not _BASE64URL.fullmatch(piece):
        raise ValueError("not base64url")
    return urlsafe_b64decode(piece + "=" * (-len(piece) % 4))


def _no_number(name: str) -> float:
    raise ValueError(name)


def _signature(parts: _Parts, keys: Sequence[VerifyingKey]) -> Iterator[Line]:
    kid, named = parts.header.get("kid"), parts.header.get("alg")
    key = next((key for key in keys if key.kid == kid), None)
    if key is None or key.retired or not key.material:
        lost = (
            Finding.UNKNOWN_KEY if key is None else Finding.RETIRED_KEY if key.retired else Finding.LOST_KEY
        )
        yield Line(Subject.KEY, lost, _short(kid))
        return
    yield Line(Subject.KEY, shown=key.kid)
    if named != key.algorithm:
        yield Line(Subject.SIGNATURE, Finding.WRONG_ALGORITHM, _short(named))
    elif not verifies(key.algorithm, key.material, parts.signed, parts.signature):
        yield Line(Subject.SIGNATURE, Finding.BAD_SIGNATURE)
    else:
        yield Line(Subject.SIGNATURE, shown=key.algorithm)


def _audience(claims: Mapping[str, Any], audience: str) -> Line:
    found = claims.get("aud")
    fits = audience in found if isinstance(found, list) else found == audience
    return Line(Subject.AUDIENCE, Finding.FINE if fits else Finding.WRONG_AUDIENCE, _short(found))


def _times(claims: Mapping[str, Any], now: float) -> Line:
    """The first that is wrong of the three times; ``shown`` are the seconds until ``exp``."""
    ends = moment_in(claims, "exp")
    if ends is None:
        return Line(Subject.TIMES, Finding.NO_EXPIRY, _short(claims.get("exp")))
    early = {name: moment_in(claims, name) for name in ("iat", "nbf") if name in claims}
    wrong = next((name for name, moment in early.items() if moment is None), "")
    if wrong:
        return Line(Subject.TIMES, Finding.BAD_TIME, wrong)
    issued, begins = early.get("iat"), early.get("nbf")
    left = str(int(ends - now))
    if now > ends + TOLERANCE:
        return Line(Subject.TIMES, Finding.EXPIRED, left)
    if issued is not None and issued > now + TOLERANCE:
        return Line(Subject.TIMES, Finding.ISSUED_IN_FUTURE, left)
    if begins is not None and begins > now + TOLERANCE:
        return Line(Subject.TIMES, Finding.NOT_YET_VALID, left)
    lives = max(ends - issued if issued is not None else 0, ends - now - TOLERANCE)
    if lives > LONGEST_LIFE:
        return Line(Subject.TIMES, Finding.LIVES_TOO_LONG, left)
    return Line(Subject.TIMES, shown=left)


def _named(claims: Mapping[str, Any], name: str, subject: Subject, missing: Finding) -> Line:
    found = identifier_in(claims, name)
    return Line(subject, Finding.FINE if found else missing, _short(claims.get(name)))


def _address(claims: Mapping[str, Any]) -> Line:
    address = address_in(claims)
    if not address:
        finding = Finding.UNFIT_ADDRESS if claims.get("email") else Finding.NO_ADDRESS
        return Line(Subject.ADDRESS, finding, _short(claims.get("email")))
    verified = claims.get("email_verified") is True
    return Line(Subject.ADDRESS, Finding.FINE if verified else Finding.UNVERIFIED_ADDRESS, address)


def _rest(claims: Mapping[str, Any]) -> Iterator[Line]:
    if names := left_out(claims):
        yield Line(Subject.REST, Finding.LEFT_OUT, ", ".join(names)[:200])


def _short(found: Any) -> str:
    """For the eyes of the owner, whose token it is."""
    words = "{…}" if isinstance(found, dict | list) else "" if found is None else str(found)
    return "".join(letter for letter in words[:80] if letter.isprintable())
