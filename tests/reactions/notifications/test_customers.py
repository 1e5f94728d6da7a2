"""What customers are sent, and what they never are."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from smartai.core.departments.models import Department
from smartai.core.people.actions import claim_person
from smartai.core.people.models.profile import Notify
from smartai.core.tickets.actions import (
    RequestDraft,
    add_note,
    add_participant,
    close_ticket,
    open_ticket,
    remove_participant,
    reply_as_agent,
    reply_as_customer,
)
from smartai.core.tickets.models import Category, Message, Ticket, TicketLink
from smartai.core.workspace.actions import change_panel_choices, create_panel
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.models import Person
from smartai.foundation.mail.models import OutgoingMail
from smartai.reactions.notifications import places
from smartai.reactions.notifications.kinds import Kind
from tests.cast import OpenTicket, choose
from tests.reactions.notifications.post import clear_post, kinds_to, mail_to, mails_to, wishes

pytestmark = pytest.mark.django_db


def test_a_new_request_is_confirmed_with_what_was_written(a_ticket: Ticket, alice: Person) -> None:
    mail = mail_to(alice)
    assert mail.kind == Kind.CREATED
    assert mail.subject == f"[#{a_ticket.pk}] Export stops at row 10,000"
    for body in (mail.text, mail.html):
        assert "Alice Lake" in body
        assert "the file ends at row 10,000." in body
        assert f"{{{{link:{TicketLink.objects.get().pk}:" in body
    assert mail.headers == {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    assert mail.about_message is None


def test_an_answer_goes_out_with_the_customers_own_words_below(
    a_ticket: Ticket, an_answer: Message, alice: Person
) -> None:
    mail = mails_to(alice)[-1]
    assert (mail.kind, mail.about_message) == (Kind.ANSWERED, an_answer.pk)
    assert mail.subject == f"Re: [#{a_ticket.pk}] Export stops at row 10,000"
    assert mail.text.index("Here is the full file.") < mail.text.index("> When I export")
    assert mail.headers["Auto-Submitted"] == "auto-generated"
    assert "Anton Krause" in mail.html


def test_where_the_owner_hides_agents_the_brand_answers(an_answer: Message, alice: Person) -> None:
    choose("panel", show_agent_details=False)
    choose("brand", name="Northwind")
    mail = mails_to(alice)[-1]
    assert "Anton" not in mail.text + mail.html + mail.from_name
    assert "Northwind answered your request" in mail.text


def test_no_mail_leads_to_a_profile_that_the_owner_hides(
    an_answer: Message, alice: Person, anton: Person
) -> None:
    assert all(places.profile_page() in mail.text for mail in mails_to(alice))
    choose("panel", show_profile=False)
    clear_post()
    reply_as_agent(an_answer.ticket, "One more thing.", by=anton)
    told = mail_to(alice)
    assert places.profile_page() not in told.text + told.html


@pytest.mark.parametrize(
    ("notify", "kinds"),
    [
        (Notify.EACH, [Kind.CREATED, Kind.ANSWERED, Kind.ANSWERED]),
        (Notify.SOLVED, [Kind.SOLVED]),
        (Notify.NEVER, []),
    ],
)
def test_customers_choose_how_often_they_hear(
    notify: Notify, kinds: list[Kind], a_ticket: Ticket, alice: Person, anton: Person
) -> None:
    wishes(alice, notify=notify)
    reply_as_agent(a_ticket, "We look at it.", by=anton)
    reply_as_agent(a_ticket, "It works again.", by=anton, then=Category.SOLVED)
    assert kinds_to(alice) == kinds
    if notify is Notify.SOLVED:
        assert "It works again." in mail_to(alice).text


@pytest.mark.parametrize(
    ("switch", "kinds"), [("tell_created", [Kind.ANSWERED]), ("tell_answered", [Kind.CREATED])]
)
def test_the_owner_switches_mails_off(
    switch: str, kinds: list[Kind], an_answer: Message, alice: Person
) -> None:
    choose("mail", **{switch: False})
    assert kinds_to(alice) == kinds


def test_nobody_is_told_of_what_they_did_themselves(a_ticket: Ticket, alice: Person, anton: Person) -> None:
    wishes(alice, notify=Notify.SOLVED)
    close_ticket(a_ticket, by=alice, solved=True)
    assert mails_to(alice) == []
    own = open_ticket(RequestDraft(title="Mine", text="New chair"), requester=anton, by=anton)
    reply_as_agent(own, "I bought one.", by=anton)
    assert kinds_to(anton) == [Kind.TEAM_NEW, Kind.CREATED]


def test_a_request_the_team_opened_is_the_customers_to_read(
    alice: Person, anton: Person, support: Department
) -> None:
    draft = RequestDraft(title="Your renewal", text="It is due in May.", department_id=support.pk)
    ticket = open_ticket(draft, requester=alice, by=anton)
    mail = mail_to(alice)
    assert mail.kind == Kind.OPENED_FOR_YOU
    assert mail.about_message == ticket.messages.get().pk
    assert "It is due in May." in mail.text
    assert mails_to(anton) == []


def test_a_note_never_gets_into_anything_a_customer_receives(
    a_ticket: Ticket, a_note: Message, alice: Person, bob: Person, carol: Person, anton: Person
) -> None:
    wishes(carol, notify=Notify.SOLVED)
    add_participant(a_ticket, bob, by=anton)
    add_participant(a_ticket, carol, by=anton)
    reply_as_agent(a_ticket, "We are on it.", by=anton)
    add_note(a_ticket, "SECRET-NOTE again", by=anton)
    reply_as_customer(a_ticket, "Any news?", by=alice)
    reply_as_agent(a_ticket, "Done.", by=anton, then=Category.SOLVED)
    mails = [*mails_to(alice), *mails_to(bob), *mails_to(carol)]
    assert len(mails) == 3 + 3 + 2
    for mail in mails:
        assert "SECRET-NOTE" not in mail.subject + mail.text + mail.html


def test_a_participant_gets_a_link_of_their_own_and_nothing_from_before(
    an_answer: Message, a_ticket: Ticket, bob: Person, alice: Person, anton: Person
) -> None:
    add_participant(a_ticket, bob, by=anton)
    assert kinds_to(bob) == [Kind.LET_IN]
    assert TicketLink.objects.filter(person=bob).count() == 1
    reply_as_agent(a_ticket, "Welcome, Bob.", by=anton)
    invitation, answer = mails_to(bob)
    for mail in (invitation, answer):
        for earlier in ("row 10,000.", "Here is the full file."):
            assert earlier not in mail.text + mail.html
    assert "> When I export" in mails_to(alice)[-1].text


def test_who_was_let_in_after_an_answer_is_not_sent_it_by_a_late_worker(
    an_answer: Message, a_ticket: Ticket, bob: Person, carol: Person, anton: Person
) -> None:
    add_participant(a_ticket, bob, by=anton)
    add_participant(a_ticket, carol, by=anton)
    remove_participant(a_ticket, carol, by=anton)
    assert kinds_to(bob) == [Kind.LET_IN]
    assert mails_to(carol) == []


@pytest.fixture
def stranger(carol: Person) -> Person:
    """Somebody who typed Carol's address, with advertising in every field."""
    return claim_person("victim@stone.example", name="BUY-NAME", language="de", by=NOBODY)


