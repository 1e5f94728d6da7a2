"""Whose links and codes the outbox shows, for how long, and to whom."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from smartai.config.drains import drains
from smartai.core.people.actions import request_code
from smartai.core.tickets.models import Message
from smartai.foundation.accounts.actions import code_digits
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.models import CodePurpose, Person, SignInCode
from smartai.foundation.jobs.drain import drain_until_quiet
from smartai.foundation.mail.models import OutgoingMail
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail(an_answer: Message, alice: Person) -> OutgoingMail:
    """Anton's answer on its way to Alice, kept here."""
    drain_until_quiet(drains()[:2])
    return OutgoingMail.objects.filter(to_address=alice.email).latest("pk")


def pages(mail: OutgoingMail) -> list[str]:
    return [reverse("outbox:home"), *(reverse(f"outbox:{name}", args=[mail.pk]) for name in ("mail", "body"))]


def test_a_code_is_readable_until_it_ends_and_then_the_mail_says_so(alice: Person) -> None:
    request_code(alice.email, CodePurpose.SIGN_IN, by=NOBODY)
    drain_until_quiet(drains()[:2])
    page = reverse("outbox:mail", args=[OutgoingMail.objects.get().pk])
    digits = code_digits(SignInCode.objects.get())
    assert digits in client_of(None).get(page).content.decode()
    SignInCode.objects.update(expires_at="2020-01-01T00:00Z")
    gone = client_of(None).get(page).content.decode()
    assert digits not in gone
    assert "has expired" in gone


def test_the_body_is_locked_up_and_its_links_open_beside_it(mail: OutgoingMail) -> None:
    response = client_of(None).get(reverse("outbox:body", args=[mail.pk]))
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-popups")
    assert "default-src 'none'" in policy
    assert not re.search("allow-(scripts|same-origin|forms|top)", policy)
    assert '<base target="_blank">' in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("who", ["alice", "anton", None])
@pytest.mark.parametrize(
    "where",
    [
        {"BASE_URL": "https://help.northwind.example"},
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": "not an address"},
        {"HTTP_HOST": "help.northwind.example"},
    ],
)
def test_behind_a_tunnel_or_from_elsewhere_there_is_no_outbox(
    who: str | None,
    where: dict[str, str],
    mail: OutgoingMail,
    settings: Settings,
    request: pytest.FixtureRequest,
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.BASE_URL = where.get("BASE_URL", settings.BASE_URL)
    client = client_of(request.getfixturevalue(who) if who else None)
    client.defaults.update({name: value for name, value in where.items() if name != "BASE_URL"})
    nothing = client.get("/no-such-page/")
    for page in pages(mail):
        response = client.get(page)
        assert (response.status_code, len(response.content)) == (404, len(nothing.content))


def test_the_secrets_of_a_mail_that_went_out_are_its_readers(mail: OutgoingMail, olga: Person) -> None:
    OutgoingMail.objects.update(captured=False)
    for page in pages(mail):
        assert "/support/link/" not in client_of(olga).get(page).content.decode()


def test_many_mails_cost_no_more_than_few(
    mail: OutgoingMail, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [
        OutgoingMail(key=f"k{n}", message_id=f"<{n}@a.example>", to_address="a@a.example", subject=f"S{n}")
        for n in range(120)
    ]
    OutgoingMail.objects.bulk_create(rows)
    with django_assert_max_num_queries(3):
        first = client_of(None).get(reverse("outbox:home")).content.decode()
    further = re.search(r'href="(\?after=[^"]+)"', first)
    assert further
    assert "S69" in client_of(None).get(reverse("outbox:home") + further[1]).content.decode()
