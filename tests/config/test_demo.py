from __future__ import annotations

import pytest

from smartai.config.demo import fill_demo
from smartai.config.demo.cast import CUSTOMERS
from smartai.core.departments.models import Department
from smartai.core.helpfulness.models import ArticleFeedback, MissedSearch
from smartai.core.knowledge.models import Article
from smartai.core.satisfaction.models import Rating
from smartai.core.tickets.models import Attachment, Category, CustomValue, Message, MessageKind, Ticket
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import EmailAddress, Person, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def _filled() -> None:
    assert fill_demo()


@pytest.mark.usefixtures("_filled")
def test_the_demo_is_a_small_company_with_tickets_in_every_state():
    assert Department.objects.count() == 3
    assert Person.objects.filter(role__in=["agent", "owner"]).count() == 4
    assert {*Person.objects.values_list("role", flat=True)} == {*Role}
    assert Ticket.objects.count() == 40
    assert {*Ticket.objects.values_list("category", flat=True)} == {*Category.values}
    assert Article.objects.published().count() == 10
    assert choices().sign_in.policy == "open"


@pytest.mark.usefixtures("_filled")
def test_the_demo_shows_files_own_fields_tags_notes_and_ratings():
    assert {*Attachment.objects.values_list("file__name", flat=True)} == {"orders-2026.csv", "products.csv"}
    assert CustomValue.objects.filter(field__label="Invoice number").count() == 3
    assert {*Rating.objects.values_list("score", flat=True)} >= {2, 3}
    assert Message.objects.filter(kind=MessageKind.NOTE).exists()
    assert Ticket.objects.filter(tags__name="export").exists()


@pytest.mark.usefixtures("_filled")
def test_the_demo_shows_what_help_answered_and_what_not():
    assert MissedSearch.objects.open().count() == 4
    assert {*ArticleFeedback.objects.values_list("helpful", flat=True)} == {True, False}


@pytest.mark.usefixtures("_filled")
def test_every_address_of_the_demo_is_invented():
    addresses = EmailAddress.objects.values_list("address", flat=True)
    assert all(address.endswith(".example") for address in addresses)


@pytest.mark.usefixtures("_filled")
def test_some_old_requests_are_archived_and_some_answers_unread():
    assert Ticket.objects.archived(90).exists()
    assert Ticket.objects.filter(unread=True).exists()


def test_the_demo_never_touches_an_installation_with_people(alice):
    assert not fill_demo()
    assert Person.objects.count() == 1 < len(CUSTOMERS)
