"""Stored facts in words, for owners who look up who did what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smartai.core.departments import events as departments
from smartai.core.helpfulness import events as helpfulness
from smartai.core.identities import events as identities
from smartai.core.knowledge import events as knowledge
from smartai.core.people import events as people
from smartai.core.privacy import events as privacy
from smartai.core.satisfaction import events as satisfaction
from smartai.core.saved_replies import events as saved_replies
from smartai.core.tickets import events as tickets
from smartai.core.tickets.catalogue import catalogue
from smartai.core.undoing.actions import can_undo, why_not
from smartai.core.workspace.choices import GROUPS
from smartai.core.workspace.events import (
    ChoicesChanged,
    FirstStepsChanged,
    MailDismissed,
    MailRestored,
    PanelChanged,
    PanelChecked,
    PanelChoicesChanged,
    PanelCreated,
)
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.models import StoredEvent
from smartai.web.console.change_steps import Step, steps_of
from smartai.web.console.change_values import ListValues
from smartai.web.console.frame import TITLES

WORDS: dict[str, Promise] = {
    tickets.TicketOpened.kind: _("Opened a ticket"),
    tickets.CustomerReplied.kind: _("Replied as the customer"),
    tickets.AgentReplied.kind: _("Answered"),
    tickets.AnswerNotDelivered.kind: _("Could not deliver an answer"),
    tickets.NoteAdded.kind: _("Added a note"),
    tickets.RequestAccepted.kind: _("Accepted a request that waited for it"),
    tickets.RequestRefused.kind: _("Refused a request"),
    tickets.ReviewReopened.kind: _("Took back a decision about a request"),
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
    tickets.FormOrdered.kind: _("Put the request form in order"),
    satisfaction.TicketRated.kind: _("Rated the answer"),
    people.PersonRegistered.kind: _("Created an account"),
    people.PersonChanged.kind: _("Changed a profile"),
    people.AddressProven.kind: _("Proved an e-mail address"),
    people.AddressRemoved.kind: _("Removed an e-mail address"),
    people.CodeRequested.kind: _("Asked for a code"),
    people.PasswordChanged.kind: _("Changed a password"),
    people.SecondStepStarted.kind: _("Turned a second step on"),
    people.SecondStepRemoved.kind: _("Turned a second step off"),
    people.RecoveryCodesRenewed.kind: _("Made new recovery codes"),
    people.RecoveryCodeUsed.kind: _("Signed in with a recovery code"),
    people.PasskeyAdded.kind: _("Added a passkey"),
    people.PasskeyRenamed.kind: _("Renamed a passkey"),
    people.PasskeyRemoved.kind: _("Removed a passkey"),
    people.ColleagueInvited.kind: _("Invited a colleague"),
    people.RoleChanged.kind: _("Changed a role"),
    people.PersonDeactivated.kind: _("Shut somebody out"),
    people.PersonReactivated.kind: _("Let somebody in again"),
    people.PersonErased.kind: _("Deleted somebody's data"),
    privacy.RequestErased.kind: _("Erased a closed request whose time was over"),
    privacy.RequestFilesErased.kind: _("Erased the files of a closed request whose time was over"),
    people.RegistrationFieldsChanged.kind: _("Changed a question at registration"),
    identities.IdentityKeyCreated.kind: _("Made a key for signed names"),
    identities.IdentityKeyRetired.kind: _("Retired a key for signed names"),
    identities.SiteIdentityLinked.kind: _("Was named by a site"),
    identities.SignInProviderSaved.kind: _("Saved a provider for signing in"),
    identities.SignInProviderRemoved.kind: _("Removed a provider for signing in"),
    identities.ProviderIdentityLinked.kind: _("Joined an account elsewhere to theirs"),
    identities.ProviderIdentityRemoved.kind: _("Took an account elsewhere off theirs"),
    departments.DepartmentCreated.kind: _("Created a department"),
    departments.DepartmentChanged.kind: _("Changed a department"),
    departments.DepartmentArchived.kind: _("Archived a department"),
    departments.DepartmentRestored.kind: _("Brought a department back"),
    departments.DepartmentsOrdered.kind: _("Put the departments in order"),
    tickets.TicketsReassigned.kind: _("Handed over somebody's open tickets"),
    tickets.TagCreated.kind: _("Made a tag"),
    tickets.TagChanged.kind: _("Changed a tag"),
    tickets.TagsMerged.kind: _("Merged two tags"),
    tickets.TagArchived.kind: _("Archived a tag"),
    tickets.TagRestored.kind: _("Brought a tag back"),
    departments.MembersChanged.kind: _("Changed who works in a department"),
    helpfulness.ArticleJudged.kind: _("Said whether an article helped"),
    helpfulness.ArticleStarted.kind: _("Began an article for a question"),
    helpfulness.QuestionDismissed.kind: _("Took a question out of the list"),
    helpfulness.QuestionRestored.kind: _("Brought a question back"),
    knowledge.ArticlePublished.kind: _("Published an article"),
    knowledge.ArticleSaved.kind: _("Saved an article"),
    knowledge.ArticleStatusChanged.kind: _("Changed the status of an article"),
    knowledge.ArticleOwnerChanged.kind: _("Changed who looks after an article"),
    knowledge.ArticleReviewPlanned.kind: _("Changed when an article is reviewed"),
    knowledge.ArticleReviewed.kind: _("Reviewed an article"),
    knowledge.ArticleMoved.kind: _("Moved an article to another category"),
    knowledge.TranslationConfirmed.kind: _("Found a translation up to date"),
    knowledge.ArticlesOrdered.kind: _("Put articles in order"),
    knowledge.CategoryCreated.kind: _("Made a category of articles"),
    knowledge.CategoryChanged.kind: _("Changed a category of articles"),
    knowledge.CategoriesOrdered.kind: _("Put categories of articles in order"),
    knowledge.CategoryRemoved.kind: _("Removed a category of articles"),
    knowledge.ArticlesRendered.kind: _("Made the pages of help articles anew"),
    knowledge.ArticleFileAdded.kind: _("Added a file to an article"),
    knowledge.ArticleFileRemoved.kind: _("Removed a file of an article"),
    knowledge.ArticleAnswered.kind: _("Was answered by an article"),
    knowledge.ArticleAnswerRetracted.kind: _("Was not answered by an article after all"),
    knowledge.ArticleUsed.kind: _("Answered with an article"),
    knowledge.ArticleSourceNamed.kind: _("Made an article of a ticket"),
    knowledge.ArticleWordsLearned.kind: _("Learned how customers ask for an article"),
    knowledge.LearnedWordRefused.kind: _("Refused a word that was learned"),
    saved_replies.SavedReplyChanged.kind: _("Changed a saved reply"),
    ChoicesChanged.kind: _("Changed settings"),
    MailDismissed.kind: _("Forgot an undelivered e-mail"),
    MailRestored.kind: _("Brought back an undelivered e-mail"),
    FirstStepsChanged.kind: _("Went on with the first steps"),
    PanelChecked.kind: _("Looked at a page that embeds a panel"),
    PanelCreated.kind: _("Made a panel"),
    PanelChanged.kind: _("Changed a panel"),
    PanelChoicesChanged.kind: _("Changed settings of a panel"),
}
BY_WHAT: dict[str, dict[str, Promise]] = {
    tickets.FieldsChanged.kind: {
        "status created": _("Made a status"),
        "status": _("Changed a status"),
        "status archived": _("Archived a status"),
        "status brought back": _("Brought a status back"),
        "priority": _("Changed a priority"),
        "custom field created": _("Made a field"),
        "custom field changed": _("Changed a field"),
        "custom field removed": _("Archived a field"),
        "custom field brought back": _("Brought a field back"),
    },
    people.RegistrationFieldsChanged.kind: {
        "created": _("Made a question at registration"),
        "removed": _("Archived a question at registration"),
        "brought back": _("Brought a question at registration back"),
    },
    identities.SignInProviderSaved.kind: {
        "created": _("Added a provider for signing in"),
        "changed": _("Changed a provider for signing in"),
    },
    saved_replies.SavedReplyChanged.kind: {
        "made": _("Made a saved reply"),
        "removed": _("Removed a saved reply"),
        "brought back": _("Brought a saved reply back"),
    },
}
"""Kinds that say themselves what was done; the words above are for facts that don't."""
NAMED = ("after", "assignee_name", "name", "title", "labels", "added")
"""What a fact is about, when it says so itself; the first that is there."""


