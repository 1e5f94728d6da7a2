"""Everything that follows when something happened: the only list of who hears what."""

from __future__ import annotations

from collections.abc import Sequence

from smartai.core.departments import events as departments
from smartai.core.knowledge import events as knowledge
from smartai.core.people import events as people
from smartai.core.satisfaction import events as satisfaction
from smartai.core.tickets import events as tickets
from smartai.core.workspace import events as workspace
from smartai.foundation.events.dispatch import Reaction
from smartai.foundation.events.event import Event

SUBSCRIPTIONS: dict[type[Event], Sequence[Reaction]] = {
    tickets.TicketOpened: [],
    tickets.CustomerReplied: [],
    tickets.AgentReplied: [],
    tickets.NoteAdded: [],
    tickets.StatusChanged: [],
    tickets.TicketAssigned: [],
    tickets.PriorityChanged: [],
    tickets.TicketMoved: [],
    tickets.TitleChanged: [],
    tickets.TagsChanged: [],
    tickets.CustomValuesChanged: [],
    tickets.ParticipantAdded: [],
    tickets.ParticipantRemoved: [],
    tickets.LinksRevoked: [],
    tickets.RequestsAdopted: [],
    tickets.FieldsChanged: [],
    satisfaction.TicketRated: [],
    people.PersonRegistered: [],
    people.PersonChanged: [],
    people.AddressProven: [],
    people.AddressRemoved: [],
    people.CodeRequested: [],
    people.PasswordChanged: [],
    people.ColleagueInvited: [],
    people.PersonErased: [],
    people.RegistrationFieldsChanged: [],
    departments.DepartmentCreated: [],
    departments.DepartmentChanged: [],
    departments.DepartmentArchived: [],
    departments.MembersChanged: [],
    knowledge.ArticleSaved: [],
    knowledge.ArticlePublished: [],
    workspace.ChoicesChanged: [],
}
