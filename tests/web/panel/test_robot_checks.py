"""Forms that anybody can send, with each company's check: honest, refused, blocked and away."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from smartai.core.tickets.models import Ticket
from smartai.foundation.captcha.registry import OUTSIDE
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.mail.models import OutgoingMail
from tests.cast import choose, client_of
from tests.foundation.captcha.test_proof_of_work import solved
from tests.stand_ins import KEYS, StandIn, sends, stand_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_first_rows")]
AWAY = sends(b"{}", 503)


def use(company: StandIn, **more: Any) -> None:
    name = company.check.replace("-", "_")
    choose("sign_in", policy="open")
    keys = {f"{name}_site_key": KEYS.site_key, f"{name}_secret": KEYS.secret}
    choose("protection", check=company.check, **keys, **more)


@pytest.fixture(params=OUTSIDE)
def company(request: pytest.FixtureRequest) -> Iterator[StandIn]:
    with stand_in(request.param) as one:
        use(one)
        yield one


@pytest.fixture
def cloudflare() -> Iterator[StandIn]:
    with stand_in("turnstile") as one:
        use(one)
        yield one


@dataclass
class Form:
    """A visitor's form at ``path``; ``send`` waits as a person would."""

    later: Callable[..., None]
    path: str = "/support/"

    def solved(self, company: StandIn, client: Client, purpose: str = "new-request") -> str:
        task = client.get(f"/support/check/?for={purpose}").json()
        facts = {name: task[name] for name in ("action", "cdata") if name in task}
        return json.dumps({"seal": task["seal"], "token": company.solve(**facts)})

    def send(self, client: Client, proof: str = "", **fields: str) -> Any:
        start = re.search(r'name="form_start" value="([^"]+)"', client.get("/support/").content.decode())
        assert start
        self.later(seconds=3)
        data = {"title": "Export stops", "message": "At row 10,000.", "name": "Carol"}
        data |= {"address": "carol@stone.example", "form_start": start[1], "proof": proof}
        return client.post("/support/", data | fields)


@pytest.fixture
def form(later: Callable[..., None]) -> Form:
    return Form(later)


def test_a_solved_widget_lets_a_visitors_request_in(company: StandIn, form: Form) -> None:
    client = client_of(None)
    assert form.send(client, form.solved(company, client)).status_code == 302
    assert Ticket.objects.get().review is None
    assert len(company.asked) == 1


