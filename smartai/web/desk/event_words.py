"""What happened to a ticket, as a line of its conversation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from smartai.core.tickets import events
from smartai.core.tickets.catalogue import catalogue
from smartai.foundation.events.models import StoredEvent

SHOWN = (
    events.AnswerNotDelivered.kind,
    events.RequestAccepted.kind,
    events.RequestRefused.kind,
    events.ReviewReopened.kind,
    events.StatusChanged.kind,
    events.TicketAssigned.kind,
    events.PriorityChanged.kind,
    events.TicketMoved.kind,
    events.TitleChanged.kind,
    events.TagsChanged.kind,
    events.CustomValuesChanged.kind,
    events.ParticipantAdded.kind,
    events.ParticipantRemoved.kind,
    events.LinksRevoked.kind,
)
"""Letters speak for themselves; these do not."""


def words_of(stored: StoredEvent) -> SafeString:
    """One sentence; names and values of people are escaped and keep their own direction."""
    sentence, names = _WORDS[stored.kind](stored.payload)
    by = _("The help desk") if _by_itself(stored) else stored.actor_name or _("The customer")
    return format_html(sentence, by=_apart(by), **{name: _apart(value) for name, value in names.items()})


def _by_itself(stored: StoredEvent) -> bool:
    """Then the name is why, in no language (see ``record``)."""
    return stored.actor_id is None and bool(stored.actor_name)


def _apart(value: object) -> SafeString:
    return format_html("<bdi>{}</bdi>", value)


Words = tuple[str, dict[str, Any]]


def _accepted(fact: dict[str, Any]) -> Words:
    return _("{by} accepted the request"), {}


def _not_delivered(fact: dict[str, Any]) -> Words:
    if not fact["address"]:
        return _("The answer could not be delivered"), {}
    return _("The answer could not be delivered to {address}"), {"address": fact["address"]}


def _refused(fact: dict[str, Any]) -> Words:
    return _("{by} refused the request"), {}


def _begun_again(fact: dict[str, Any]) -> Words:
    return _("{by} took the decision about the request back"), {}


def _status(fact: dict[str, Any]) -> Words:
    return _("{by} set the status to {after}"), {
        "after": catalogue().status_words(fact.get("after_id", 0), fact["after"])
    }


def _assigned(fact: dict[str, Any]) -> Words:
    if fact["assignee_id"] is None:
        return _("{by} took the ticket off its assignee"), {}
    return _("{by} assigned it to {name}"), {"name": fact["assignee_name"]}


def _priority(fact: dict[str, Any]) -> Words:
    if not fact["after"]:
        return _("{by} took the priority away"), {}
    name = fact["after"]
    return _("{by} set the priority to {after}"), {"after": _(name)}


def _moved(fact: dict[str, Any]) -> Words:
    return _("{by} moved it from {before} to {after}"), {"before": fact["before"], "after": fact["after"]}


def _title(fact: dict[str, Any]) -> Words:
    return _("{by} changed the title, before: {before}"), {"before": fact["before"]}


def _tags(fact: dict[str, Any]) -> Words:
    added, removed = ", ".join(fact["added"]), ", ".join(fact["removed"])
    if added and removed:
        return _("{by} added the tags {added} and removed {removed}"), {"added": added, "removed": removed}
    if added:
        return _("{by} added the tags {added}"), {"added": added}
    return _("{by} removed the tags {removed}"), {"removed": removed}


def _values(fact: dict[str, Any]) -> Words:
    return _("{by} changed {labels}"), {"labels": ", ".join(fact["labels"])}


def _let_in(fact: dict[str, Any]) -> Words:
    return _("{by} let {name} into the conversation"), {"name": fact["name"]}


def _let_out(fact: dict[str, Any]) -> Words:
    return _("{by} took {name} out of the conversation"), {"name": fact["name"]}


def _revoked(fact: dict[str, Any]) -> Words:
    return _("{by} ended all links that were mailed before"), {}


_WORDS: dict[str, Callable[[dict[str, Any]], Words]] = {
    events.AnswerNotDelivered.kind: _not_delivered,
    events.RequestAccepted.kind: _accepted,
    events.RequestRefused.kind: _refused,
    events.ReviewReopened.kind: _begun_again,
    events.StatusChanged.kind: _status,
    events.TicketAssigned.kind: _assigned,
    events.PriorityChanged.kind: _priority,
    events.TicketMoved.kind: _moved,
    events.TitleChanged.kind: _title,
    events.TagsChanged.kind: _tags,
    events.CustomValuesChanged.kind: _values,
    events.ParticipantAdded.kind: _let_in,
    events.ParticipantRemoved.kind: _let_out,
    events.LinksRevoked.kind: _revoked,
}
