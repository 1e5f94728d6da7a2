"""Every setting of the earlier panel as data: how an owner chooses it, and what is seen of it, where.

A row belongs to a row of `docs/guide/original-settings.md`. The rows of a round hold together and are
published together; what cannot hold at once stands in different rounds. What the table cannot say is told by
a story, which the row names.
"""

from __future__ import annotations

from collections.abc import Mapping

from smartai.lib.colour import brand_colours
from tests.journeys.sights import Row, has, lacks

COLOUR = "#7a3e9d"
_BUTTON = "rgb({}, {}, {})".format(*bytes.fromhex(brand_colours(COLOUR).light.accent[1:]))
_ACTIONS = "[data-live-part=actions] button"
LOGO = "a logo"
"""Stands for a picture that the story draws."""

LOOK = (
    Row("Ticket area", {}, (has("form", "form[data-draft] textarea[name=message]"),)),
    Row(
        "Name, colour and logo",
        {"brand.name": "Southwind", "brand.colour": COLOUR, "brand.logo": LOGO},
        (
            has("form", "header.top .brand", "Southwind"),
            has("form", "form .btn.accent", backgroundColor=_BUTTON),
            has("form", "header.top img.mark[src*='brand/logo']"),
        ),
    ),
    Row("Panel height", {"panel.max_height": 520}, (has("form", ".wrap", maxHeight="520px"),)),
    Row("Offset of a fixed header", {"panel.offset": 40}, (has("form", "body", paddingTop="40px"),)),
    Row("Name as title", {"panel.name_as_title": True}, (has("list", ".requests .title", "{customer}"),)),
    Row("ENTER sends", {"panel.enter_sends": True}, (has("request", "textarea[data-enter=send]"),)),
    Row(
        "Disable editing of the profile",
        {"panel.edit_profile": False},
        (has("profile", "main form .hint", "kept by our team"),),
    ),
    Row(
        "Hide the department",
        {"panel.show_department": False},
        (has("request", ".facts"), lacks("request", ".facts dd", "Support")),
    ),
    Row(
        "Hide the new-ticket button", {"panel.show_new_button": False}, (lacks("list", ".page-head a"),)
    ),
    Row(
        "Hide agents' details",
        {"panel.show_agent_details": False},
        (has("request", ".letter .head", "Southwind"), lacks("request", ".letter .head", "Anton")),
    ),
    Row(
        "Welcome message",
        {"welcome.heading": "What can we do for you?", "welcome.message": "We answer within a day."},
        (has("form", "h1", "What can we do for you?"), has("form", ".lede", "We answer within a day.")),
    ),
    Row(
        "Renamed labels and buttons",
        {
            "labels.new_request": "Ask us", "labels.your_requests": "My questions",
            "labels.help_articles": "Handbook", "labels.title": "Subject", "labels.message": "Details",
            "labels.department": "Team", "labels.priority": "Hurry", "labels.attachments": "Papers",
            "labels.send": "Off you go", "labels.reply": "Answer", "labels.solved": "All is well",
            "labels.close": "Never mind", "labels.reopen": "Once more",
        },
        (
            has("form", ".tabs a", "Ask us"), has("form", ".tabs a", "My questions"),
            has("form", ".tabs a", "Handbook"), has("form", "label[for=id_title]", "Subject"),
            has("form", "label[for=id_message]", "Details"), has("form", "label[for=id_department]", "Team"),
            has("form", "label[for=id_priority]", "Hurry"), has("form", ".drop", "Papers"),
            has("form", "button", "Off you go"), has("request", ".composer button", "Answer"),
            has("request", _ACTIONS, "All is well"), has("waiting", _ACTIONS, "Never mind"),
            has("ended", _ACTIONS, "Once more"),
        ),
    ),
    Row(
        "Position of the button",
        {"widget.side": "start", "widget.inline_offset": 40, "widget.block_offset": 60},
        (has("button", "html > [data-side=start][style*='--i: 40px'][style*='--b: 60px']"),),
    ),
    Row("Manual start", {}, (has("manual", "html > [data-bare]"), has("manual", "[data-smartai-open]"))),
)  # fmt: skip

