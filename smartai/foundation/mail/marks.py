"""Places in a mail's body where a link or a code is put in at the moment of sending.

A mark carries a signature, because bodies also quote what strangers wrote: a customer who types
``{{code:7}}`` must not be sent somebody's sign-in code.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from django.utils.crypto import constant_time_compare, salted_hmac


class NothingToFill(Exception):
    """The link was revoked, the code is used: the mail is given up, and this text says why."""


Fill = Callable[[str, str], str]
"""From a mark's kind and id to the text in its place. Raises ``NothingToFill``."""

_MARK = re.compile(r"\{\{([a-z]{1,20}):([A-Za-z0-9_-]{1,64}):([0-9a-f]{32})\}\}")


def mark(kind: str, identity: str | int) -> str:
    """A mark such as ``{{link:12:<signature>}}``, for text, HTML and addresses in HTML."""
    made = f"{{{{{kind}:{identity}:{_signature(kind, str(identity))}}}}}"
    if not _MARK.fullmatch(made):
        raise ValueError("a mark's kind is a-z, its identity letters, digits, _ and -")
    return made


def filled(text: str, fill: Fill) -> str:
    return _MARK.sub(lambda found: _value(found, fill), text)


def filled_html(html: str, fill: Fill) -> str:
    return _MARK.sub(lambda found: escape(_value(found, fill)), html)


def _value(found: re.Match[str], fill: Fill) -> str:
    kind, identity, signature = found.groups()
    if not constant_time_compare(signature, _signature(kind, identity)):
        return found.group()
    return fill(kind, identity)


def _signature(kind: str, identity: str) -> str:
    return salted_hmac("smartai.mail.mark", f"{kind}:{identity}", algorithm="sha256").hexdigest()[:32]
