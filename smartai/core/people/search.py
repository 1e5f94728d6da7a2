"""Finding people: by name, address, domain and company. For the team; everybody else finds themselves."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from smartai.core.people.models import PersonWords
from smartai.core.people.querysets import people_visible_to
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import EmailAddress, Person
from smartai.foundation.database.json_of import JSONOf
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.jobs.room import leaving_room
from smartai.foundation.search import vocabulary
from smartai.foundation.search.corpus import NEWEST, Clause, Corpus, Paper, Part, Seek, Wish
from smartai.foundation.search.corpus.addresses import address_terms, addresses_in, sought_address
from smartai.foundation.search.excerpts import Piece, marked
from smartai.foundation.search.steps import Steps, alone, ask
from smartai.foundation.search.vocabulary import Look
from smartai.lib.words import tokens

CORPUS: Final = Corpus(PersonWords)
NAME: Final = "people"
MADE_ANEW: Final = "people, anew"
MOST_WORDS: Final = 6
MOST_TERMS: Final = 200
AT_ONCE: Final = 200
STRIDE: Final = 5_000
LATE: Final = 500
"""Keys before the youngest filed one that are looked through too: transactions end in any order."""
LOOKED_BACK_EVERY: Final = 1.0
WHOLE_ROUND_EVERY: Final = 3_600.0


@dataclass(frozen=True)
class FoundPerson:
    """``called`` is the name, or what stands for it."""

    called: str
    email: str
    is_team: bool
    name: list[Piece]
    address: list[Piece]
    company: str = ""


def find_people(text: str, *, by: Actor, most: int) -> list[FoundPerson]:
    """As ``search_people``, by itself."""
    return alone(search_people(text, by=by, most=most))


def search_people(text: str, *, by: Actor, most: int) -> Steps[list[FoundPerson]]:
    """Those with all the words in name, addresses, company or organisation; the last word may be unfinished.

    Two statements, behind ``people_visible_to``; none for a text without words.
    """
    wish, newest = yield from _wish(text)
    if wish is None:
        return []
    seen = people_visible_to(by).filter(erased_at=None)
    terms = frozenset(term for clause in wish.every for term in clause.terms)
    matches = yield from ask(Seek(CORPUS, wish, seen, most, newest, _TOLD))
    return [_found(match.told, terms) for match in matches.found]


_TOLD: Final = Person.objects.values_list(
    JSONOf(
        name="name",
        email="email",
        role="role",
        company="profile__company",
        organisation="profile__organisation__name",
    )
)


class PeopleFiling:
    """A drain: files new people, those marked stale, and walks through all now and then. As tickets are."""

    name = "people-words"

    def __init__(self) -> None:
        self._look_back_at = 0.0
        self._round_at = 0.0
        self._walked_to = 0

    def drain(self) -> int:
        with leaving_room():
            keys = self._new() or list(
                PersonWords.objects.filter(stale=True).values_list("pk", flat=True)[:AT_ONCE]
            )
            return file(keys) if keys else self._walk()

    def _new(self) -> list[int]:
        youngest = PersonWords.objects.aggregate(newest=Max("pk"))["newest"] or 0
        if time.monotonic() >= self._look_back_at:
            self._look_back_at = time.monotonic() + LOOKED_BACK_EVERY
            youngest -= LATE
        return _not_filed(youngest, 2**62)

    def _walk(self) -> int:
        if time.monotonic() < self._round_at:
            return 0
        keys = _not_filed(self._walked_to, self._walked_to + STRIDE)
        if keys:
            return file(keys)
        self._walked_to += STRIDE
        if not Person.objects.filter(pk__gt=self._walked_to).exists():
            self._walked_to, self._round_at = 0, time.monotonic() + WHOLE_ROUND_EVERY
            return 0
        return 1


def file(keys: Sequence[int]) -> int:
    """Files these people anew; says how many. 0 when another worker is at it."""
    with transaction.atomic():
        if not CORPUS.alone():
            return 0
        vocabulary.count_words(NAME, _file(keys))
    return len(keys)


def mark_stale(keys: Sequence[int]) -> None:
    """Their names or addresses changed. In the caller's transaction, one statement."""
    PersonWords.objects.filter(pk__in=keys).update(stale=True)


def person_changed(fact: StoredEvent) -> None:
    """A reaction: somebody is called otherwise now, or has other addresses."""
    mark_stale([fact.payload["person_id"]])


