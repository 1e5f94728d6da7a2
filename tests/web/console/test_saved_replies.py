from __future__ import annotations

import pytest
from django.urls import reverse

from smartai.core.saved_replies.actions import save_saved_reply
from smartai.core.saved_replies.models import SavedReply
from tests.cast import client_of

pytestmark = pytest.mark.django_db
NEW = "console:saved-reply-new"


def test_an_agent_writes_one_of_their_own_and_finds_it(mia):
    answer = client_of(mia).post(reverse(NEW), {"name": "Hello", "text": "Hi {customer}"}, follow=True)
    assert "Hello" in answer.content.decode()
    assert SavedReply.objects.get().person == mia
    assert "Hello" in client_of(mia).get(reverse("console:saved_replies"), {"q": "hel"}).content.decode()


def test_an_agent_who_sends_that_it_is_shared_keeps_it_alone(mia):
    client_of(mia).post(reverse(NEW), {"name": "Hello", "text": "Hi", "offered_to": "all"})
    assert SavedReply.objects.get().person == mia


def test_an_owner_shares_it_with_a_department(olga, anton, mia, support):
    typed = {"name": "Hello", "text": "Hi", "offered_to": str(support.pk)}
    client_of(olga).post(reverse(NEW), typed)
    reply = SavedReply.objects.get()
    assert (reply.person, reply.department) == (None, support)
    assert client_of(anton).get(reverse("console:saved-reply", args=[reply.pk])).status_code == 200
    assert client_of(mia).get(reverse("console:saved-reply", args=[reply.pk])).status_code == 404


def test_an_agent_reads_a_shared_one_and_changes_nothing(olga, mia):
    reply = save_saved_reply(None, by=olga, name="Hello", text="Hi all", shared=True)
    page = reverse("console:saved-reply", args=[reply.pk])
    assert "Hi all" in client_of(mia).get(page).content.decode()
    assert client_of(mia).post(page, {"name": "Bye", "text": "Bye"}).status_code == 404
    assert client_of(mia).post(reverse("console:saved-reply-removal", args=[reply.pk])).status_code == 404
    assert SavedReply.objects.get().name == "Hello"


def test_a_placeholder_that_stands_for_nothing_is_told_and_nothing_is_lost(mia):
    answer = client_of(mia).post(reverse(NEW), {"name": "Hello", "text": "Hi {custmer}"})
    assert answer.status_code == 422
    assert "{custmer}" in answer.content.decode()
    assert not SavedReply.objects.exists()


def test_removing_can_be_undone(mia):
    reply = save_saved_reply(None, by=mia, name="Hello", text="Hi")
    page = client_of(mia).post(reverse("console:saved-reply-removal", args=[reply.pk]), follow=True)
    undo = reverse("console:saved-reply-removal-end", args=[reply.pk])
    assert undo in page.content.decode()
    client_of(mia).post(undo)
    assert SavedReply.objects.kept().get() == reply


def test_many_replies_ask_no_more_of_the_database(olga, django_assert_max_num_queries, support):
    for number in range(12):
        save_saved_reply(None, by=olga, name=f"R{number}", text="Hi", shared=True, department=support)
    with django_assert_max_num_queries(6):
        client_of(olga).get(reverse("console:saved_replies"))
