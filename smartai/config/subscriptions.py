"""Everything that follows when something happened: the only list of who hears what."""

from __future__ import annotations

from collections.abc import Sequence

from smartai.core.departments import events as departments
from smartai.core.helpfulness import events as helpfulness
from smartai.core.identities import events as identities
from smartai.core.knowledge import events as knowledge
from smartai.core.people import events as people
from smartai.core.people.search import person_changed
from smartai.core.privacy import events as privacy
from smartai.core.satisfaction import events as satisfaction
from smartai.core.saved_replies import events as saved_replies
from smartai.core.tickets import events as tickets
from smartai.core.tickets.search.filing import requester_changed
from smartai.core.workspace import events as workspace
from smartai.foundation.events.dispatch import Reaction
from smartai.foundation.events.event import Event
from smartai.reactions.helpfulness.weighing import await_weighing
from smartai.reactions.notifications import accounts, customers, team

SUBSCRIPTIONS: dict[type[Event], Sequence[Reaction]] = {
    tickets.TicketOpened: [customers.confirm_request, team.tell_team_of_ticket, await_weighing],
    tickets.CustomerReplied: [team.tell_team_of_reply],
    tickets.AgentReplied: [customers.tell_answer],
    tickets.AnswerNotDelivered: [],
    tickets.NoteAdded: [],
    tickets.RequestAccepted: [customers.confirm_accepted],
    tickets.RequestRefused: [],
    tickets.ReviewReopened: [],
    tickets.StatusChanged: [customers.tell_solved],
    tickets.TicketAssigned: [team.tell_assignee],
    tickets.TicketsReassigned: [team.tell_heir],
    tickets.TagCreated: [],
    tickets.TagChanged: [],
    tickets.TagsMerged: [],
    tickets.TagArchived: [],
    tickets.TagRestored: [],
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
    tickets.FormOrdered: [],
    satisfaction.TicketRated: [],
    people.PersonRegistered: [],
    people.PersonChanged: [accounts.tell_of_main_address, requester_changed, person_changed],
    people.AddressProven: [
        accounts.adopt_proven_requests,
        accounts.tell_of_new_address,
        requester_changed,
        person_changed,
    ],
    people.AddressRemoved: [accounts.tell_of_removed_address, requester_changed, person_changed],
    people.CodeRequested: [accounts.send_code],
    people.PasswordChanged: [accounts.tell_of_password],
    people.SecondStepStarted: [accounts.tell_of_second_step],
    people.SecondStepRemoved: [accounts.tell_of_second_step_removed],
    people.RecoveryCodesRenewed: [],
    people.RecoveryCodeUsed: [],
    people.PasskeyAdded: [accounts.tell_of_passkey],
    people.PasskeyRenamed: [],
    people.PasskeyRemoved: [],
    people.ColleagueInvited: [accounts.invite_colleague],
    people.RoleChanged: [],
    people.PersonDeactivated: [],
    people.PersonReactivated: [],
    people.PersonErased: [],
    privacy.RequestErased: [],
    privacy.RequestFilesErased: [],
    people.RegistrationFieldsChanged: [],
    identities.IdentityKeyCreated: [],
    identities.IdentityKeyRetired: [],
    identities.SiteIdentityLinked: [accounts.adopt_linked_requests],
    identities.SignInProviderSaved: [],
    identities.SignInProviderRemoved: [],
    identities.ProviderIdentityLinked: [accounts.tell_of_provider],
    identities.ProviderIdentityRemoved: [],
    departments.DepartmentCreated: [],
    departments.DepartmentChanged: [],
    departments.DepartmentArchived: [],
    departments.DepartmentRestored: [],
    departments.DepartmentsOrdered: [],
    departments.MembersChanged: [],
    helpfulness.ArticleJudged: [],
    helpfulness.ArticleStarted: [],
    helpfulness.QuestionDismissed: [],
    helpfulness.QuestionRestored: [],
    knowledge.ArticleSaved: [],
    knowledge.ArticlePublished: [],
    knowledge.ArticleStatusChanged: [],
    knowledge.ArticleOwnerChanged: [],
    knowledge.ArticleReviewPlanned: [],
    knowledge.ArticleReviewed: [],
    knowledge.ArticleMoved: [],
    knowledge.TranslationConfirmed: [],
    knowledge.ArticlesOrdered: [],
    knowledge.CategoryCreated: [],
    knowledge.CategoryChanged: [],
    knowledge.CategoriesOrdered: [],
    knowledge.CategoryRemoved: [],
    knowledge.ArticlesRendered: [],
    knowledge.ArticleFileAdded: [],
    knowledge.ArticleFileRemoved: [],
    knowledge.ArticleAnswered: [],
    knowledge.ArticleAnswerRetracted: [],
    knowledge.ArticleUsed: [],
    knowledge.ArticleSourceNamed: [],
    knowledge.ArticleWordsLearned: [],
    knowledge.LearnedWordRefused: [],
    saved_replies.SavedReplyChanged: [],
    workspace.ChoicesChanged: [],
    workspace.MailDismissed: [],
    workspace.MailRestored: [],
    workspace.FirstStepsChanged: [],
    workspace.PanelChecked: [],
    workspace.PanelCreated: [],
    workspace.PanelChanged: [],
    workspace.PanelChoicesChanged: [],
}
