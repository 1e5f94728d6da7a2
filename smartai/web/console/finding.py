"""Finding a setting by its words: its label, its hint, what others call it, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.urls import reverse
from django.utils import translation
from rapidfuzz import fuzz, process

from smartai.core.workspace.choices import GROUPS
from smartai.foundation.accounts.models import Person
from smartai.foundation.search.excerpts import Piece, marked_pieces
from smartai.lib.words import Token, stemmed, tokens
from smartai.web.console.frame import IN_LISTS, LISTS, TITLES, parts_for
from smartai.web.console.other_words import OTHER_WORDS

LONGEST: Final = 200
"""Characters that are looked for."""
MOST_WORDS: Final = 8
MOST: Final = 30
WITHIN: Final = 4
"""Letters from which a part of a word counts: German joins words."""
NEAR: Final = 80
"""Of a hundred: how alike a mistyped word must be to the one that was meant."""
WEIGHTS: Final = (8, 6, 3, 2)
"""Of a word in the label, in its other words, in the page's name, in the hint."""


@dataclass(frozen=True)
class Setting:
    """A page (``choice`` is empty) or a choice, as a language has it; ``words`` are those of each weight."""

    name: str
    choice: str
    title: str
    page: str
    hint: str
    words: tuple[tuple[str, ...], ...]

    @property
    def url(self) -> str:
        if self.name not in TITLES:
            return reverse(f"console:{self.name}")
        return reverse("console:group", args=[self.name]) + (f"#id_{self.choice}" if self.choice else "")


@dataclass(frozen=True)
class FoundSetting:
    url: str
    title: list[Piece]
    page: str
    hint: list[Piece]


@dataclass(frozen=True)
class Findings:
    """``meant`` is what was looked for instead where nothing had the words as they were typed."""

    rows: list[FoundSetting]
    meant: str = ""


def find_settings(query: str, *, by: Person, language: str) -> Findings:
    """The best first; only what the person may open. No statement."""
    open_to_them = {name for _title, names in parts_for(by) for name in names}
    settings = [one for one in _settings(language) if IN_LISTS.get(one.name, one.name) in open_to_them]
    wanted = [token.word for token in tokens(query)][:MOST_WORDS]
    rows = _ranked(settings, wanted, language)
    if rows or not wanted:
        return Findings(rows)
    meant = _meant(settings, wanted)
    rows = _ranked(settings, meant, language)
    return Findings(rows, " ".join(meant) if rows else "")


def _ranked(settings: list[Setting], wanted: list[str], language: str) -> list[FoundSetting]:
    ranked = [(rank, one) for one in settings if (rank := _rank(one, wanted, language))]
    ranked.sort(key=lambda pair: -pair[0])  # those of one rank stay in the order of the list
    return [_shown(one, wanted, language) for _rank, one in ranked[:MOST]]


def _rank(setting: Setting, wanted: list[str], language: str) -> int:
    """0 unless it has every word."""
    ranks = [_best(setting, word, language) for word in wanted]
    return sum(ranks) + (not setting.choice) if ranks and all(ranks) else 0


def _best(setting: Setting, word: str, language: str) -> int:
    weighed = zip(WEIGHTS, setting.words, strict=True)
    return max(
        max((_fits(known, word, language) * weight for known in words), default=0)
        for weight, words in weighed
    )


def _fits(known: str, word: str, language: str) -> int:
    """Half of it for a part of a word."""
    if known.startswith(word) or stemmed(known, language) == stemmed(word, language):
        return 2
    return int(len(word) >= WITHIN and word in known)


def _meant(settings: list[Setting], wanted: list[str]) -> list[str]:
    known = {word for one in settings for words in one.words for word in words}
    near = [process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=NEAR) for word in wanted]
    return [found[0] if found else word for found, word in zip(near, wanted, strict=True)]


def _shown(setting: Setting, wanted: list[str], language: str) -> FoundSetting:
    return FoundSetting(
        setting.url,
        _marked(setting.title, wanted, language),
        setting.page if setting.choice else "",
        _marked(setting.hint, wanted, language),
    )


def _marked(text: str, wanted: list[str], language: str) -> list[Piece]:
    met: list[Token] = [
        token for token in tokens(text) if any(_fits(token.word, word, language) for word in wanted)
    ]
    return marked_pieces(text, [(token.start, token.end) for token in met])


@lru_cache(maxsize=16)
def _settings(language: str) -> list[Setting]:
    """All of them, in the order of the list; found by their English words too."""
    with translation.override(language or "en"):
        said = list(_said())
    with translation.override("en"):
        english = list(_said())
    return [
        Setting(
            name,
            choice,
            title,
            page,
            hint,
            (_words(title), _words(f"{other} {in_english[4]} {in_english[2]}"), _words(page), _words(hint)),
        )
        for (name, choice, title, hint, other, page), in_english in zip(said, english, strict=True)
    ]


def _said() -> Iterator[tuple[str, str, str, str, str, str]]:
    for name, page in {**TITLES, **LISTS}.items():
        group = GROUPS.get(name)
        about = str(group.about) if group else ""
        if name not in IN_LISTS:  # the page that leads to it has the name already
            yield name, "", str(page), about, str(OTHER_WORDS.get(name, "")), ""
        for choice in group.model_fields if group else ():
            label, hint = group.words_of(choice)  # type: ignore[union-attr]  # fields are those of a group
            other = str(OTHER_WORDS.get(f"{name}.{choice}", ""))
            yield name, choice, str(label), str(hint), other, str(page)


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(text))
