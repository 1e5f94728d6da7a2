from __future__ import annotations

from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import field_validator

from smartai.core.workspace.groups.group import Group, Line, Paragraphs, fact

LOWEST: Final = 320
"""Pixels: below, hardly a field of the form could be seen."""


class Panel(Group):
    """The customer's panel: how much room it takes and which parts it shows."""

    about = _("How much room your customers' pages take, and which parts they show.")

    max_height: int = fact(
        0,
        _("Maximum height"),
        _("In pixels, at least 320, for the area below the top bar; 0 fills the screen."),
        ge=0,
        le=10_000,
    )
    offset: int = fact(
        0,
        _("Offset at the top"),
        _("Pixels that a fixed header of your site covers."),
        ge=0,
        le=1_000,
    )
    name_as_title: bool = fact(
        False,
        _("Name as title"),
        _("Lists show the customer's name instead of the title."),
    )
    enter_sends: bool = fact(
        False,
        _("ENTER sends"),
        _("ENTER sends a reply and SHIFT+ENTER makes a new line."),
    )
    show_list: bool = fact(True, _("List of requests"), _("Customers see their earlier requests."))
    show_help: bool = fact(
        True,
        _("Right column"),
        _("Help articles and details beside the form and the request."),
    )
    show_profile: bool = fact(True, _("Profile"), _("Customers can open their profile."))
    edit_profile: bool = fact(
        True,
        _("Edit profile"),
        _("Customers can change their name, phone and company."),
    )
    show_department: bool = fact(
        True, _("Department in requests"), _("A request says which department has it.")
    )
    show_new_button: bool = fact(
        True,
        _("Button for a new request"),
        _("The list has a button that opens the form."),
    )
    show_agent_details: bool = fact(
        True, _("Agent's name"), _("Answers show who wrote them; off shows your name.")
    )
    show_top_bar: bool = fact(True, _("Top bar"), _("Logo, name and account at the top of each page."))
    show_first_form: bool = fact(
        True,
        _("Form for the first request"),
        _("Somebody without requests sees the form at once; off shows the welcome and a button."),
    )

    @field_validator("max_height")
    @classmethod
    def _is_no_slip(cls, pixels: int) -> int:
        if 0 < pixels < LOWEST:
            raise ValueError(gettext("At least %(pixels)d pixels, or 0.") % {"pixels": LOWEST})
        return pixels


class Welcome(Group):
    """Words that greet somebody who writes for the first time."""

    about = _("Words that greet somebody who writes for the first time.")

    heading: Line = fact(
        "",
        _("Heading"),
        _("Above the form; empty says “How can we help?”."),
        max_length=120,
    )
    message: Paragraphs = fact(
        "",
        _("Message"),
        _("Below the heading, at the first request of a customer."),
        max_length=2_000,
    )


class Labels(Group):
    """Your words instead of ours. Empty keeps ours, in the reader's language."""

    about = _("Your words instead of ours; an empty field keeps ours, in the reader's language.")

    new_request: Line = fact("", _("New request"), _("Tab and button that open the form."), max_length=40)
    your_requests: Line = fact("", _("Your requests"), _("Tab and heading of the list."), max_length=40)
    help_articles: Line = fact("", _("Help articles"), _("Tab of the articles."), max_length=40)
    title: Line = fact("", _("Title"), _("First field of the form."), max_length=60)
    message: Line = fact("", _("Message"), _("Second field of the form."), max_length=60)
    department: Line = fact(
        "",
        _("Department"),
        _("Field of the form and line in a request."),
        max_length=60,
    )
    priority: Line = fact("", _("How urgent is it?"), _("Field of the form."), max_length=60)
    attachments: Line = fact("", _("Files"), _("Field of the form."), max_length=60)
    send: Line = fact("", _("Send request"), _("Button below the form."), max_length=40)
    reply: Line = fact("", _("Send"), _("Button below a reply."), max_length=40)
    solved: Line = fact("", _("This is solved, thank you"), _("Button in a request."), max_length=60)
    close: Line = fact(
        "",
        _("Close request"),
        _("Button in a request without an answer yet."),
        max_length=60,
    )
    reopen: Line = fact("", _("Open it again"), _("Button in a closed request."), max_length=60)
