"""People are found by the team, by everything they are called; customers find themselves alone."""

from __future__ import annotations

import pytest

from smartai.core.people.actions import change_profile, join_organisation
from smartai.core.people.models import PersonWords
from smartai.core.people.search import find_people, rebuild
from smartai.core.privacy.actions import erase_person
from smartai.foundation.search.models import Term
from tests.filing import file_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def everybody(alice, bob, carol, mia, olga):
    file_all()


def names(query, by):
    return sorted(found.called for found in find_people(query, by=by, most=20))


@pytest.mark.parametrize(
    ("query", "found"),
    [("alice", ["Alice Lake"]), ("ALI", ["Alice Lake"]), ("lake", ["Alice Lake", "Bob Lake"]),
     ("lake bob", ["Bob Lake"]), ("alice@lake.example", ["Alice Lake"]),
     ("trading", ["Alice Lake", "Bob Lake"]),
     ("@lake.example", ["Alice Lake", "Bob Lake"]), ("lake.example", ["Alice Lake", "Bob Lake"]),
     ("keller", ["Mia Keller"]), ("zebra", []), ("", []), ("\x00 * : & \" '", []), ("alice carol", [])],
)  # fmt: skip
def test_people_are_found_by_name_address_domain_and_organisation(everybody, olga, query, found):
    assert names(query, olga) == found


def test_a_customer_finds_nobody_else(everybody, alice, carol):
    assert names("lake", alice) == ["Alice Lake"]
    assert names("lake", carol) == []


def test_a_new_name_and_a_new_organisation_are_found_and_the_old_ones_not(everybody, carol, olga):
    change_profile(carol, by=carol, name="Carol Rivers")
    join_organisation(carol, "Stonework", by=olga)
    file_all()
    assert names("rivers stonework", olga) == ["Carol Rivers"]
    assert names("carol stone.example", olga) == ["Carol Rivers"]


def test_an_erased_person_is_found_by_nothing_and_leaves_no_word(everybody, carol, olga):
    erase_person(carol, by=carol)
    assert names("carol", olga) == []
    file_all()
    assert names("carol", olga) == names("stone", olga) == []
    assert not Term.objects.filter(index="people", word__in=["carol", "stone"], documents__gt=0).exists()


def test_a_rebuild_files_everybody_and_a_lost_row_is_filed_again(everybody, olga):
    before = dict(Term.objects.filter(index="people").values_list("word", "documents"))
    PersonWords.objects.all().delete()
    told: list[int] = []
    assert rebuild(told.append) == sum(told) == 5
    assert dict(Term.objects.filter(index="people").values_list("word", "documents")) == before
    PersonWords.objects.all().delete()
    file_all()
    assert names("alice", olga) == ["Alice Lake"]