_NO_LIST = lacks("form", ".tabs [data-live-part=tab-list]")
_NO_PROFILE = (has("request", ".composer"), lacks("request", ".me a[href*=profile]"))
PARTS = (
    Row("Hide the left list", {"panel.show_list": False}, (_NO_LIST,)),
    Row("Hide the right column", {"panel.show_help": False}, (lacks("form", "aside"),)),
    Row("Articles box", {"panel.show_help": False}, (lacks("form", ".help-list"),)),
    Row("Hide the profile", {"panel.show_profile": False}, _NO_PROFILE),
    Row("Hide the top bar", {"panel.show_top_bar": False}, (lacks("form", "header.top"),)),
    Row(
        "Hide the first-ticket form",
        {"panel.show_first_form": False},
        (lacks("first", "textarea[name=message]"), has("first", "main a[href*=write]")),
    ),
    Row("Priority field", {"form.priority": "hidden"}, (lacks("form", "select[name=priority]"),)),
    Row(
        "reCAPTCHA v2 keys",
        {
            "protection.check": "recaptcha-v2", "protection.recaptcha_v2_site_key": "a-site-key",
            "protection.recaptcha_v2_secret": "a-right-secret",
        },
        (has("form", ".proof", "Google reCAPTCHA checks that a person writes here"),),
    ),
)  # fmt: skip

ASKED = (
    Row(
        "Title and message",
        {"form.title": "hidden", "form.message": "optional"},
        (
            lacks("form", "#id_title"), has("form", "#id_message"),
            lacks("form", "label[for=id_message] .star"),
        ),
    ),
    Row(
        "Default ticket name",
        {"form.default_title": "A question"},
        told="test_a_request_without_title_and_department_gets_the_owners: it is the title of what is sent",
    ),
    Row(
        "Department field",
        {"form.department": "required"},
        (has("form", "label[for=id_department] .star"),),
    ),
    Row(
        "Default department",
        {"form.default_department": "Billing"},
        (has("form", "select[name=department] option:checked", "Billing"),),
    ),
    Row(
        "Default priority",
        {"form.default_priority": "High"},
        (has("form", "select[name=priority] option:checked", "High, it blocks my work"),),
    ),
    Row(
        "Attachments",
        {"form.attachments": "required", "form.max_file_mb": 7, "form.max_files": 3},
        (
            has("form", "#id_files .star"),
            has("form", "[data-max-bytes='7340032'][data-max-files='3']"),
            has("request", "[data-max-bytes='7340032'][data-max-files='3']"),
        ),
    ),
    Row(
        "Customers may close", {"requests.customers_close": False}, (lacks("request", _ACTIONS),)
    ),
    Row(
        "Customers may reopen",
        {"requests.customers_reopen": False, "requests.reopen_days": 3},
        (lacks("ended", _ACTIONS), has("ended", "#ending", "begins a new request")),
    ),
    Row("Rating", {"requests.ask_rating": False}, (lacks("ended", "form.rating"),)),
    Row(
        "Archive after some days", {"requests.archive_days": 5},
        (has("closed", ".segments [aria-current]", "Closed"), lacks("closed", ".requests", "All over")),
    ),
    Row(
        "reCAPTCHA v3 keys",
        {
            "protection.check": "recaptcha-v3", "protection.recaptcha_v3_site_key": "a-site-key",
            "protection.recaptcha_v3_secret": "a-right-secret", "protection.recaptcha_v3_threshold": "0.7",
        },
        (has("form", ".proof", "Protected by reCAPTCHA"),),
    ),
    Row(
        "reCAPTCHA",
        {"protection.check": "recaptcha-v3"},
        (has("sign-in", ".proof", "reCAPTCHA"), has("register", ".proof", "reCAPTCHA")),
    ),
)  # fmt: skip

