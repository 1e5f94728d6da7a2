"""The sentences around a mail's words: on the button, below it, and at the foot."""

from __future__ import annotations

from django.utils.translation import gettext as _

from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import CodePurpose
from smartai.reactions.notifications import places
from smartai.reactions.notifications.facts import Facts
from smartai.reactions.notifications.kinds import TO_THE_TEAM, Kind


def choice_url_of(kind: Kind) -> str:
    """Where its reader says that they want no such mails; "" for those that everybody gets."""
    match kind:
        case _ if kind in TO_THE_TEAM:
            return places.desk_profile_page()
        case Kind.CREATED | Kind.ANSWERED | Kind.SOLVED | Kind.LET_IN | Kind.OPENED_FOR_YOU:
            return places.profile_page() if choices().panel.show_profile else ""
        case _:
            return ""


def button_of(kind: Kind) -> str:
    match kind:
        case Kind.ANSWERED | Kind.SOLVED | Kind.LET_IN | Kind.OPENED_FOR_YOU:
            return _("Read and answer")
        case Kind.TEAM_HANDED_OVER:
            return _("Open your tickets")
        case _ if kind in TO_THE_TEAM:
            return _("Open the ticket")
        case Kind.INVITATION:
            return _("Sign in")
        case Kind.CODE:
            return _("Fill in the code")
        case (
            Kind.SECOND_STEP_ON
            | Kind.SECOND_STEP_OFF
            | Kind.SECOND_STEP_TAKEN
            | Kind.PASSKEY_ADDED
            | Kind.PROVIDER_LINKED
        ):
            return _("Look at your ways to sign in")
        case Kind.PASSWORD_CHANGED | Kind.ADDRESS_ADDED | Kind.MAIN_ADDRESS_CHANGED | Kind.ADDRESS_REMOVED:
            return _("Open your profile")
        case _:
            return _("Open your request")


def closing_of(kind: Kind, facts: Facts) -> list[str]:
    """Below the button: how to answer, or what the code is for."""
    match kind:
        case Kind.CODE:
            return [
                _purpose(facts.purpose),
                _("Code and button work once, within 10 minutes, in the browser that asked for them.")
                if facts.url
                else _("The code works once, within 10 minutes, in the browser that asked for it."),
                _("If you did not ask for it, you need to do nothing: without the code nothing happens."),
            ]  # fmt: skip
        case _ if kind in TO_THE_TEAM:
            return [_("Please answer there: answers to this e-mail are not received.")]
        case Kind.CREATED | Kind.ANSWERED | Kind.SOLVED | Kind.LET_IN | Kind.OPENED_FOR_YOU:
            return [
                _("Please answer there: answers to this e-mail are not received."),
                _("The link opens this one request without signing in, so keep this e-mail to yourself."),
            ]
        case _:
            return []


def _purpose(purpose: str) -> str:
    match purpose:
        case CodePurpose.CONFIRM_REQUEST:
            return _("Type it into the page where you wrote your request, and the request is sent.")
        case CodePurpose.ADD_ADDRESS:
            return _("Type it into your profile, and this address belongs to your account.")
        case CodePurpose.RESET_PASSWORD:
            return _("Type it into the page that asked for it, then choose a new password.")
        case _:
            return _("Type it into the page that asked for it, and you are signed in.")
