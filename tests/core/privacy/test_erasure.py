from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.core import serializers
from django.db import transaction
from pytest_django import Settings

from smartai.config.subscriptions import SUBSCRIPTIONS
from smartai.core.identities.models import ProviderIdentity
from smartai.core.people.actions import change_profile, claim_person, request_code
from smartai.core.people.errors import LastOwner
from smartai.core.privacy.actions import erase_person, export_person
from smartai.core.satisfaction.models import Rating
from smartai.core.tickets.actions import (
    RequestDraft,
    add_note,
    add_participant,
    change_title,
    hold_request,
    note_lost_answer,
    open_ticket,
    remove_participant,
    reply_as_agent,
    reply_as_customer,
)
from smartai.core.tickets.models import CustomField, CustomValue, Ticket
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.actions import begin_sign_in, start_session
from smartai.foundation.accounts.actors import NOBODY, System
from smartai.foundation.accounts.models import (
    CodePurpose,
    Passkey,
    PendingSignIn,
    Person,
    RecoveryCode,
    SecondStep,
)
from smartai.foundation.events.dispatch import EventDispatch
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.paths import path_of
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import person_owner
from smartai.foundation.mail.actions.enqueue_mail import enqueue_mail
from smartai.foundation.mail.models import OutgoingMail
from tests.cast import OpenTicket
from tests.second_steps import with_second_step

files = pytest.mark.django_db(transaction=True)
pytestmark = pytest.mark.django_db
TRACE = "zebra"  # stands in everything that Zoe ever gave us


@pytest.fixture
def zoe(lake: object) -> Person:
    person = claim_person("zoe@zebra.example", name="Zoe Zebra", by=NOBODY)
    person.addresses.update(proven_at=person.created_at)
    change_profile(person, by=person, phone="zebra 1", company="Zebra Ltd", answers={"1": "zebra"})
    return person


def everything() -> str:
    """Every row of our tables as one text."""
    rows = [row for model in apps.get_models() for row in model._base_manager.all()]
    return str(serializers.serialize("json", rows)).lower()


def mail(key: str, to: str, about_ticket: int | None = None, about_message: int | None = None) -> None:
    enqueue_mail(
        key=key,
        kind="test",
        to_address=to,
        subject="s",
        text=f"t {key}",
        about_ticket=about_ticket,
        about_message=about_message,
    )


def test_an_erasure_leaves_no_trace_of_name_address_and_words(
    zoe: Person, anton: Person, olga: Person, a_ticket: Ticket, open_request: OpenTicket
) -> None:
    own = open_request(zoe, title="Zebra", text="My zebra")
    change_title(own, "Zebras", by=anton)
    note_lost_answer(reply_as_agent(own, "Dear Zebra", by=anton), "old@zebra.example", by=System("mail"))
    add_note(own, "zebra again", by=anton)
    CustomValue.objects.create(ticket=own, field=CustomField.objects.create(label="F"), value="zebra")
    Rating.objects.create(ticket=own, person=zoe, score=1, words="zebra")
    add_participant(a_ticket, zoe, by=anton)
    note_lost_answer(reply_as_agent(a_ticket, "To both", by=anton), zoe.email, by=System("mail"))
    letter = reply_as_customer(a_ticket, "zebra says", by=zoe)
    remove_participant(a_ticket, zoe, by=anton)
    open_ticket(
        RequestDraft(title="zebra", text="zebra"),
        requester=claim_person(zoe.email, name="Zebra", by=NOBODY),
        by=NOBODY,
    )
    request_code("other@zebra.example", CodePurpose.ADD_ADDRESS, by=zoe, for_person_id=zoe.pk)
    request_code(zoe.email, CodePurpose.SIGN_IN, by=NOBODY, payload={"registration": {"name": "zebra"}})
    hold_request(RequestDraft(title="zebra", text="zebra"), address=zoe.email, holder="h")
    mail("zebra-to", zoe.email)
    mail("zebra-team", anton.email, about_ticket=a_ticket.pk)
    mail("zebra-letter", "alice@lake.example", about_ticket=a_ticket.pk, about_message=letter.pk)
    start_session(zoe, user_agent="zebra")
    assert everything().count(TRACE) > 20
    erase_person(zoe, by=olga)
    left = everything()
    assert TRACE not in left, left[max(0, left.index(TRACE) - 400) :][:600]
    assert "zoe" not in left
    EventDispatch(SUBSCRIPTIONS).drain()
    assert TRACE not in everything(), "nor in what follows from facts that waited"
    assert not StoredEvent.objects.exclude(last_error="").exists()
    assert Ticket.objects.filter(pk=own.pk, ended=True).exists(), "the number stays"