def test_whoever_is_refused_keeps_what_they_wrote_and_reads_who_refused_it(
    company: StandIn, form: Form
) -> None:
    client = client_of(None)
    answer = form.send(client, form.solved(company, client, "sign-in"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "did not confirm that a person wrote this" in page
    assert "At row 10,000." in page
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    "path", ["/support/", "/support/sign-in/", "/support/register/", "/support/sign-in/password/"]
)
def test_pages_with_a_check_allow_that_company_and_no_other(company: StandIn, path: str) -> None:
    page = client_of(None).get(path)
    policy = dict(part.split(" ", 1) for part in page.headers["Content-Security-Policy"].split("; "))
    assert company.address in policy["script-src"]
    assert company.address in policy["frame-src"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert "require-trusted-types-for" not in policy
    assert page.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    others = {"hcaptcha.com", "challenges.cloudflare.com"}
    assert not any(other in page.headers["Content-Security-Policy"] for other in others)
    assert KEYS.secret not in page.content.decode()
    assert company.fetched == []


def test_every_other_page_keeps_its_policy(cloudflare: StandIn, alice: Any) -> None:
    for client, path in ((client_of(None), "/help/"), (client_of(alice), "/support/")):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert cloudflare.address not in policy
        assert "require-trusted-types-for 'script'" in policy


def test_without_javascript_few_an_hour_are_let_in(company: StandIn, form: Form) -> None:
    choose("protection", requests_per_hour=8)
    client = client_of(None)
    sent = [form.send(client, address=f"carol{n}@stone.example").status_code for n in range(3)]
    assert sent == [302, 302, 429]
    assert company.asked == []


def test_whose_company_is_blocked_calculates_and_shares_no_limit_with_robots(
    cloudflare: StandIn, form: Form
) -> None:
    choose("protection", requests_per_hour=4)
    client = client_of(None)
    assert form.send(client).status_code == 302
    assert form.send(client).status_code == 429
    task = client.get("/support/check/?for=new-request&way=own").json()
    assert form.send(client, solved(task), address="mara@stone.example").status_code == 302
    assert cloudflare.asked == []


def test_while_the_company_is_away_few_an_hour_are_let_in_and_the_page_says_why(
    company: StandIn, form: Form
) -> None:
    choose("protection", requests_per_hour=8)
    company.behaviour = AWAY
    client = client_of(None)
    sent = [form.send(client, form.solved(company, client), address=f"c{n}@stone.example") for n in range(3)]
    assert [answer.status_code for answer in sent] == [302, 302, 429]
    assert "does not answer just now" in sent[2].content.decode()
    assert set(Ticket.objects.values_list("review", flat=True)) == {None}


def test_an_owner_may_rather_have_such_requests_wait_for_a_look(company: StandIn, form: Form) -> None:
    choose("protection", requests_per_hour=8, unsure="hold")
    company.behaviour = AWAY
    client = client_of(None)
    answer = form.send(client, form.solved(company, client))
    assert Ticket.objects.get().review == "waiting"
    assert "Somebody looks at it first" in client.get(answer.headers["Location"]).content.decode()


def test_a_code_proves_enough_so_nothing_waits_where_one_is_asked_for(
    cloudflare: StandIn, form: Form
) -> None:
    use(cloudflare, unsure="hold")
    choose("sign_in", policy="code")
    cloudflare.behaviour = AWAY
    client = client_of(None)
    assert form.send(client, form.solved(cloudflare, client)).headers["Location"] == "/support/sign-in/code/"
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("path", "purpose", "more"),
    [
        ("/support/sign-in/", "sign-in", {"way": "code"}),
        ("/support/sign-in/password/", "sign-in", {}),
        ("/support/register/", "register", {"name": "Carol"}),
    ],
)
def test_sign_in_and_registration_are_let_in_with_stricter_limits_while_it_is_away(
    cloudflare: StandIn, form: Form, path: str, purpose: str, more: dict[str, str]
) -> None:
    use(cloudflare, unsure="hold", codes_per_hour=1)
    cloudflare.behaviour = AWAY
    client = client_of(None)
    statuses = [
        client.post(
            path,
            {"address": f"c{n}@stone.example", "proof": form.solved(cloudflare, client, purpose), **more},
        ).status_code
        for n in range(2)
    ]
    assert statuses == [302, 429]


def test_requests_for_one_address_are_counted_whatever_network_they_come_from(form: Form) -> None:
    """However many networks a robot has, it fills nobody's mailbox."""
    choose("sign_in", policy="open")
    choose("protection", check="off", requests_per_hour=2)
    sent = []
    for n in range(3):
        client = client_of(None)
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{n + 1}"
        sent.append(form.send(client).status_code)
    assert sent == [302, 302, 429]


def test_codes_for_one_address_are_counted_whatever_form_and_network_they_come_from() -> None:
    choose("protection", check="off", codes_per_hour=2)
    sent = []
    for n, path in enumerate(["/support/sign-in/", "/support/sign-in/password/", "/support/register/"]):
        client = client_of(None)
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{n + 1}"
        fields = {"address": "carol@stone.example", "name": "Carol", "way": "code"}
        sent.append(client.post(path, fields).status_code)
    assert sent == [302, 302, 429]


def test_a_secret_is_in_no_fact_and_no_mail(cloudflare: StandIn, form: Form) -> None:
    client = client_of(None)
    form.send(client, form.solved(cloudflare, client))
    assert KEYS.secret not in str(list(StoredEvent.objects.values_list("payload", flat=True)))
    assert not OutgoingMail.objects.filter(text__contains=KEYS.secret).exists()


@pytest.mark.parametrize("path", ["/support/sign-in/", "/support/sign-in/password/", "/support/register/"])
def test_no_code_is_mailed_to_whom_a_robot_names(path: str) -> None:
    choose("protection", check="off")
    fields = {
        "address": "carol@stone.example",
        "name": "Carol",
        "way": "code",
        "website": "https://spam.example",
    }
    answer = client_of(None).post(path, fields)
    assert answer.status_code == 422
    assert not StoredEvent.objects.filter(kind="people.code_requested").exists()