@dataclass(frozen=True, slots=True)
class Change:
    at: datetime
    who: str
    what: str
    about: str
    ticket: int | None
    pk: int = 0
    steps: tuple[Step, ...] = ()
    can_undo: bool = False
    why_not: str = ""


def change_of(stored: StoredEvent, by: Person, values: ListValues) -> Change:
    """As ``by`` reads it, who may undo it or not."""
    return Change(
        at=stored.created_at,
        who=stored.actor_name,
        what=_what(stored),
        about=_about(stored),
        ticket=stored.ticket_id,
        pk=stored.pk,
        steps=steps_of(stored, values),
        can_undo=can_undo(stored, by=by),
        why_not=why_not(stored, by=by),
    )


def _what(stored: StoredEvent) -> str:
    """A kind that an extension recorded is shown by its name."""
    told = stored.payload
    more = BY_WHAT.get(stored.kind, {}).get(told.get("what", ""))
    if stored.kind == tickets.FieldsChanged.kind and not told.get("row_id"):
        more = None  # of former times, when new statuses were told as "status" too
    return str(more or WORDS.get(stored.kind) or stored.kind)


def _about(stored: StoredEvent) -> str:
    fact = stored.payload
    if stored.kind in (ChoicesChanged.kind, PanelChoicesChanged.kind) and fact["group"] in GROUPS:
        group, told = GROUPS[fact["group"]], {*fact.get("before", {}), *fact.get("after", {})}
        names = [name for name in fact["names"] if name in group.model_fields and name not in told]
        labels = ", ".join(str(group.words_of(name)[0]) for name in names)
        return f"{TITLES[fact['group']]}: {labels}" if labels else str(TITLES[fact["group"]])
    if stored.kind == tickets.StatusChanged.kind:
        return catalogue().status_words(fact.get("after_id", 0), fact["after"])
    named = {name: fact[name] for name in NAMED if fact.get(name)}
    if not isinstance(named.get("after"), str):  # of a list: what it left, which is told in steps
        named.pop("after", None)
    value = next(iter(named.values()), "")
    return ", ".join(value) if isinstance(value, list) else str(value)
