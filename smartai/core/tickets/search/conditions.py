"""The condition language, compiled to what tickets must fulfil: for the search box and for views.

What does not fit (a value that there is not) stays among the words, with a sentence that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from smartai.core.people.querysets import agents
from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.models import Category, Channel, Message, MessageKind, Review, Tag
from smartai.core.workspace.choices import panels
from smartai.core.workspace.policies import is_agent
from smartai.foundation.accounts.actors import Actor, person_of
from smartai.foundation.accounts.models import EmailAddress, Person
from smartai.lib.conditions import Condition, age, days, parsed
from smartai.lib.words import folded

MOST_PEOPLE: Final = 200
MOST_NUMBER: Final = 2**62


@dataclass(frozen=True)
class Conditions:
    """``matching`` is what tickets must fulfil beside ``visible_to``; ``words`` and ``without`` are the rest.

    ``problems`` are sentences about what was taken as words though it looks like a condition.
    """

    matching: Q
    words: str
    without: tuple[str, ...]
    problems: tuple[str, ...]
    narrowed: bool

    @property
    def mere_words(self) -> str:
        """All that was asked for when it was no condition, "" otherwise."""
        return "" if self.narrowed else self.words


class _DoesNotFit(Exception):
    """The condition says nothing about tickets; the argument is a sentence that tells why."""


def compiled(text: str, *, by: Actor) -> Conditions:
    """What ``text`` asks for. Any text is one. A statement for each person or tag that is named."""
    asked = parsed(text, FIELDS)
    matching, words, problems = Q(), [asked.words], []
    for condition in asked.conditions:
        try:
            meant = _any_value(condition, by)
        except _DoesNotFit as why:
            words.append(condition.written)
            problems.append(str(why))
        else:
            matching &= ~meant if condition.negated else meant
    fitting = len(asked.conditions) - len(problems)
    return Conditions(matching, " ".join(words).strip(), asked.without, tuple(problems), fitting > 0)


def _any_value(condition: Condition, by: Actor) -> Q:
    read = FIELDS[condition.field]
    meant = Q(pk__in=[])
    for value in condition.values:
        meant |= read(condition, value, by)
    return meant


def _status(condition: Condition, value: str, by: Actor) -> Q:
    _only_is(condition)
    found = [
        status.pk
        for status in catalogue().statuses
        if _is_called(value, status.label, status.name, status.category, Category(status.category).label)
    ]
    return Q(status__in=_known(condition, found))


def _department(condition: Condition, value: str, by: Actor) -> Q:
    _only_is(condition)
    found = [one.pk for one in catalogue().departments if _is_called(value, one.name)]
    found = found or [one.pk for one in catalogue().departments if _begins(value, one.name)]
    return Q(department__in=_known(condition, found))


def _priority(condition: Condition, value: str, by: Actor) -> Q:
    known = catalogue().priorities
    if _is_nobody(value) and condition.operator == ":":
        return Q(priority=None)
    meant = next((one for one in known if _is_called(value, one.label, one.name)), None)
    if meant is None:
        raise _unknown(condition)
    fits: Mapping[str, Callable[[int], bool]] = {
        ":": lambda rank: rank == meant.rank,
        "<": lambda rank: rank < meant.rank,
        ">": lambda rank: rank > meant.rank,
        "<=": lambda rank: rank <= meant.rank,
        ">=": lambda rank: rank >= meant.rank,
    }
    return Q(priority__in=[one.pk for one in known if fits[condition.operator](one.rank)])


def _assignee(condition: Condition, value: str, by: Actor) -> Q:
    _only_is(condition)
    if _is_nobody(value):
        return Q(assignee=None)
    if _is_oneself(value):
        return Q(assignee=person_of(by))
    return Q(assignee__in=_known(condition, _people(agents(), value)))


def _requester(condition: Condition, value: str, by: Actor) -> Q:
    _only_is(condition)
    if _is_oneself(value):
        return Q(requester=person_of(by))
    found = _people(Person.objects.all(), value)
    # Whether there is such a customer at all is not told to whoever may look nobody up.
    return Q(requester__in=_known(condition, found) if is_agent(by) else found)


def _tag(condition: Condition, value: str, by: Actor) -> Q:
    _only_is(condition)
    if _is_nobody(value):
        return Q(tags=None)
    tag = Tag.objects.named(value.lower()[:40]).first()
    if tag is None:
        raise _unknown(condition)
    return Q(pk__in=tag.tickets.values("pk"))


def _is(condition: Condition, value: str, by: Actor) -> Q:
    _only_is(condition)
    states: Mapping[str, Callable[[], Q]] = {
        "open": lambda: Q(ended__in=[False]),
        "ended": lambda: Q(ended__in=[True]),
        "waiting": lambda: Q(waiting_since__isnull=False),
        "unread": lambda: Q(unread=True),
        "mine": lambda: Q(assignee=person_of(by)),
        "unassigned": lambda: Q(assignee=None),
        "unproven": lambda: Q(proven=False),
        "held": lambda: Q(review=Review.WAITING),
        "refused": lambda: Q(review=Review.REFUSED),
    }
    if value.lower() not in states:
        raise _unknown(condition)
    return states[value.lower()]()


def _has(condition: Condition, value: str, by: Actor) -> Q:
    _only_is(condition)
    messages = {
        "files": Message.objects.filter(has_attachments=True),
        "note": Message.objects.filter(kind=MessageKind.NOTE),
    }
    if value.lower() not in messages:
        raise _unknown(condition)
    return Q(pk__in=messages[value.lower()].values("ticket_id"))


def _channel(condition: Condition, value: str, by: Actor) -> Q:
    _only_is(condition)
    found = [channel for channel in Channel if _is_called(value, channel.value, channel.label)]
    return Q(channel__in=_known(condition, found))


def _panel(condition: Condition, value: str, by: Actor) -> Q:
    """By its name or key. The support page's tickets name no panel."""
    _only_is(condition)
    found = [one for one in panels() if _is_called(value, one.name, one.key)]
    numbers = _known(condition, [one.pk for one in found])
    by_default = Q(panel=None) if any(one.is_default for one in found) else Q()
    return Q(panel__in=numbers) | by_default


