from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationInfo, field_validator

from smartai.core.workspace.groups.group import Group, Line, fact


class Policy(StrEnum):
    OPEN = "open"
    CODE = "code"
    ACCOUNT = "account"


class FirstPage(StrEnum):
    SIGN_IN = "sign-in"
    REGISTER = "register"
    REDIRECT = "redirect"


class Ask(StrEnum):
    OFF = "off"
    OPTIONAL = "optional"
    REQUIRED = "required"


class SignIn(Group):
    """Who may write, and how customers sign in."""

    about = _("Who may write to you, and how customers sign in.")

    policy: Policy = fact(
        Policy.CODE,
        _("Who may write"),
        _("Everybody; whoever proves the e-mail address with a code; or only people with an account."),
    )
    codes: bool = fact(
        True,
        _("Codes by e-mail"),
        _(
            "The sign-in page offers to send a code. Off, a code still confirms the address "
            "of a new account, a request or a new password."
        ),
    )
    passwords: bool = fact(True, _("Passwords"), _("Customers may sign in with a password."))
    passkeys: bool = fact(
        True,
        _("Passkeys"),
        _("Customers may sign in with a key that their device or password manager keeps."),
    )
    providers: bool = fact(
        True,
        _("Providers"),
        _("Customers may sign in with an account elsewhere, of your list of providers."),
    )
    first_page: FirstPage = fact(
        FirstPage.SIGN_IN,
        _("First page"),
        _("What somebody sees who must sign in: sign in, register, or your page."),
    )
    redirect_url: Line = fact(
        "",
        _("Your sign-in page"),
        _("Full address; gets the page to come back to as “next”."),
        max_length=500,
    )
    registration: bool = fact(
        True, _("Registration"), _("New customers can create their account themselves.")
    )
    create_without_password: bool = fact(
        True,
        _("Account without password"),
        _("Registration asks for no password; a code signs in."),
    )

    @field_validator("providers")
    @classmethod
    def _is_a_way_left(cls, providers: bool, chosen: ValidationInfo) -> bool:
        """Passkeys alone are no way: somebody must come in once to make one."""
        if not (providers or chosen.data.get("codes") or chosen.data.get("passwords")):
            raise ValueError(
                gettext("Leave codes, passwords or providers on: nobody could sign in otherwise.")
            )
        return providers

    @field_validator("redirect_url")
    @classmethod
    def _is_web_address(cls, url: str, chosen: ValidationInfo) -> str:
        parts = urlsplit(url)
        if not url and chosen.data.get("first_page") == FirstPage.REDIRECT:
            raise ValueError(gettext("Write the address of your page, or choose another first page."))
        if url and (parts.scheme not in ("http", "https") or not parts.hostname):
            raise ValueError(gettext("Write the whole address, beginning with https://."))
        ours = urlsplit(settings.BASE_URL)
        if parts.netloc.lower() == ours.netloc.lower() and f"{parts.path}/".startswith("/support/"):
            raise ValueError(gettext("That is a page of this help desk, which would lead back to itself."))
        return url


class Registration(Group):
    """What registration asks for. The e-mail address is always asked for. Own fields are below."""

    about = _(
        "What a new account asks for beside the e-mail address; more is under “Questions at registration”."
    )

    name: Ask = fact(Ask.REQUIRED, _("Name"), _("How answers address the customer."))
    phone: Ask = fact(Ask.OFF, _("Phone"), _("A number for calling back."))
    company: Ask = fact(Ask.OFF, _("Company"), _("Where the customer works."))
    language: Ask = fact(Ask.OFF, _("Language"), _("In which language e-mails are written."))
