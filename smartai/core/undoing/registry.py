"""Which facts can be taken back, and how; of the others why not. Every kind is in one of three lists."""

from __future__ import annotations

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smartai.core.helpfulness import events as helpfulness
from smartai.core.identities import events as identities
from smartai.core.knowledge import events as knowledge
from smartai.core.people import events as people
from smartai.core.privacy import events as privacy
from smartai.core.satisfaction import events as satisfaction
from smartai.core.tickets import events as tickets
from smartai.core.undoing.undoing import Undoing
from smartai.core.undoing.ways import (
    choices,
    departments,
    help_pages,
    panels,
    providers,
    request_form,
    saved_replies,
    statuses,
    tags,
)
from smartai.core.undoing.ways import people as team
from smartai.core.workspace import events as workspace
from smartai.foundation.events.event import Event

UNDOINGS: Final[dict[str, Undoing[Any]]] = {
    way.of.kind: way
    for ways in (
        choices.WAYS,
        departments.WAYS,
        team.WAYS,
        request_form.WAYS,
        statuses.WAYS,
        tags.WAYS,
        panels.WAYS,
        providers.WAYS,
        saved_replies.WAYS,
        help_pages.WAYS,
    )
    for way in ways
}

FINAL: Final[dict[str, Promise]] = {
    tickets.TagsMerged.kind: _("Which ticket had which tag is not kept, so there is no Undo."),
    tickets.TicketsReassigned.kind: _("Each ticket goes on from there, so there is no Undo."),
    people.ColleagueInvited.kind: _("The invitation has left. On their page you can end their access."),
    identities.IdentityKeyCreated.kind: _("A site may use it already. You can retire it on its page."),
    identities.IdentityKeyRetired.kind: _("It may have been stolen: it never counts again. Make a new one."),
    people.PersonErased.kind: _("It is gone for good, as was asked for."),
    privacy.RequestErased.kind: _("It is gone for good: its time was over."),
    privacy.RequestFilesErased.kind: _("It is gone for good: its time was over."),
}
"""Decisions that nobody can take back, with what people read instead of a button."""

_OF_TICKETS = "it is work on a ticket: the ticket's own page changes it again, with what follows from that"
_OF_ONESELF = "somebody's own account: only they change it again, and proofs can't be had back"
_OF_ARTICLES = "an article keeps its versions: its own page gives back what it was"
_OF_READERS = "something that a reader or the product did, and no decision"

OTHERS: Final[dict[type[Event], str]] = {
    tickets.TicketOpened: _OF_TICKETS,
    tickets.CustomerReplied: _OF_TICKETS,
    tickets.AgentReplied: _OF_TICKETS,
    tickets.AnswerNotDelivered: _OF_TICKETS,
    tickets.NoteAdded: _OF_TICKETS,
    tickets.RequestAccepted: _OF_TICKETS,
    tickets.RequestRefused: _OF_TICKETS,
    tickets.ReviewReopened: _OF_TICKETS,
    tickets.StatusChanged: _OF_TICKETS,
    tickets.TicketAssigned: _OF_TICKETS,
    tickets.PriorityChanged: _OF_TICKETS,
    tickets.TicketMoved: _OF_TICKETS,
    tickets.TitleChanged: _OF_TICKETS,
    tickets.TagsChanged: _OF_TICKETS,
    tickets.CustomValuesChanged: _OF_TICKETS,
    tickets.ParticipantAdded: _OF_TICKETS,
    tickets.ParticipantRemoved: _OF_TICKETS,
    tickets.LinksRevoked: _OF_TICKETS,
    tickets.RequestsAdopted: _OF_TICKETS,
    satisfaction.TicketRated: _OF_TICKETS,
    people.PersonRegistered: _OF_ONESELF,
    people.PersonChanged: _OF_ONESELF,
    people.AddressProven: _OF_ONESELF,
    people.AddressRemoved: _OF_ONESELF,
    people.CodeRequested: _OF_ONESELF,
    people.PasswordChanged: _OF_ONESELF,
    people.SecondStepStarted: _OF_ONESELF,
    people.SecondStepRemoved: _OF_ONESELF,
    people.RecoveryCodesRenewed: _OF_ONESELF,
    people.RecoveryCodeUsed: _OF_ONESELF,
    people.PasskeyAdded: _OF_ONESELF,
    people.PasskeyRenamed: _OF_ONESELF,
    people.PasskeyRemoved: _OF_ONESELF,
    identities.SiteIdentityLinked: _OF_ONESELF,
    identities.ProviderIdentityLinked: _OF_ONESELF,
    identities.ProviderIdentityRemoved: _OF_ONESELF,
    helpfulness.ArticleJudged: _OF_READERS,
    helpfulness.ArticleStarted: _OF_ARTICLES,
    knowledge.ArticlePublished: _OF_ARTICLES,
    knowledge.ArticleSaved: _OF_ARTICLES,
    knowledge.ArticleStatusChanged: _OF_ARTICLES,
    knowledge.ArticleOwnerChanged: _OF_ARTICLES,
    knowledge.ArticleReviewPlanned: _OF_ARTICLES,
    knowledge.ArticleReviewed: _OF_ARTICLES,
    knowledge.ArticleMoved: _OF_ARTICLES,
    knowledge.TranslationConfirmed: _OF_ARTICLES,
    knowledge.ArticleFileAdded: _OF_ARTICLES,
    knowledge.ArticleFileRemoved: _OF_ARTICLES,
    knowledge.ArticleSourceNamed: _OF_ARTICLES,
    knowledge.ArticleWordsLearned: _OF_READERS,
    knowledge.LearnedWordRefused: _OF_ARTICLES,
    knowledge.ArticlesRendered: _OF_READERS,
    knowledge.ArticleAnswered: _OF_READERS,
    knowledge.ArticleAnswerRetracted: _OF_READERS,
    knowledge.ArticleUsed: _OF_TICKETS,
    workspace.FirstStepsChanged: _OF_READERS,
    workspace.PanelChecked: _OF_READERS,
}
"""Facts in whose row nobody looks for an Undo, and why there is none."""
