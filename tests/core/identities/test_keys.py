"""The keys of a panel: two that live, one algorithm each, and no secret in the database."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core import serializers

from smartai.core.identities.actions import create_key, retire_key
from smartai.core.identities.errors import TwoLiveKeys
from smartai.core.identities.models import IdentityKey
from smartai.core.identities.reads import examined, keys_of
from smartai.core.workspace.actions import create_panel
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.actions import start_session
from smartai.foundation.accounts.models import Session
from smartai.foundation.events.models import StoredEvent
from smartai.lib.site_keys import Algorithm, UnfitKey
from smartai.lib.site_tokens import Finding
from tests.signing import claims, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(olga):
    return create_panel("Shop", by=olga)


def look(shop, key, now=1_800_000_000.0, **more):
    token = signed(claims(now, shop.key), kid=key.kid, secret=more.get("secret", key.secret))
    return examined(token, shop.pk, shop.key)


def test_a_shared_secret_is_long_and_not_in_the_database(shop, olga):
    key = create_key(shop, Algorithm.HS256, by=olga)
    assert len(key.secret) >= 43
    assert key.secret not in serializers.serialize("json", IdentityKey.objects.all())
    assert key.secret not in json.dumps(list(StoredEvent.objects.values_list("payload", flat=True)))
    assert create_key(shop, Algorithm.HS256, by=olga).secret != key.secret


def test_a_panel_has_two_live_keys_and_room_for_another_once_one_is_retired(shop, olga):
    first, second = create_key(shop, Algorithm.HS256, by=olga), create_key(shop, Algorithm.HS256, by=olga)
    with pytest.raises(TwoLiveKeys):
        create_key(shop, Algorithm.HS256, by=olga)
    retire_key(first, by=olga)
    third = create_key(shop, Algorithm.HS256, by=olga)
    assert keys_of(shop.pk) == [third, second, first]


def test_only_owners_make_and_retire_keys(shop, olga, anton, alice):
    key = create_key(shop, Algorithm.HS256, by=olga)
    for person in (anton, alice):
        with pytest.raises(NotAllowed):
            create_key(shop, Algorithm.HS256, by=person)
        with pytest.raises(NotAllowed):
            retire_key(key, by=person)


def test_a_public_key_is_kept_and_must_be_of_the_algorithm(shop, olga):
    pem = (
        Ed25519PrivateKey.generate()
        .public_key()
        .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    key = create_key(shop, Algorithm.EDDSA, by=olga, public_key=f"  {pem.decode()}\n")
    assert key.public_key == pem.decode()
    with pytest.raises(UnfitKey):
        create_key(shop, Algorithm.RS256, by=olga, public_key=pem.decode())
    assert IdentityKey.objects.count() == 1


def test_tokens_count_for_the_panel_of_their_key_only(shop, olga, time_machine):
    time_machine.move_to(1_800_000_000)
    key, other = create_key(shop, Algorithm.HS256, by=olga), create_panel("Other", by=olga)
    assert look(shop, key).told
    token = signed(claims(1_800_000_000, other.key), kid=key.kid, secret=key.secret)
    assert examined(token, other.pk, other.key).refusal == Finding.UNKNOWN_KEY


def test_a_retired_key_is_refused_and_whom_it_let_in_is_signed_out(shop, olga, alice, carol, time_machine):
    time_machine.move_to(1_800_000_000)
    key = create_key(shop, Algorithm.HS256, by=olga)
    alice.site_identities.create(panel=shop, subject="user-1842")
    for person in (alice, carol):
        start_session(person, scope=f"{shop.key} https://shop.example")
        start_session(person)
    retire_key(key, by=olga)
    assert look(shop, key).refusal == Finding.RETIRED_KEY
    assert Session.objects.filter(person=alice).get().scope == ""
    assert Session.objects.filter(person=carol).count() == 2
    retire_key(key, by=olga)
    assert StoredEvent.objects.filter(kind="identities.key_retired").count() == 1


def test_a_key_made_with_another_secret_of_the_installation_says_so(shop, olga, settings):
    key = create_key(shop, Algorithm.HS256, by=olga)
    settings.SECRET_KEY = "another one of at least fifty letters, as it has to be"
    assert look(shop, key).refusal == Finding.LOST_KEY
