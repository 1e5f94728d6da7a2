"""The first five minutes: each step by itself, put off, gone back to, and what reminds of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest

from smartai.core.departments.models import Department
from smartai.core.people.actions import create_first_owner
from smartai.core.workspace.choices import choices, first_steps, forget_choices
from smartai.core.workspace.models import Step, SupportPanel, Workspace
from smartai.foundation.accounts.models import Person, Role
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.mail.models import OutgoingMail
from tests.cast import choose, client_of
from tests.foundation.mail.smtp_server import MailServer, free_port, mail_server
from tests.web.console.test_groups import fields_of

pytestmark = pytest.mark.django_db
START = "/desk/settings/start/"


@pytest.fixture
def owner(_first_rows) -> Person:
    return create_first_owner("olga@northwind.example", name="Olga Berg", password="a-long-password-1")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def send(owner: Person, step: str, sent: Mapping[str, object] | None = None, **more: object):
    return client_of(owner).post(f"{START}{step}/", {**(sent or {}), **more})


def steps() -> dict[str, str]:
    forget_choices()
    return dict(first_steps())


def words_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", answer.content.decode().replace("&#39;", "'")).split())


def test_the_first_owner_is_led_there_and_others_never_are(db, olga):
    assert client_of(olga).get("/desk/", follow=True).redirect_chain == []
    assert steps() == {}
    assert "Still to do" not in client_of(olga).get("/desk/").content.decode()


@pytest.mark.usefixtures("_first_rows")
def test_whoever_made_the_account_comes_to_the_first_step():
    typed = {"name": "Olga", "email": "olga@northwind.example", "password": "a-long-password-1"}
    client = client_of(None)
    assert client.post("/desk/first-owner/", typed).headers["Location"] == START
    assert client.get(START).headers["Location"] == f"{START}look/"


def test_each_step_saves_as_one_goes_and_coming_back_goes_on(owner):
    page = client_of(owner).get(f"{START}look/").content.decode()
    look = {"name": "Northwind", "colour": "#225588", "seen": fields_of(page).get("seen", "")}
    assert send(owner, "look", look).headers["Location"] == f"{START}departments/"
    forget_choices()
    assert (choices().brand.name, choices().brand.colour) == ("Northwind", "#225588")
    assert choices().brand.time_zone == "UTC"
    assert client_of(owner).get(START).headers["Location"] == f"{START}departments/"
    assert steps()["look"] == "done"
    assert StoredEvent.objects.filter(kind="workspace.choices_changed").count() == 1


@pytest.mark.parametrize("step", list(Step))
def test_every_step_may_wait_and_be_gone_back_to(step, owner):
    client = client_of(owner)
    after = [*(f"{START}{one}/" for one in Step), f"{START}ready/"][list(Step).index(step) + 1]
    assert client.post(f"{START}{step}/later/").headers["Location"] == after
    assert steps()[step] == "later"
    page = client.get(after).content.decode()
    assert f'href="{START}{step}/" data-state="later"' in page
    assert client.get(f"{START}{step}/").status_code == 200


def test_what_was_done_is_not_undone_by_later(owner):
    send(owner, "departments", {f"name_{Department.objects.get().pk}": "Help"})
    client_of(owner).post(f"{START}departments/later/")
    assert steps()["departments"] == "done"


def test_departments_are_renamed_and_added_all_or_none(owner):
    first = Department.objects.get()
    answer = send(
        owner, "departments", {f"name_{first.pk}": "Questions", "new_1": "Sales", "new_2": "Questions"}
    )
    assert (answer.status_code, [one.name for one in Department.objects.all()]) == (422, ["Support"])
    assert "Another department has this name." in answer.content.decode()
    send(owner, "departments", {f"name_{first.pk}": "Questions", "new_1": "Sales", "new_2": ""})
    assert [one.name for one in Department.objects.order_by("position")] == ["Questions", "Sales"]


def test_sites_are_kept_without_going_on_and_then_the_line_and_the_light_are_there(owner):
    answer = send(owner, "place", {"origins": "shop.example", "then": "stay"})
    assert answer.headers["Location"] == f"{START}place/#snippet"
    assert SupportPanel.objects.get().origins == ["https://shop.example"]
    page = client_of(owner).get(f"{START}place/").content.decode()
    assert "data-panel=" in page
    assert 'data-live-part="light"' in page
    assert "/support/" in page
    assert send(owner, "place", {"origins": "*"}).status_code == 422


def test_colleagues_are_invited_into_departments_all_or_none(owner, support):
    typed = {"addresses": "mia@northwind.example\nno address", "role": "agent", "departments": [support.pk]}
    assert "is no e-mail address" in words_of(send(owner, "colleagues", typed))
    typed["addresses"] = "mia@northwind.example\nolga@northwind.example"
    assert "A colleague has this address already" in words_of(send(owner, "colleagues", typed))
    assert not Person.objects.filter(role=Role.AGENT).exists()
    typed["addresses"] = "mia@northwind.example,\n\nMia@Northwind.example"
    assert send(owner, "colleagues", typed).headers["Location"] == f"{START}ready/"
    assert [one.email for one in support.members.all()] == ["mia@northwind.example"]
    assert StoredEvent.objects.filter(kind="people.colleague_invited").count() == 1


def test_without_an_address_the_invitation_waits(owner):
    send(owner, "colleagues", {"addresses": " ", "role": "agent"})
    assert steps()["colleagues"] == "later"


def test_what_is_left_stands_on_the_desk_until_it_is_done_or_put_away(owner, mia):
    """Mia is a colleague, and Billing a department: whoever has these need not be told of them."""
    client = client_of(owner)
    client.post(f"{START}look/later/")
    assert left(client) == ["Name and look", "Mail", "Where customers write"]
    choose("brand", name="Northwind")
    assert left(client) == ["Mail", "Where customers write"]
    assert left(client_of(mia)) == []
    assert client.post(f"{START}dismissal/").status_code == 302
    assert left(client) == []
    assert StoredEvent.objects.filter(kind="workspace.first_steps_changed").count() == 2


def left(client) -> list[str]:
    """What the card on the desk names."""
    forget_choices()
    page = client.get("/desk/").content.decode()
    card = page.partition('class="left-over"')[2].partition("</ul>")[0]
    return re.findall(r'<a class="link"[^>]*>([^<]*)</a>', card)


def test_the_end_leads_to_a_test_request_and_to_its_answer(owner):
    page = client_of(owner).get(f"{START}ready/").content.decode()
    assert "Your support page is ready" in page
    assert 'href="/support/"' in page
    assert 'href="/desk/"' in page


@pytest.mark.parametrize("step", ["nothing", "dismissal", "ready"])
def test_there_is_no_other_step(step, owner):
    assert client_of(owner).post(f"{START}{step}/later/").status_code == 404


def test_a_test_goes_the_way_of_every_mail_and_the_page_says_how_far_it_is(owner, settings):
    settings.PRODUCTION = False
    place = send(owner, "mail", {"then": "send"}).headers["Location"]
    client = client_of(owner)
    assert "It is on its way." in words_of(client.get(place))
    mail = OutgoingMail.objects.get(kind="test_answered")
    OutgoingMail.objects.update(last_error="mail.example:587: Connection refused")
    told = words_of(client.get(place))
    assert "The mail server did not take it. Nothing listens at this port." in told
    OutgoingMail.objects.update(state="done", captured=True)
    assert f'href="/outbox/{mail.pk}/"' in client.get(place).content.decode()
    OutgoingMail.objects.update(to_address="mia@northwind.example")
    assert "outbox/" + str(mail.pk) not in client.get(place).content.decode()


def test_a_mail_server_is_tried_with_a_real_letter_and_nothing_of_it_is_kept(owner, server):
    typed = {"then": "try", "host": "127.0.0.1", "port": str(server.port), "user": "", "password": "s3cret"}
    answer = send(owner, "mail", typed)
    assert answer.status_code == 200
    assert [letter["To"] for letter in server.messages] == ["Olga Berg <olga@northwind.example>"]
    assert f"SMARTAI_SMTP_URL=smtp://127.0.0.1:{server.port}" in answer.content.decode()
    assert "s3cret" not in answer.content.decode()
    assert not OutgoingMail.objects.exists()
    assert "s3cret" not in str(Workspace.objects.values_list("choices", "first_steps"))


def test_a_mail_server_that_takes_nothing_says_why_and_what_to_look_at(owner, server):
    server.rcpt["olga@northwind.example"] = "550 5.7.1 relay denied"
    typed = {"then": "try", "host": "127.0.0.1", "port": str(server.port)}
    told = words_of(send(owner, "mail", typed))
    assert "550 5.7.1 relay denied" in told
    assert "Set SMARTAI_MAIL_FROM to an address that it knows." in told
    nobody = {**typed, "port": str(free_port())}
    assert "Nothing listens at this port." in words_of(send(owner, "mail", nobody))


def test_only_ports_of_mail_servers_are_asked_where_the_desk_is_not_tried_out(owner, server, settings):
    settings.BASE_URL = "https://help.northwind.example"
    answer = send(owner, "mail", {"then": "try", "host": "127.0.0.1", "port": str(server.port)})
    assert (answer.status_code, server.connections) == (422, 0)


def test_with_a_server_set_the_step_says_which_and_tries_no_other(owner, server, settings):
    settings.SMTP_URL = "smtp://olga:s3cret@mail.northwind.example:587"
    page = client_of(owner).get(f"{START}mail/").content.decode()
    assert "mail.northwind.example:587" in page
    assert "s3cret" not in page
    send(owner, "mail", {"then": "try", "host": "127.0.0.1", "port": str(server.port)})
    assert server.connections == 0
