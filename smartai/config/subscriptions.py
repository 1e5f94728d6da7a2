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
from smartai.reactions.notifications import accounts, customers, team

SUBSCRIPTIONS: dict[type[Event], Sequence[Reaction]] = {
    tickets.TicketOpened: [customers.confirm_request, team.tell_team_of_ticket],
    tickets.CustomerReplied: [team.tell_team_of_reply],
    tickets.AgentReplied: [customers.tell_answer],
    tickets.NoteAdded: [],
    tickets.StatusChanged: [customers.tell_solved],
    tickets.TicketAssigned: [team.tell_assignee],
    tickets.PriorityChanged: [],
    tickets.TicketMoved: [],
    tickets.TitleChanged: [],
    tickets.TagsChanged: [],
    tickets.CustomValuesChanged: [],
    tickets.ParticipantAdded: [customers.tell_participant],
    tickets.ParticipantRemoved: [],
    tickets.LinksRevoked: [],
    tickets.RequestsAdopted: [],
    tickets.FieldsChanged: [],
    satisfaction.TicketRated: [],
    people.PersonRegistered: [],
    people.PersonChanged: [accounts.tell_of_main_address],
    people.AddressProven: [accounts.adopt_proven_requests, accounts.tell_of_new_address],
    people.AddressRemoved: [accounts.tell_of_removed_address],
    people.CodeRequested: [accounts.send_code],
    people.PasswordChanged: [accounts.tell_of_password],
    people.ColleagueInvited: [accounts.invite_colleague],
    people.PersonErased: [],
    people.RegistrationFieldsChanged: [],
    departments.DepartmentCreated: [],
    departments.DepartmentChanged: [],
    departments.DepartmentArchived: [],
    departments.MembersChanged: [],
    knowledge.ArticleSaved: [],
    knowledge.ArticlePublished: [],
    knowledge.ArticleAnswered: [],
    knowledge.ArticleAnswerRetracted: [],
    workspace.ChoicesChanged: [],
    workspace.MailDismissed: [],
    workspace.MailRestored: [],
}
