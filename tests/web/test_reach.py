"""What the access table cannot say: ids in forms, notes and files, participants, links, equal answers."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartai.core.departments.models import Department
from smartai.core.people.actions import deactivate_person
from smartai.core.privacy.actions import erase_person
from smartai.core.tickets.actions import (
    RequestDraft,
    add_note,
    add_participant,
    hold_request,
    issue_link,
    link_token,
    remove_participant,
    save_custom_field,
)
from smartai.core.tickets.models import (
    Attachment,
    FieldKind,
    Message,
    Participant,
    Priority,
    Ticket,
    TicketLink,
)
from smartai.foundation.accounts.models import Person, Role
from smartai.foundation.captcha.trap import form_start
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import browser_owner, person_owner
from tests.cast import client_of
from tests.web.access_table import TABLE, WHO
from tests.web.test_access_table import ROUTES, address, things  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
METHODS = ["get", "post", "head", "put", "delete"]
UNKNOWN = 888_888


def same_look(answer: HttpResponseBase) -> tuple[int, bytes, list[str]]:
    """Status, body and names of headers, without what differs between any two answers."""
    body = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", answer.content)  # type: ignore[attr-defined]
    body = body.replace(b"888888", b"N")
    return answer.status_code, re.sub(rb"/\d+/", b"/N/", body), sorted(answer.headers)


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("who", ["bob", "carol", "leo", "mia", "anton", "selma"])
def test_not_yours_and_not_there_look_the_same_on_every_route_for_every_method(who, things, request):  # noqa: F811
    """Where the table says 404 to somebody, nothing in the answer tells whether there is such a thing."""
    client = client_of(request.getfixturevalue(who))
    differ = []
    for name, row in TABLE.items():
        parts = ROUTES[name].pattern.converters
        if (
            row.gets[WHO.index(who)] != 404
            or not {"number", "pk"} & set(parts)
            or name.startswith("panel:link")
        ):
            continue
        theirs = address(name, things)
        last = [part for part in theirs.split("/") if part.isdigit()][-1]
        first = re.sub(r"/\d+/", f"/{UNKNOWN}/", theirs, count=1)
        for nowhere in {f"/{UNKNOWN}/".join(theirs.rsplit(f"/{last}/", 1)), first}:
            differ += [
                (name, method)
                for method in METHODS
                if same_look(getattr(client, method)(theirs)) != same_look(getattr(client, method)(nowhere))
            ]
    assert differ == []


@pytest.mark.parametrize(
    "ended", ["expired", "revoked", "unknown", "of somebody taken out", "of somebody erased"]
)
def test_a_link_that_ended_is_one_answer_on_every_route_and_sends_nothing(ended, things, anton, bob, alice):  # noqa: F811
    ticket = things["ticket"]
    token = things["token"]
    match ended:
        case "expired":
            TicketLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        case "revoked":
            TicketLink.objects.all().delete()
        case "unknown":
            token = "x" * 43
        case "of somebody taken out":
            add_participant(ticket, bob, by=anton)
            token = link_token(issue_link(ticket, bob))
            remove_participant(ticket, bob, by=anton)
        case _:
            erase_person(alice, by=alice)
    never = reverse("panel:link", args=["y" * 43])
    before = StoredEvent.objects.count(), Message.objects.count()
    wanted = same_look(Client().get(never))
    assert wanted[0] == 404
    got = {
        (name, method): same_look(getattr(Client(), method)(address(name, {**things, "token": token})))
        for name in ROUTES
        if name.startswith("panel:link")
        for method in ("get", "post")
    }
    assert {key for key, look in got.items() if look != wanted} == set()
    assert (StoredEvent.objects.count(), Message.objects.count()) == before


def test_a_participant_reads_and_answers_and_nothing_else(things, bob, anton, carol):  # noqa: F811
    ticket = things["ticket"]
    add_participant(ticket, bob, by=anton)
    client = client_of(bob)
    page = f"/support/requests/{ticket.pk}/"
    assert client.get(page).status_code == client.get(f"{page}newer/").status_code == 200
    assert client.post(f"{page}reply/", {"text": "Me too."}).status_code == 302
    assert client.get(f"{page}files/{things['attachment'].pk}/").status_code == 200
    desk = [name for name in ROUTES if name.startswith(("desk:", "console:")) and TABLE[name].gets[0] == 302]
    shut = {
        client.get(address(name, things)).status_code
        for name in desk
        if name not in ("desk:sign-out", "desk:code")
    }
    assert shut == {404}
    assert ticket in Ticket.objects.visible_to(bob)
    assert client_of(carol).get(page).status_code == 404


def test_no_note_and_no_file_of_one_reaches_a_customer_on_any_way(things, alice, bob, anton):  # noqa: F811
    """A note is planted with a file; every route is walked by the requester, a participant and a link."""
    ticket = things["ticket"]
    secret = receive([b"SECRET-BYTES"], "SECRET-FILE.txt", 100, person_owner(anton.pk))
    add_note(ticket, "SECRET-NOTE two", by=anton, uploads=[secret.key], uploader=person_owner(anton.pk))
    add_participant(ticket, bob, by=anton)
    of_note = {**things, "attachment": Attachment.objects.get(message__kind="note")}
    seen = []
    for client in (client_of(alice), client_of(bob), Client()):
        for name in ROUTES:
            if name.startswith(("outbox:", "panel:live")) or (
                name == "panel:requests" and not client.cookies
            ):
                continue
            for what in (things, of_note):
                answer = client.get(address(name, what), {"q": "SECRET", "after": "0"})
                seen.append((name, content_of(answer)))
    page = client_of(alice).get("/support/requests/", {"q": "SECRET-NOTE"})
    assert b"/support/requests/" + str(ticket.pk).encode() not in page.content
    seen.append(("page", page.content.replace(b'value="SECRET-NOTE"', b"")))
    export = client_of(alice).post("/support/profile/export/")
    packed = zipfile.ZipFile(io.BytesIO(content_of(export)))
    assert "data.json" in packed.namelist()
    seen += [(name, name.encode() + packed.read(name)) for name in packed.namelist()]
    words = (b"SECRET-NOTE:", b"SECRET-NOTE two", b"SECRET-FILE", b"SECRET-BYTES")
    assert {name for name, body in seen if any(word in body for word in words)} == set()
    files = [reverse("panel:request-file", args=[ticket.pk, of_note["attachment"].pk]),
             reverse("panel:link-file", args=[things["token"], of_note["attachment"].pk])]  # fmt: skip
    for person in (alice, bob, anton):
        assert [client_of(person).get(file).status_code for file in files] == [404, 404]


def write(client: Client, later, **typed: object) -> Any:
    start = form_start("new-request")
    later(seconds=3)
    return client.post("/support/", {"title": "T", "message": "M", "form_start": start, **typed})


def test_a_customer_chooses_only_what_is_offered_and_sets_only_what_is_asked(
    support, billing, alice, olga, anton, later
):
    Department.objects.filter(pk=billing.pk).update(offered=False)
    Department.objects.create(name="Sales")
    hidden = Priority.objects.filter(offered=False).first() or Priority.objects.latest("rank")
    Priority.objects.filter(pk=hidden.pk).update(offered=False)
    ours = save_custom_field(None, by=olga, label="Margin", kind=FieldKind.TEXT, for_customers=False)
    client = client_of(alice)
    for name, pk in (("department", billing.pk), ("priority", hidden.pk), ("department", UNKNOWN)):
        assert write(client, later, **{name: pk}).status_code == 422
    smuggled = {
        f"field_{ours.pk}": "99%", "requester": anton.pk, "requester_id": anton.pk, "status": "3",
        "proven": "", "assignee": anton.pk, "tags": "vip", "channel": "desk", "by_team": "1",
        "created_at": "2001-01-01",
    }  # fmt: skip
    assert write(client, later, department=support.pk, **smuggled).status_code == 302
    ticket = Ticket.objects.get()
    assert (ticket.requester, ticket.assignee, ticket.category, ticket.channel) == (alice, None, "new", "web")
    assert (ticket.tags.count(), ticket.custom_values.count()) == (0, 0)
    assert not ticket.messages.get().by_team


def test_nobody_becomes_more_than_they_are_by_a_field_of_a_form(alice, anton):
    more = {
        "role": "owner",
        "is_owner": "1",
        "active": "1",
        "email": "x@evil.example",
        "password": "x" * 20,
        "id": "1",
    }
    client_of(alice).post("/support/profile/", {"name": "Alice", "language": "en", **more})
    client_of(anton).post("/desk/profile/", {"name": "Anton", "language": "en", **more})
    assert Person.objects.filter(role=Role.OWNER).count() == 0
    assert not Person.objects.filter(email="x@evil.example").exists()
    assert not Person.objects.exclude(password="").exists()


def test_a_ticket_is_assigned_to_colleagues_who_work_here(things, anton, alice, mia, olga):  # noqa: F811
    deactivate_person(mia, by=olga)
    was = Ticket.objects.get(pk=things["ticket"].pk).assignee
    url = f"/desk/tickets/{things['ticket'].pk}/assignee/"
    for pk in (alice.pk, mia.pk, UNKNOWN, "9" * 17, "x"):
        client_of(anton).post(url, {"assignee": pk})
    assert Ticket.objects.get(pk=things["ticket"].pk).assignee == was
    assert was in (None, anton)


def test_participants_of_another_ticket_are_not_taken_out_by_this_one(things, anton, bob, carol):  # noqa: F811
    """Bob takes part in Carol's; Anton works on Alice's."""
    url = reverse("desk:participant-end", args=[things["ticket"].pk, bob.pk])
    assert client_of(anton).post(url).status_code == 404
    assert Participant.objects.filter(person=bob).exists()


@pytest.mark.parametrize("way", ["reply", "new", "letter"])
def test_uploads_and_held_requests_of_others_are_not_there(way, things, alice, anton, later):  # noqa: F811
    others = [
        receive([b"theirs"], "theirs.txt", 100, owner)
        for owner in (person_owner(anton.pk if way != "letter" else alice.pk), browser_owner("b" * 43))
    ]
    used = things["attachment"].file
    for upload in (*others, used):
        match way:
            case "reply":
                url = f"/support/requests/{things['ticket'].pk}/reply/"
                answer = client_of(alice).post(url, {"text": "Mine.", "uploads": upload.key})
            case "new":
                answer = write(client_of(alice), later, uploads=upload.key)
            case _:
                url = f"/desk/tickets/{things['ticket'].pk}/letters/"
                answer = client_of(anton).post(url, {"kind": "reply", "body": "Ours.", "uploads": upload.key})
        assert answer.status_code in (400, 422)
        assert b"theirs.txt" not in answer.content
    held = hold_request(
        RequestDraft(title="HELD-TITLE", text="HELD-TEXT"), address="d@hill.example", holder="c" * 43
    )
    assert b"HELD-" not in client_of(alice).get("/support/", {"held": held.pk}).content


def test_a_file_is_answered_as_a_download_whatever_it_claims_to_be(alice, a_ticket):
    """Its name can't leave its header, and no browser shows it as a page."""
    evil = b"<html><script>alert(1)</script></html>"
    for name in (
        "a.html",
        "a.svg",
        'x";\r\nSet-Cookie: a=b;.html',
        "../../etc/passwd",
        "\u202egnp.exe",
        "ü.htm",
    ):
        client = client_of(alice)
        sent = SimpleUploadedFile("x", evil, content_type="text/html")
        setattr(sent, "_name", name)  # noqa: B010  past Django's own cleaning of names
        client.post(f"/support/requests/{a_ticket.pk}/reply/", {"text": "x", "files": sent})
        answer = client.get(f"/support/requests/{a_ticket.pk}/files/{Attachment.objects.latest('pk').pk}/")
        assert answer.headers["Content-Disposition"].startswith("attachment; filename")
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert not answer.cookies
        assert "/" not in answer.headers["Content-Disposition"].replace("utf-8''", "")