def rebuild(told: Callable[[int], None]) -> int:
    """Files everybody anew, as ``rebuild`` of tickets does."""
    vocabulary.forget(MADE_ANEW)
    done, last = 0, 0
    while keys := list(
        Person.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
    ):
        with transaction.atomic():
            vocabulary.count_words(MADE_ANEW, _file(keys, anew=True))
        last, done = keys[-1], done + len(keys)
        told(len(keys))
    vocabulary.replace(NAME, MADE_ANEW)
    return done


def forget_person(person: Person) -> None:
    """Takes the person's words out at once, *before* they are deleted, in the caller's transaction."""
    if _held([person.pk]):
        own = {word for _, words in _words_of([person.pk]) for word in words}
        vocabulary.forget_words(NAME, {(word, word): 1 for word in own})
    CORPUS.file([Paper(person.pk, person.pk, {})])


def _file(keys: Sequence[int], *, anew: bool = False) -> Counter[tuple[str, str]]:
    """Whoever was filed before counts no more for the vocabulary, unless it is made anew."""
    known = _held(keys)
    counted: Counter[tuple[str, str]] = Counter()
    papers = []
    for paper, words in _words_of(keys):
        papers.append(paper)
        if anew or paper.key not in known:
            counted.update((word, word) for word in words)
    CORPUS.file(papers)
    return counted


def _held(keys: Sequence[int]) -> set[int]:
    """Who was filed before. Locked: an erasure that comes meanwhile has the last word."""
    new = [PersonWords(pk=key, stale=True) for key in sorted(keys)]
    PersonWords.objects.bulk_create(new, ignore_conflicts=True)
    rows = PersonWords.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return {row.pk for row in rows if row.upto}


def _words_of(keys: Sequence[int]) -> Iterable[tuple[Paper, set[str]]]:
    addresses: dict[int, list[str]] = defaultdict(list)
    for key, address in EmailAddress.objects.filter(person__in=keys).values_list("person_id", "address"):
        addresses[key].append(address)
    people = Person.objects.filter(pk__in=keys).select_related("profile__organisation").order_by("pk")
    for person in people:
        own = list(dict.fromkeys([person.email, *addresses[person.pk]]))
        title, names, body = _terms(person.name), _terms(" ".join(own)), _terms(_companies(person))
        exact = [term for address in own if address for term in address_terms(address)]
        parts = {Part.TITLE: title, Part.NAMES: [*names, *exact], Part.BODY: body}
        yield Paper(person.pk, person.pk, parts), {word for word in (*title, *names, *body) if word.isalpha()}


def _terms(text: str) -> list[str]:
    return [token.word for token in islice(tokens(text), MOST_TERMS)]


def _companies(person: Person) -> str:
    profile = getattr(person, "profile", None)
    return _named(str(profile.organisation or ""), profile.company) if profile else ""


def _named(*companies: str | None) -> str:
    return " · ".join(dict.fromkeys(company for company in companies if company))


def _wish(text: str) -> Steps[tuple[Wish | None, int | None]]:
    """With the newest person that is filed."""
    addresses, rest = addresses_in(text)
    words = _terms(rest)[:MOST_WORDS]
    clauses = [Clause((sought_address(one),)) for one in addresses]
    clauses += [Clause((word,)) for word in words[:-1]]
    if not clauses and not words:
        return None, None
    starts = tuple(words[-1:]) if rest[-1:].isalnum() else ()
    known = yield from ask(Look(NAME, starts=starts, beside=CORPUS.newest))
    for word in words[-1:]:
        clauses.append(Clause(tuple(dict.fromkeys([word, *known.beginning_with(word)]))))
    return Wish(tuple(clauses)), known.beside.get(NEWEST)


def _found(told: Mapping[str, Any], terms: frozenset[str]) -> FoundPerson:
    person = Person(name=told["name"], email=told["email"], role=told["role"])
    return FoundPerson(
        called=person.display_name,
        email=person.email,
        is_team=person.is_team,
        name=marked(person.display_name, terms, ""),
        address=marked(person.email, terms, ""),
        company=_named(told["organisation"], told["company"]),
    )


def _not_filed(after: int, upto: int) -> list[int]:
    filed = PersonWords.objects.filter(pk=OuterRef("pk"), form=CORPUS.form)
    people = Person.objects.filter(pk__gt=after, pk__lte=upto, erased_at=None).exclude(Exists(filed))
    return list(people.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
