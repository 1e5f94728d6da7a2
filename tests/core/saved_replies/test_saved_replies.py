from __future__ import annotations

import pytest

from smartai.core.departments.models import Department
from smartai.core.saved_replies.actions import (
    bring_back_saved_reply,
    remove_saved_reply,
    save_saved_reply,
)
from smartai.core.saved_replies.events import SavedReplyChanged
from smartai.core.saved_replies.models import SavedReply, SavedReplyWords
from smartai.core.saved_replies.reads import filled_for
from smartai.core.saved_replies.search import find_saved_replies, rebuild, repair
from smartai.core.tickets.actions import change_title
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.events.models import StoredEvent

pytestmark = pytest.mark.django_db


def save(by, name: str = "Refund", text: str = "You get your money back.", **where) -> SavedReply:
    return save_saved_reply(None, by=by, name=name, text=text, **where)


def names(by, words: str = "") -> list[str]:
    return [reply.name for reply in find_saved_replies(words, by=by, language="en")]


def test_everybody_sees_their_own_and_what_is_shared_with_them(mia, anton, olga, alice):
    save(mia, "Mia's")
    save(olga, "For all", shared=True)
    save(olga, "For support", shared=True, department=Department.objects.get(name="Support"))
    assert names(mia) == ["For all", "Mia's"]
    assert names(anton) == ["For all", "For support"]
    assert names(olga) == ["For all", "For support"]
    assert names(alice) == []


def test_agents_share_nothing_and_change_nothing_of_others(mia, anton, olga, alice):
    shared, own = save(olga, shared=True), save(mia)
    for by, reply, share in (
        (mia, shared, False),
        (anton, own, False),
        (olga, own, False),
        (mia, own, True),
    ):
        with pytest.raises(NotAllowed):
            save_saved_reply(reply, by=by, name="x", text="x", shared=share)
    for by in (anton, alice):
        with pytest.raises(NotAllowed):
            remove_saved_reply(own, by=by)
    with pytest.raises(NotAllowed):
        save(alice)


def test_it_is_found_by_its_words_their_forms_and_when_mistyped(mia):
    save(mia, "Refund", "You get your money back.")
    save(mia, "Opening hours", "We are there from 9 to 18.")
    assert names(mia, "refunds") == names(mia, "refnud") == names(mia, "mon") == ["Refund"]
    assert names(mia, "giraffe") == []


def test_words_of_others_are_found_by_nobody_else(mia, anton):
    save(anton, "Zebra", "Stripes.")
    assert names(mia, "zebra") == names(mia, "zebar") == []


def test_a_removed_one_is_offered_no_more_until_it_is_brought_back(mia):
    reply = save(mia)
    remove_saved_reply(reply, by=mia)
    assert names(mia) == names(mia, "refund") == []
    bring_back_saved_reply(reply, by=mia)
    assert names(mia, "refund") == ["Refund"]
    facts = StoredEvent.objects.filter(kind=SavedReplyChanged.kind).order_by("pk")
    assert [fact.payload["what"] for fact in facts] == ["made", "removed", "brought back"]


def test_placeholders_are_filled_once_and_unknown_ones_stay(anton, a_ticket, alice):
    change_title(a_ticket, "{agent} {{7*7}}", by=anton)
    text = "Hi {customer}, {{ number }}: {title} {unknown} {{{agent}}}"
    assert filled_for(text, a_ticket, anton) == (
        f"Hi {alice.display_name}, #{a_ticket.pk}: {{agent}} {{{{7*7}}}} {{unknown}} {{{anton.display_name}}}"
    )


def test_the_index_is_repaired_and_rebuilt(mia):
    save(mia)
    SavedReplyWords.objects.all().delete()
    assert names(mia, "refund") == []
    assert repair() == 1
    assert names(mia, "refund") == ["Refund"]
    told: list[int] = []
    assert rebuild(told.append) == sum(told) == 1
