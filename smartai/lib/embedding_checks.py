"""Whether a page embeds a panel rightly and lets it in, as a browser would judge its HTML and headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urljoin, urlsplit

from smartai.lib.content_policy import (
    FRAMES,
    SCRIPTS,
    Policy,
    is_strict,
    lets_frame,
    lets_script,
    mended,
    nonces,
    policies_in,
)
from smartai.lib.origins import origin_of
from smartai.lib.snippets import Embedding, Snippet, embedding_in

LONGEST: Final = 2_000  # characters of what is shown


class Found(StrEnum):
    """What there is to say of a page."""

    LINE = "line"
    NO_LINE = "no-line"
    WRONG_KEY = "wrong-key"
    WRONG_PLACE = "wrong-place"
    NO_SCRIPT = "no-script"
    NO_POLICY = "no-policy"
    SCRIPT_LET = "script-let"
    SCRIPT_BLOCKED = "script-blocked"
    NONCE_NEEDED = "nonce-needed"
    STRICT = "strict"
    FRAME_LET = "frame-let"
    FRAME_BLOCKED = "frame-blocked"
    MIXED = "mixed"
    ISOLATED = "isolated"


GOOD: Final = frozenset({Found.LINE, Found.NO_POLICY, Found.SCRIPT_LET, Found.FRAME_LET})
STOPS_FRAME: Final = frozenset({Found.FRAME_BLOCKED, Found.ISOLATED})
"""The others that are not good stop the script, and with it everything."""


@dataclass(frozen=True)
class Finding:
    """``shown`` is for copying or comparing: a directive, a key, an address."""

    found: Found
    shown: str = ""


@dataclass(frozen=True)
class Asked:
    """The page as it came, and what should be in it: ``base`` is our address, ``key`` the panel's."""

    page: str
    text: str
    policies: Sequence[str]
    embedder_policy: str
    base: str
    key: str


def examined(asked: Asked) -> list[Finding]:
    """Line by line, what is right too; in the order in which a browser would come upon it."""
    embedding = embedding_in(asked.text)
    policies = policies_in([*asked.policies, *embedding.policies])
    line, said = _line(embedding, asked)
    return [*said, *_passage(asked), *_policy(policies, line, asked)]


def _line(embedding: Embedding, asked: Asked) -> tuple[Snippet | None, list[Finding]]:
    """The best one of the page: with the right key and address, else with the right key, else any."""
    ours = [one for one in embedding.snippets if one.panel == asked.key]
    if not ours:
        others = embedding.snippets
        wrong = Finding(Found.WRONG_KEY, others[0].panel[:LONGEST]) if others else Finding(Found.NO_LINE)
        return None, [wrong]
    right = next((one for one in ours if one.is_element or _is_loader(one.src, asked)), None)
    if right is None:
        return ours[0], [Finding(Found.WRONG_PLACE, ours[0].src[:LONGEST])]
    loads = [*embedding.loads, *(one.src for one in embedding.snippets if not one.is_element)]
    if right.is_element and not any(_is_loader(one, asked) for one in loads):
        return right, [Finding(Found.NO_SCRIPT)]
    return right, [Finding(Found.LINE)]


def _is_loader(source: str, asked: Asked) -> bool:
    """Where it leads from this page; what is asked for behind the address does not matter."""
    try:
        address = urljoin(asked.page, source)
        return address.partition("?")[0].partition("#")[0] == f"{asked.base}/embed.js"
    except ValueError:
        return False


def _passage(asked: Asked) -> Iterator[Finding]:
    """What stops it without any policy of content."""
    if urlsplit(asked.page).scheme == "https" and not asked.base.startswith("https:"):
        yield Finding(Found.MIXED, asked.base)
    if asked.embedder_policy.partition(";")[0].strip().lower() in ("require-corp", "credentialless"):
        yield Finding(Found.ISOLATED, asked.embedder_policy[:100])


def _policy(policies: list[Policy], line: Snippet | None, asked: Asked) -> Iterator[Finding]:
    if not policies:
        yield Finding(Found.NO_POLICY)
        return
    script, frame = f"{asked.base}/embed.js", f"{asked.base}/w/{asked.key}/"
    nonce = line.nonce if line else ""
    stopping = [one for one in policies if not lets_script(one, script, asked.page, nonce)]
    yield from (_script(one, asked) for one in stopping)
    if not stopping:
        yield Finding(Found.SCRIPT_LET)
    stopping = [one for one in policies if not lets_frame(one, frame, asked.page)]
    for one in stopping:
        yield Finding(Found.FRAME_BLOCKED, mended(one, FRAMES, origin_of(asked.base))[:LONGEST])
    if not stopping:
        yield Finding(Found.FRAME_LET)


def _script(policy: Policy, asked: Asked) -> Finding:
    """A strict policy counts no addresses: there the line needs the page's own nonce."""
    decides = policy.deciding(SCRIPTS)
    sources = decides[1] if decides else ()
    if is_strict(sources):
        return Finding(Found.NONCE_NEEDED if nonces(sources) else Found.STRICT)
    return Finding(Found.SCRIPT_BLOCKED, mended(policy, SCRIPTS, origin_of(asked.base))[:LONGEST])
