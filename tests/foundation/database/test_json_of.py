"""Values of a row as JSON, the same on both databases."""

from __future__ import annotations

import json

import pytest
from django.db.models import OuterRef, Subquery

from smartai.foundation.accounts.models import Person
from smartai.foundation.database.json_of import JSONOf

pytestmark = pytest.mark.django_db


def test_it_tells_the_values_under_their_names(mia):
    told = Person.objects.filter(pk=mia.pk).values_list(JSONOf(called="name", at="email"), flat=True)
    assert told.get() == {"called": mia.name, "at": mia.email}


def test_what_a_value_holds_is_never_read_as_more_than_a_value(mia):
    mia.name = """', 'x'); DROP TABLE "a"; -- %s {"b": 1}"""
    mia.save()
    same = Person.objects.filter(pk=OuterRef("pk")).values_list(JSONOf(called="name"))
    (found,) = Person.objects.filter(pk=mia.pk).annotate(told=Subquery(same)).values_list("told", flat=True)
    assert (found if isinstance(found, dict) else json.loads(found)) == {"called": mia.name}
