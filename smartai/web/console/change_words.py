"""Stored facts in words, for owners who look up who did what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smartai.core.departments import events as departments
from smartai.core.knowledge import events as knowledge
from smartai.core.people import events as people
from smartai.core.satisfaction import events as satisfaction
from smartai.core.tickets import events as tickets
from smartai.core.tickets.catalogue import catalogue
from smartai.core.workspace.choices import GROUPS
from smartai.core.workspace.events import ChoicesChanged, MailDismissed, MailRestored
from smartai.foundation.events.models import StoredEvent
from smartai.web.console.frame import TITLES

WORDS: dict[str, Promise] = {
    tickets.TicketOpened.kind: _("Opened a ticket"),
    tickets.CustomerReplied.kind: _("Replied as the customer"),
    tickets.AgentReplied.kind: _("Answered"),
    tickets.NoteAdded.kind: _("Added a note"),
    tickets.StatusChanged.kind: _("Changed the status"),
    tickets.TicketAssigned.kind: _("Assigned the ticket"),
    tickets.PriorityChanged.kind: _("Changed the priority"),
    tickets.TicketMoved.kind: _("Moved to another department"),
    tickets.TitleChanged.kind: _("Changed the title"),
    tickets.TagsChanged.kind: _("Changed the tags"),
    tickets.CustomValuesChanged.kind: _("Changed own fields"),
    tickets.ParticipantAdded.kind: _("Let somebody into the conversation"),
    tickets.ParticipantRemoved.kind: _("Took somebody out of the conversation"),
    tickets.LinksRevoked.kind: _("Ended all links"),
    tickets.RequestsAdopted.kind: _("Proved an address and got its requests"),
    tickets.FieldsChanged.kind: _("Changed a field, status or priority"),
    satisfaction.TicketRated.kind: _("Rated the answer"),
    people.PersonRegistered.kind: _("Created an account"),
    people.PersonChanged.kind: _("Changed a profile"),
    people.AddressProven.kind: _("Proved an e-mail address"),
    people.AddressRemoved.kind: _("Removed an e-mail address"),
    people.CodeRequested.kind: _("Asked for a code"),
    people.PasswordChanged.kind: _("Changed a password"),
    people.ColleagueInvited.kind: _("Invited a colleague"),
    people.PersonErased.kind: _("Deleted somebody's data"),
    people.RegistrationFieldsChanged.kind: _("Changed a question at registration"),
    departments.DepartmentCreated.kind: _("Created a department"),
    departments.DepartmentChanged.kind: _("Changed a department"),
    departments.DepartmentArchived.kind: _("Archived a department"),
    departments.MembersChanged.kind: _("Changed who works in a department"),
    knowledge.ArticlePublished.kind: _("Published an article"),
    knowledge.ArticleSaved.kind: _("Saved an article"),
    knowledge.ArticleAnswered.kind: _("Was answered by an article"),
    knowledge.ArticleAnswerRetracted.kind: _("Was not answered by an article after all"),
    ChoicesChanged.kind: _("Changed settings"),
    MailDismissed.kind: _("Forgot an undelivered e-mail"),
    MailRestored.kind: _("Brought back an undelivered e-mail"),
}
NAMED = ("after", "assignee_name", "name", "title", "labels", "added")
"""What a fact is about, when it says so itself; the first that is there."""


@dataclass(frozen=True, slots=True)
class Change:
    at: datetime
    who: str
    what: str
    about: str
    ticket: int | None


def change_of(stored: StoredEvent) -> Change:
    """A kind that an extension recorded is shown by its name."""
    words = str(WORDS.get(stored.kind, stored.kind))
    return Change(stored.created_at, stored.actor_name, words, _about(stored), stored.ticket_id)


def _about(stored: StoredEvent) -> str:
    fact = stored.payload
    if stored.kind == ChoicesChanged.kind and fact["group"] in GROUPS:
        group = GROUPS[fact["group"]]
        labels = [str(group.words_of(name)[0]) for name in fact["names"] if name in group.model_fields]
        return f"{TITLES[fact['group']]}: {', '.join(labels)}"
    if stored.kind == tickets.StatusChanged.kind:
        return catalogue().status_words(fact.get("after_id", 0), fact["after"])
    value = next((fact[name] for name in NAMED if fact.get(name)), "")
    return ", ".join(value) if isinstance(value, list) else str(value)