def _number(condition: Condition, value: str, by: Actor) -> Q:
    digits = value.removeprefix("#")
    if not (digits.isascii() and digits.isdecimal() and int(digits) < MOST_NUMBER):
        raise _DoesNotFit(
            gettext("“%(condition)s” is searched as words: write a number.") % _named(condition)
        )
    return Q(**{f"pk{_LOOKUPS[condition.operator]}": int(digits)})


def _moment(column: str) -> Callable[[Condition, str, Actor], Q]:
    """Ages (``created<7d``: younger than seven days) and days (``created<2026-01-31``: before it)."""

    def read(condition: Condition, value: str, by: Actor) -> Q:
        lasted, named = age(value), days(value)
        if lasted is not None and condition.operator != ":":
            turned = {"<": "__gt", ">": "__lt", "<=": "__gte", ">=": "__lte"}[condition.operator]
            return Q(**{f"{column}{turned}": timezone.now() - lasted})
        if named is None:
            sentence = gettext(
                "“%(condition)s” is searched as words: write an age (2h) or a day (2026-01-31)."
            )
            raise _DoesNotFit(sentence % _named(condition))
        first, after = (_midnight(day) for day in named)
        match condition.operator:
            case "<":
                return Q(**{f"{column}__lt": first})
            case "<=":
                return Q(**{f"{column}__lt": after})
            case ">":
                return Q(**{f"{column}__gte": after})
            case ">=":
                return Q(**{f"{column}__gte": first})
            case _:
                return Q(**{f"{column}__gte": first, f"{column}__lt": after})

    return read


_LOOKUPS: Final = {":": "", "<": "__lt", ">": "__gt", "<=": "__lte", ">=": "__gte"}
FIELDS: Final[Mapping[str, Callable[[Condition, str, Actor], Q]]] = {
    "status": _status,
    "department": _department,
    "priority": _priority,
    "assignee": _assignee,
    "requester": _requester,
    "tag": _tag,
    "is": _is,
    "has": _has,
    "channel": _channel,
    "panel": _panel,
    "number": _number,
    "created": _moment("created_at"),
    "changed": _moment("public_at"),
    "ended": _moment("ended_at"),
    "waiting": _moment("waiting_since"),
}


def _people(among: Any, value: str) -> list[int]:
    """By one of their addresses, all addresses of a domain (``@lake.example``), or a part of the name."""
    value = value.strip()[:200]
    if "@" in value:
        named = Q(address=value.lower()) if not value.startswith("@") else Q(address__endswith=value.lower())
        found = among.filter(pk__in=EmailAddress.objects.filter(named).values("person_id"))
    else:
        found = among.filter(name__icontains=value)
    return list(found.values_list("pk", flat=True)[:MOST_PEOPLE])


def _is_called(value: str, *names: object) -> bool:
    """In the reader's language or as the product calls it, in any case."""
    return _bare(value) in {_bare(str(name)) for name in names if name}


def _begins(value: str, name: str) -> bool:
    return bool(_bare(value)) and _bare(name).startswith(_bare(value))


def _bare(name: str) -> str:
    return folded(name).replace(" ", "").replace("_", "")


def _is_nobody(value: str) -> bool:
    return value.lower() in ("none", "nobody")


def _is_oneself(value: str) -> bool:
    return value.lower() == "me"


def _known(condition: Condition, found: Iterable[Any]) -> list[Any]:
    known = list(found)
    if not known:
        raise _unknown(condition)
    return known


def _only_is(condition: Condition) -> None:
    if condition.operator != ":":
        sentence = gettext("“%(condition)s” is searched as words: “%(field)s” is followed by a colon.")
        raise _DoesNotFit(sentence % _named(condition))


def _unknown(condition: Condition) -> _DoesNotFit:
    return _DoesNotFit(
        gettext("“%(condition)s” is searched as words: nothing is called so.") % _named(condition)
    )


def _named(condition: Condition) -> dict[str, str]:
    return {"condition": condition.written[:80], "field": condition.field}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
