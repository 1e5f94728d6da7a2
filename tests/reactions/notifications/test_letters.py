"""How a mail reads: in a list of mails, as plain text, on a narrow screen, and when it is very long."""

from __future__ import annotations

import re

import pytest

from smartai.core.people.actions import request_code
from smartai.core.tickets.actions import reply_as_agent
from smartai.core.tickets.models import Message, Ticket
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.models import CodePurpose, Person
from smartai.foundation.mail.message import build_message
from smartai.foundation.mail.models import OutgoingMail
from smartai.reactions.notifications.filling import fill
from tests.reactions.notifications.post import mail_to, mails_to

pytestmark = pytest.mark.django_db


def ahead_of(mail: OutgoingMail) -> str:
    found = re.search(r'<div class="ahead"[^>]*>(.*?)</div>', mail.html)
    assert found
    return found[1]


def html_on_the_wire(mail: OutgoingMail) -> str:
    part = build_message(mail, fill).get_body(("html",))
    assert part
    return str(part.get_content())


def test_a_list_of_mails_shows_the_news_behind_the_subject(
    an_answer: Message, alice: Person, anton: Person
) -> None:
    request_code(alice.email, CodePurpose.SIGN_IN, by=NOBODY)
    code, confirmed, answered = mails_to(alice)  # what is about no ticket does not wait
    assert ahead_of(confirmed).startswith("Thank you for writing to us.")
    assert ahead_of(answered) == "Here is the full file."
    assert ahead_of(code).startswith("{{code:")
    assert ahead_of(mails_to(anton)[0]) == "When I export, the file ends at row 10,000."


def test_plain_text_is_wrapped_between_words_and_a_quote_stays_a_quote(
    a_ticket: Ticket, alice: Person, anton: Person
) -> None:
    address = "https://northwind.example/" + "long/" * 30
    reply_as_agent(a_ticket, f"{'many words ' * 40}\n\n{address}\n> as you wrote", by=anton)
    lines = mails_to(alice)[-1].text.splitlines()
    assert {line for line in lines if len(line) > 72} == {f"> {address}"}
    assert [line[:2] for line in lines if "many words" in line] == ["> "] * 7
    assert "> > as you wrote" in lines


def test_a_very_long_letter_is_cut_before_mail_programs_cut_it(
    a_ticket: Ticket, alice: Person, anton: Person
) -> None:
    reply_as_agent(a_ticket, "word & word\n" * 4_000, by=anton)
    mail = mails_to(alice)[-1]
    html = html_on_the_wire(mail)
    assert len(html) < 90_000
    for body in (mail.text, html):
        assert "This is only the beginning." in body
        assert "Read and answer" in body


def test_a_mail_is_laid_out_for_old_programs_and_narrow_screens(a_ticket: Ticket, alice: Person) -> None:
    html = html_on_the_wire(mail_to(alice))
    assert '<!--[if mso]><table role="presentation" width="600"' in html
    assert "max-width: 600px" in html
    assert re.search(r'<td class="push" bgcolor="#[0-9a-f]{6}"', html)
    page = re.search(r'<table class="page"[^>]*>', html)
    assert page
    assert 'lang="en"' in page[0]
    assert 'dir="ltr"' in page[0]
    assert "<img" not in html  # no logo, and nothing that tells whether it was opened


def test_the_team_can_sort_its_mails_and_leave_them(a_ticket: Ticket, anton: Person, alice: Person) -> None:
    mail = mail_to(anton)
    assert mail.headers["List-Id"] == "<tickets.help.northwind.example>"
    assert mail.headers["List-Unsubscribe"] == "<https://help.northwind.example/desk/profile/>"
    assert "/desk/profile/" in mail.html
    assert "/support/profile/" in mail_to(alice).text
