from __future__ import annotations

import re

import pytest
from django.test import Client, override_settings

from smartai.config.drains import drains
from smartai.core.tickets.actions import reply_as_agent
from smartai.foundation.jobs.drain import drain_until_quiet
from smartai.foundation.mail.models import OutgoingMail
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail(a_ticket, anton) -> OutgoingMail:
    reply_as_agent(a_ticket, "Here is the full file.", by=anton)
    drain_until_quiet(drains())
    return OutgoingMail.objects.filter(to_address="alice@lake.example").latest("pk")


def test_a_mail_stays_in_the_outbox_and_its_link_opens_the_request(mail):
    browser = Client(HTTP_HOST="127.0.0.1")
    assert mail.subject in browser.get("/outbox/").content.decode()
    page = browser.get(f"/outbox/{mail.pk}/").content.decode()
    link = re.search(r"/support/link/[\w-]{40,}/", page)
    assert link
    assert "Here is the full file." in browser.get(link[0]).content.decode()
    assert link[0] in browser.get(f"/outbox/{mail.pk}/page/").content.decode()
    assert link[0] not in mail.text + mail.html


def test_a_note_is_on_no_page_of_the_outbox(a_note, a_ticket, anton):
    reply_as_agent(a_ticket, "Here is the full file.", by=anton)
    drain_until_quiet(drains())
    pages = [
        "/outbox/",
        *(f"/outbox/{mail.pk}/{part}" for mail in OutgoingMail.objects.all() for part in ("", "page/")),
    ]
    assert len(pages) == 7
    for page in pages:
        assert "SECRET-NOTE" not in client_of(None).get(page).content.decode()


@pytest.mark.parametrize("path", ["/outbox/", "/outbox/{pk}/", "/outbox/{pk}/page/"])
def test_from_another_machine_only_owners_look(path, mail, olga, anton, alice):
    path = path.format(pk=mail.pk)
    for person, status in ((None, 404), (alice, 404), (anton, 404), (olga, 200)):
        assert client_of(person).get(path, REMOTE_ADDR="192.0.2.7").status_code == status


@pytest.mark.parametrize("setting", [{"PRODUCTION": True}, {"SMTP_URL": "smtp://mail.example"}])
def test_there_is_no_outbox_in_production_or_beside_a_mail_server(setting, mail, olga):
    with override_settings(**setting):
        assert client_of(olga).get(f"/outbox/{mail.pk}/").status_code == 404


def test_what_is_on_its_way_says_so_and_the_page_looks_again_until_it_is_there(a_ticket, anton, later):
    browser = client_of(None)
    reply_as_agent(a_ticket, "Here is the full file.", by=anton)
    nothing_yet = browser.get("/outbox/")
    assert "Its e-mails are written now" in nothing_yet.content.decode()
    assert nothing_yet.headers["Refresh"] == "2"

    drain_until_quiet(drains()[:1])
    mail = OutgoingMail.objects.latest("pk")
    for path in ("/outbox/", f"/outbox/{mail.pk}/"):
        page = browser.get(path)
        assert "On its way" in page.content.decode()
        assert page.headers["Refresh"] == "2"

    later(minutes=2)
    stuck = browser.get(f"/outbox/{mail.pk}/")
    assert "The worker has not come to it." in stuck.content.decode()
    assert "Refresh" not in stuck.headers

    drain_until_quiet(drains())
    for path in ("/outbox/", f"/outbox/{mail.pk}/"):
        page = browser.get(path)
        assert "On its way" not in page.content.decode()
        assert "Refresh" not in page.headers


def test_a_mail_that_was_given_up_says_why(mail):
    OutgoingMail.objects.update(
        captured=False, sent_at=None, state="given_up", last_error="The code was used."
    )
    page = client_of(None).get(f"/outbox/{mail.pk}/").content.decode()
    assert "Not delivered" in page
    assert "The code was used." in page
