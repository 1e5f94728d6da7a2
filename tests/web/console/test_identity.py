"""The page where owners make keys, copy programs and check tokens."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from smartai.core.identities.actions import create_key, enter_by_token
from smartai.core.identities.models import IdentityKey, SpentToken
from smartai.core.workspace.actions import create_panel
from smartai.foundation.events.models import StoredEvent
from smartai.lib.site_keys import Algorithm
from smartai.lib.site_tokens import Finding, Subject
from smartai.web.console.token_words import FINE, FOUND
from tests.cast import client_of
from tests.signing import claims, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(olga):
    return create_panel("Shop", by=olga)


@pytest.fixture
def url(shop):
    return f"/desk/settings/panels/{shop.pk}/identity/"


def token_of(key, **changes):
    said = claims(timezone.now().timestamp(), key.panel.key, **changes)
    return signed(said, kid=key.kid, secret=key.secret)


def marks(page: str) -> list[str]:
    return re.findall(r'<li><span class="tag (ok|warn|bad)">', page.partition('id="checker"')[2])


def test_a_secret_is_shown_once_and_never_again(url, olga):
    client = client_of(olga)
    answer = client.post(url, {"algorithm": "HS256"})
    key = IdentityKey.objects.get()
    assert key.secret in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    later = client.get(url).content.decode()
    assert key.kid in later
    assert key.secret not in later
    assert key.secret not in client.get("/desk/settings/changes/").content.decode()


def test_the_programs_name_the_panel_and_its_key(url, olga, shop):
    client = client_of(olga)
    assert shop.key in client.get(url).content.decode()
    key = create_key(shop, Algorithm.HS256, by=olga)
    page = client.get(url).content.decode()
    for language in ("Python", "PHP", "Node.js", "Ruby", "Go", "C#", "Java"):
        assert f'<summary><bdi dir="ltr">{language}</bdi></summary>' in page
    assert page.count(key.kid) > 7


def test_a_third_key_is_refused_with_words_until_one_is_retired(url, olga, shop):
    client = client_of(olga)
    keys = [create_key(shop, Algorithm.HS256, by=olga) for _ in range(2)]
    assert client.post(url, {"algorithm": "HS256"}).status_code == 422
    client.post(f"{url}retire/", {"kid": keys[0].kid})
    assert client.post(url, {"algorithm": "HS256"}).status_code == 200
    assert IdentityKey.objects.filter(retired_at=None).count() == 2


def test_a_key_of_another_panel_is_not_retired_from_here(url, olga):
    key = create_key(create_panel("Other", by=olga), Algorithm.HS256, by=olga)
    assert client_of(olga).post(f"{url}retire/", {"kid": key.kid}).status_code == 404
    key.refresh_from_db()
    assert key.retired_at is None


@pytest.mark.parametrize("pasted", ["", "words", "-----BEGIN PRIVATE KEY-----\nAAAA"])
def test_what_is_no_public_key_is_said_beside_the_field(pasted, url, olga):
    answer = client_of(olga).post(url, {"algorithm": "EdDSA", "public_key": pasted})
    assert answer.status_code == 422
    assert 'id="id_public_key_error"' in answer.content.decode()
    assert not IdentityKey.objects.exists()


def test_a_good_token_has_green_lines_and_can_still_be_used(url, olga, shop):
    key = create_key(shop, Algorithm.HS256, by=olga)
    token = token_of(key)
    page = client_of(olga).post(f"{url}check/", {"token": f"  {token}\n"}).content.decode()
    assert set(marks(page)) == {"ok"}
    assert "The panel takes this token." in page
    assert token not in page
    assert enter_by_token(token, panel_id=shop.pk, audience=shop.key)


def test_a_used_and_a_wrong_token_have_red_lines(url, olga, shop):
    key, client = create_key(shop, Algorithm.HS256, by=olga), client_of(olga)
    token = token_of(key)
    enter_by_token(token, panel_id=shop.pk, audience=shop.key)
    assert marks(client.post(f"{url}check/", {"token": token}).content.decode()).count("bad") == 1
    wrong = token_of(key, aud="pk_other", exp=1, email_verified=False, extra="<script>")
    page = client.post(f"{url}check/", {"token": wrong}).content.decode()
    assert (marks(page).count("bad"), marks(page).count("warn")) == (2, 2)
    assert "The panel refuses this token." in page
    assert "<script>" not in page.partition('id="checker"')[2].replace("</script>", "")


def test_a_checked_token_is_neither_stored_nor_logged(url, olga, shop, caplog):
    key, before = create_key(shop, Algorithm.HS256, by=olga), StoredEvent.objects.count()
    token = token_of(key)
    client_of(olga).post(f"{url}check/", {"token": token})
    client_of(olga).post(f"{url}check/", {"token": token[:-4]})
    assert (StoredEvent.objects.count(), SpentToken.objects.count()) == (before, 0)
    assert token[:40] not in caplog.text


def test_there_are_words_for_whatever_the_checker_finds():
    assert set(FINE) == set(Subject)
    assert set(FOUND) == set(Finding) - {Finding.FINE}
