"""Each thing that takes two steps, with a process that is killed between them: the next try goes on."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from smartai.core.tickets.models import Attachment, HeldRequest, Message, Ticket
from smartai.foundation.accounts.actions import code_digits
from smartai.foundation.accounts.models import Person, Session, SignInCode
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files import store
from smartai.foundation.files.models import StoredFile, StoredState
from smartai.foundation.files.paths import path_of
from smartai.foundation.files.sweep import sweep_uploads
from smartai.web.panel import holding
from smartai.web.panel.views import codes
from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db(transaction=True)
erasing = import_module("smartai.core.privacy.actions.erase_person")
CODE = "/support/sign-in/code/"


def killed(step: tuple[Any, str], story: Callable[[], object]) -> None:
    """Runs the story in a process that is killed when it comes to the step."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        setattr(*step, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
        story()
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status), "the story never came to the step"
    assert os.WTERMSIG(status) == signal.SIGKILL


def the_code() -> str:
    return code_digits(SignInCode.objects.latest("pk"))


def enter(client: Client) -> Any:
    return client.post(CODE, {"code": the_code()})


@pytest.fixture
def dora(later) -> Client:
    """A visitor's browser whose request waits for its code."""
    choose("protection", check="off")
    choose("sign_in", policy="code")
    client = Client()
    start = re.search(r'name="form_start" value="([^"]+)"', client.get("/support/").content.decode())
    assert start
    later(seconds=3)
    file = SimpleUploadedFile("orders.csv", b"a,b\n")
    words = {"title": "Export", "message": "The file ends.", "name": "Dora", "address": "dora@hill.example"}
    assert client.post("/support/", {**words, "form_start": start[1], "files": file}).status_code == 302
    return client


@pytest.mark.parametrize(
    ("step", "tickets"),
    [((codes, "adopt_requests"), 0), ((holding, "send_held_request"), 0), ((codes, "signed_in"), 1)],
    ids=["code used, nothing done", "before the ticket", "ticket there, no session yet"],
)
def test_a_request_that_waited_is_there_once_wherever_its_confirmation_was_killed(step, tickets, dora, later):
    killed(step, lambda: enter(dora))
    assert (Ticket.objects.count(), Session.objects.count()) == (tickets, 0)
    assert enter(dora).status_code == 422  # that code is used up
    later(seconds=31)  # the next code may follow
    dora.post(f"{CODE}again/")
    assert enter(dora).status_code == 302
    ticket = Ticket.objects.get()
    assert (ticket.requester.email, ticket.messages.get().text) == ("dora@hill.example", "The file ends.")
    assert Attachment.objects.get().file.state == StoredState.KEPT
    assert HeldRequest.objects.get().sent_ticket_id == ticket.pk
    assert Session.objects.count() == 1
    assert StoredEvent.objects.filter(kind="tickets.opened").count() == 1


def test_a_reply_that_was_killed_with_its_file_half_taken_is_sent_again(alice, a_ticket):
    client = client_of(alice)
    token = client.post("/support/uploads/", {"file": SimpleUploadedFile("a.csv", b"a,b")}).json()["token"]
    reply = {"text": "With a file.", "key": "k" * 30, "uploads": token}
    url = f"/support/requests/{a_ticket.pk}/reply/"
    killed((Attachment.objects, "bulk_create"), lambda: client.post(url, reply))
    assert StoredFile.objects.get().state == StoredState.UPLOADED
    assert Message.objects.count() == 1
    assert client.post(url, reply).status_code == 302
    assert client.post(url, reply).status_code == 302
    assert Attachment.objects.get().message.text == "With a file."


def test_an_erasure_that_was_killed_erased_nothing_or_all(alice, a_ticket):
    client, file = client_of(alice), SimpleUploadedFile("a.csv", b"a,b")
    client.post(f"/support/requests/{a_ticket.pk}/reply/", {"text": "Private.", "files": file})
    stored = StoredFile.objects.get()
    sure = {"address": alice.email}
    killed((erasing, "erase_codes"), lambda: client.post("/support/profile/erase/", sure))
    assert Person.objects.get(pk=alice.pk).name == "Alice Lake"
    assert Message.objects.filter(text="Private.").exists()
    assert path_of(stored).exists()

    killed((store, "remove_bytes"), lambda: client.post("/support/profile/erase/", sure))
    assert Person.objects.get(pk=alice.pk).erased_at
    assert not Message.objects.exclude(text="").exists()
    assert path_of(stored).exists()  # the kill came before the bytes went
    sweep_uploads()
    assert not path_of(stored).exists()
    assert not StoredFile.objects.exists()