def unproven(stranger: Person) -> Ticket:
    draft = RequestDraft(title="BUY-TITLE", text="BUY-TEXT http://evil.example", language="de")
    return open_ticket(draft, requester=stranger, by=NOBODY, proven=False)


def test_an_unproven_address_gets_one_confirmation_a_day_without_the_senders_words(
    stranger: Person, later: Callable[..., None]
) -> None:
    choose("words", created_subject="{{title}}", created_body="Hi {{name}} about {{title}}")
    for _ in range(3):
        unproven(stranger)
    mail = mail_to(stranger)
    assert mail.kind == Kind.CREATED_UNPROVEN
    assert "BUY-" not in mail.subject + mail.text + mail.html + mail.to_name
    assert "evil" not in mail.text + mail.html
    later(hours=23)
    unproven(stranger)
    assert len(mails_to(stranger)) == 1
    later(hours=2)
    unproven(stranger)
    assert len(mails_to(stranger)) == 2


def test_an_answer_to_an_unproven_address_does_not_quote_the_sender(
    stranger: Person, anton: Person, support: Department
) -> None:
    reply_as_agent(unproven(stranger), "Who are you?", by=anton)
    mail = mails_to(stranger)[-1]
    assert "Who are you?" in mail.text
    assert "BUY-TEXT" not in mail.text + mail.html


def test_mails_about_a_request_stay_together_and_the_chain_stays_short(
    a_ticket: Ticket, alice: Person, anton: Person
) -> None:
    for number in range(24):
        reply_as_agent(a_ticket, f"Answer {number}", by=anton)
    mails = mails_to(alice)
    assert (mails[0].in_reply_to, mails[0].references) == ("", "")
    for earlier, mail in itertools.pairwise(mails):
        assert mail.in_reply_to == earlier.message_id
        chain = mail.references.split()
        assert (chain[0], chain[-1]) == (mails[0].message_id, earlier.message_id)
    assert len(mails[-1].references.split()) == 20
    assert len({mail.subject.removeprefix("Re: ") for mail in mails}) == 1


def test_another_ticket_is_another_thread(a_ticket: Ticket, alice: Person, open_request: OpenTicket) -> None:
    open_request(alice)
    assert [mail.in_reply_to for mail in mails_to(alice)] == ["", ""]


def test_who_was_deactivated_gets_nothing(an_answer: Message, alice: Person) -> None:
    clear_post()
    alice.active = False
    alice.save()
    reply_as_agent(an_answer.ticket, "Still there?", by=an_answer.author)  # type: ignore[arg-type]  # Anton
    assert mails_to(alice) == []
    assert not OutgoingMail.objects.exists()


def test_a_mail_speaks_in_the_name_of_the_panel_where_the_customer_wrote(olga: Person, alice: Person) -> None:
    shop = create_panel("Shop", by=olga)
    change_panel_choices(shop, "brand", {"name": "Northwind Shop"}, by=olga)
    clear_post()
    open_ticket(RequestDraft(title="Size", text="I ordered M.", panel_id=shop.pk), requester=alice, by=alice)
    mail = mail_to(alice)
    assert mail.from_name == "Northwind Shop"
    assert "Northwind Shop" in mail.html
