"""What ``smartai user`` does for whoever runs the server."""

from __future__ import annotations

import pytest

from smartai.config.cli import users
from smartai.foundation.accounts.models import SecondStep
from smartai.foundation.events.models import StoredEvent
from tests.second_steps import with_second_step

pytestmark = pytest.mark.django_db


def test_the_only_owner_who_lost_the_phone_is_helped(olga, capsys):
    with_second_step(olga)
    users.end_second_step(" Olga@northwind.example ")
    assert not SecondStep.objects.exists()
    assert "signs in without a second step now" in capsys.readouterr().out
    fact = StoredEvent.objects.latest("pk")
    assert (fact.kind, fact.actor_name) == ("people.second_step_removed", "command line")


@pytest.mark.parametrize("email", ["olga@northwind.example", "nobody@else.example", "nonsense"])
def test_where_there_is_nothing_to_take_away_it_says_so(olga, email, capsys):
    with pytest.raises(SystemExit):
        users.end_second_step(email)
    assert capsys.readouterr().err