NO_REGISTRATION = (
    Row(
        "Registration",
        {"sign_in.registration": False},
        (has("sign-in", "input[name=address]"), lacks("sign-in", "a[href*=register]")),
    ),
)
REGISTRATION = (
    Row(
        "Disable password",
        {"sign_in.create_without_password": False},
        (has("register", "input[type=password]"),),
    ),
    Row(
        "Registration fields",
        {
            "registration.name": "optional", "registration.phone": "optional",
            "registration.company": "required", "registration.language": "optional",
        },
        (
            lacks("register", "label[for=id_name] .star"), has("register", "input[name=phone]"),
            has("register", "label[for=id_company] .star"), has("register", "select[name=language]"),
        ),
    ),
)  # fmt: skip
NO_PASSWORD = (
    Row(
        "Disable password",
        {"sign_in.passwords": False},
        (has("sign-in", "input[name=address]"), lacks("sign-in", "input[type=password]")),
    ),
    Row(
        "Require registration",
        {"sign_in.policy": "account"},
        (lacks("form", "textarea[name=message]"), has("form", "h1", "Sign in")),
    ),
)
REGISTER_FIRST = (
    Row(
        "Default form",
        {"sign_in.policy": "account", "sign_in.first_page": "register"},
        (has("form", "h1", "Create an account"),),
    ),
)
MAILS = (
    Row(
        "Words of these e-mails",
        {
            "words.created_subject": "We have it: {{title}}",
            "words.created_body": "Dear {{name}}, it is here.",
            "words.answered_subject": "We wrote: {{title}}",
            "words.answered_body": "Dear {{name}}, look.",
        },
        (
            has("created", "h1", "We have it: "), has("created", "details", "it is here."),
            has("answered", "h1", "We wrote: "), has("answered", "details", ", look."),
        ),
    ),
    Row(
        "Sender and footer",
        {"mail.sender_name": "The Northwinds", "mail.footer": "1 Lake Street"},
        (has("created", ".properties", "The Northwinds"), has("created", "details", "1 Lake Street")),
    ),
)  # fmt: skip
NO_MAILS = (
    Row(
        "E-mail when a ticket is created",
        {"mail.tell_created": False},
        (has("created", "[role=status]", "Switched off"),),
    ),
    Row(
        "E-mail at an answer",
        {"mail.tell_answered": False},
        (has("answered", "[role=status]", "Switched off"),),
    ),
)
ELSEWHERE = (
    Row(
        "Redirect URL",
        {"sign_in.first_page": "redirect", "sign_in.redirect_url": "https://login.example/in"},
        told="test_the_owners_own_page_signs_in: it is no page of ours",
    ),
    Row(
        "Direct link in e-mails",
        {"requests.link_days": 7},
        told="test_mails_say_it_in_the_owners_words: it counts days",
    ),
    Row("Own registration fields", {}, told="test_lists_hold_at_once: a list has no draft"),
    Row("Priorities", {}, told="test_lists_hold_at_once: a list has no draft"),
    Row("Custom fields", {}, told="test_lists_hold_at_once: the builder has its own preview"),
    Row("Departments and their agents", {}, told="test_lists_hold_at_once: a list has no draft"),
)
"""What each story tells by itself."""

CHAPTERS: Mapping[str, tuple[tuple[Row, ...], ...]] = {
    "the look": (LOOK,),
    "what is hidden": (PARTS,),
    "what is asked and what may be done": (ASKED,),
    "who comes in": (NO_REGISTRATION, REGISTRATION, NO_PASSWORD, REGISTER_FIRST),
}
ROWS = (
    *(row for rounds in CHAPTERS.values() for rows in rounds for row in rows),
    *MAILS,
    *NO_MAILS,
    *ELSEWHERE,
)
