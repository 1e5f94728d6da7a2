from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from smartai.core.workspace.groups.group import Group, Line, Paragraphs, fact


class OutgoingMail(Group):
    """Which e-mails customers get and who they are from."""

    about = _("Which e-mails customers get, and who they are from.")

    sender_name: Line = fact(
        "",
        _("Sender's name"),
        _("Empty uses your name from “Name and look”."),
        max_length=60,
    )
    tell_created: bool = fact(
        True,
        _("Request arrived"),
        _("A confirmation with a link, when a request is created."),
    )
    tell_answered: bool = fact(True, _("New answer"), _("The answer and a link, whenever the team answers."))
    footer: Paragraphs = fact(
        "",
        _("Footer"),
        _("Below every e-mail: your address, your hours."),
        max_length=500,
    )


class MailWords(Group):
    """The words of the e-mails. Empty keeps ours, in the reader's language.

    Placeholders: {{name}}, {{brand}}, {{number}}, {{title}}, {{agent}}, {{department}}.
    """

    about = _("The words of your e-mails; an empty field keeps ours, in the reader's language.")

    created_subject: Line = fact(
        "",
        _("Request arrived: subject"),
        _("Subject of the confirmation."),
        max_length=150,
    )
    created_body: Paragraphs = fact(
        "",
        _("Request arrived: text"),
        _("Above the button that opens the request."),
        max_length=5_000,
    )
    answered_subject: Line = fact("", _("New answer: subject"), _("Subject of an answer."), max_length=150)
    answered_body: Paragraphs = fact(
        "",
        _("New answer: text"),
        _("Above the answer, which is always quoted below."),
        max_length=5_000,
    )
    team_new_subject: Line = fact(
        "",
        _("New ticket: subject"),
        _("Subject of the e-mail to the team."),
        max_length=150,
    )
    team_new_body: Paragraphs = fact(
        "", _("New ticket: text"), _("Above the customer's message."), max_length=5_000
    )
    team_reply_subject: Line = fact(
        "",
        _("Customer replied: subject"),
        _("Subject of the e-mail to the team."),
        max_length=150,
    )
    team_reply_body: Paragraphs = fact(
        "",
        _("Customer replied: text"),
        _("Above the customer's message."),
        max_length=5_000,
    )
    code_subject: Line = fact(
        "",
        _("Code: subject"),
        _("Subject of the e-mail with a sign-in code."),
        max_length=150,
    )
    code_body: Paragraphs = fact("", _("Code: text"), _("Above the code."), max_length=5_000)