def test_what_belongs_to_others_stays(zoe: Person, alice: Person, anton: Person, a_ticket: Ticket) -> None:
    add_participant(a_ticket, zoe, by=anton)
    reply_as_customer(a_ticket, "zebra", by=zoe)
    answer = reply_as_agent(a_ticket, "Here is the full file.", by=anton)
    mail("answer", alice.email, about_ticket=a_ticket.pk, about_message=answer.pk)
    erase_person(zoe, by=zoe)
    a_ticket.refresh_from_db()
    assert a_ticket.public_text == "Here is the full file."
    assert [bool(letter.text) for letter in a_ticket.messages.all()] == [True, False, True]
    assert OutgoingMail.objects.filter(key="answer").exists()


def test_erasing_who_claimed_an_address_takes_nothing_from_who_proved_it(alice: Person, olga: Person) -> None:
    claimant = claim_person(alice.email, name="Evil", by=NOBODY)
    mail("hers", alice.email)
    hold_request(RequestDraft(title="t", text="t"), address=alice.email, holder="h")
    request_code(alice.email, CodePurpose.SIGN_IN, by=NOBODY)
    erase_person(claimant, by=olga)
    alice.refresh_from_db()
    assert alice.active
    assert OutgoingMail.objects.filter(key="hers").exists()
    assert apps.get_model("tickets", "HeldRequest").objects.count() == 1
    assert apps.get_model("accounts", "SignInCode").objects.count() == 1


@pytest.mark.parametrize("who", ["carol", "anton"])
def test_only_the_person_and_owners_erase(who: str, request: pytest.FixtureRequest, alice: Person) -> None:
    with pytest.raises(NotAllowed):
        erase_person(alice, by=request.getfixturevalue(who))


def test_colleagues_are_not_erased(olga: Person, mia: Person) -> None:
    with pytest.raises(LastOwner):
        erase_person(olga, by=olga)
    with pytest.raises(TypeError):
        erase_person(mia, by=olga)


def test_somebody_who_became_a_colleague_meanwhile_is_not_erased(alice: Person, olga: Person) -> None:
    Person.objects.filter(pk=alice.pk).update(role="agent")
    with pytest.raises(TypeError):
        erase_person(alice, by=olga)


@files
def test_files_go_after_the_commit_and_a_rolled_back_erasure_loses_nothing(
    alice: Person, anton: Person, a_ticket: Ticket, tmp_path: Path, settings: Settings
) -> None:
    settings.DATA = tmp_path
    owner = person_owner(alice.pk)
    sent, waiting = receive([b"x"], "x.txt", 9, owner), receive([b"y"], "y.txt", 9, owner)
    reply_as_customer(a_ticket, "See file", by=alice, uploads=[sent.key], uploader=owner)
    before = everything()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        erase_person(alice, by=alice)
        assert path_of(sent).exists()
        raise ZeroDivisionError
    assert everything() == before
    assert path_of(sent).exists()
    alice.refresh_from_db()
    erase_person(alice, by=alice)
    assert not path_of(sent).exists()
    assert not path_of(waiting).exists()
    assert set(StoredFile.objects.values_list("state", flat=True)) == {"discarded"}


def test_an_export_has_ones_own_words_and_never_notes(alice: Person, carol: Person, a_note: object) -> None:
    Rating.objects.create(ticket=Ticket.objects.get(), person=alice, score=3, words="Thanks")
    told = export_person(alice, by=alice)
    assert told["requests"][0]["rating"] == {"face": "Good", "words": "Thanks"}
    assert "SECRET-NOTE" not in str(told)
    assert [request["title"] for request in told["requests"]] == ["Export stops at row 10,000"]
    with pytest.raises(NotAllowed):
        export_person(alice, by=carol)


def test_an_erasure_is_a_fact_without_a_name(alice: Person) -> None:
    erase_person(alice, by=alice)
    fact = StoredEvent.objects.latest("pk")
    assert (fact.kind, fact.payload) == ("people.erased", {"person_id": alice.pk})


def test_an_erasure_takes_every_way_to_sign_in_and_an_export_names_them(alice: Person) -> None:
    with_second_step(alice)
    begin_sign_in(alice)
    Passkey.objects.create(person=alice, credential_hash="a", credential=b"key", name="Phone")
    ProviderIdentity.objects.create(person=alice, issuer="https://id.lake.example", subject="alice-1")
    ways = export_person(alice, by=alice)["person"]["ways_to_sign_in"]
    assert ways["second_step"]
    assert [one["name"] for one in ways["passkeys"]] == ["Phone"]
    assert [one["known_there_as"] for one in ways["accounts_elsewhere"]] == ["alice-1"]
    erase_person(alice, by=alice)
    for model in (SecondStep, RecoveryCode, PendingSignIn, Passkey, ProviderIdentity):
        assert not model._default_manager.exists()
