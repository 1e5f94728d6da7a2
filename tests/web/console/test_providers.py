"""The owner's providers: what is typed, what is sealed, what is said when one does not answer."""

from __future__ import annotations

import pytest

from smartai.core.identities.models import SignInProvider
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.openid.sealing import opened
from tests.cast import client_of
from tests.openid_provider import CLIENT, SECRET, provider_running

pytestmark = pytest.mark.django_db
PAGE = "/desk/settings/providers/"


@pytest.fixture
def there(_first_rows):
    with provider_running() as provider:
        yield provider


def typed(there, **changes):
    values = {
        "name": "Lake ID", "issuer": there.issuer, "client_id": CLIENT, "secret": SECRET,
        "for_customers": "on", "domains": "lake.example\n@Hill.Example\n\n", **changes,
    }  # fmt: skip
    return {name: value for name, value in values.items() if value is not None}


def saved(client, there, **changes) -> SignInProvider:
    assert client.post(PAGE, typed(there, **changes)).status_code == 302
    return SignInProvider.objects.latest("pk")


def test_a_provider_is_kept_with_its_secret_sealed_and_answers(there, olga):
    client = client_of(olga)
    page = client.post(PAGE, typed(there), follow=True).content.decode()
    provider = SignInProvider.objects.get()
    assert "Saved. The provider answers." in page
    assert provider.domains == ["hill.example", "lake.example"]
    assert SECRET not in provider.sealed_secret
    assert opened(provider.sealed_secret) == SECRET
    told = StoredEvent.objects.latest("pk").payload
    assert (told["provider_id"], told["name"], told["what"]) == (provider.pk, "Lake ID", "created")
    assert SECRET not in str(told)
    assert provider.sealed_secret not in str(told)


def test_the_secret_is_never_shown_again_stays_when_nothing_is_typed_and_can_be_taken_away(there, olga):
    client = client_of(olga)
    provider = saved(client, there)
    page = f"{PAGE}{provider.pk}/"
    assert SECRET not in client.get(page).content.decode()
    client.post(page, typed(there, secret="", name="Lake"))
    provider.refresh_from_db()
    assert (provider.name, opened(provider.sealed_secret)) == ("Lake", SECRET)
    client.post(page, typed(there, secret="", no_secret="on"))
    provider.refresh_from_db()
    assert provider.sealed_secret == ""


def test_a_provider_that_does_not_answer_is_saved_and_the_owner_hears_why(there, olga):
    there.document_changes = {"issuer": "https://other.example"}
    page = client_of(olga).post(PAGE, typed(there), follow=True).content.decode()
    assert "does not answer as it should: it calls itself by another issuer" in page
    assert SignInProvider.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"issuer": "http://id.example"}, "issuer"),
        ({"issuer": "id.example"}, "issuer"),
        ({"issuer": "javascript:alert(1)"}, "issuer"),
        ({"issuer": "https://a:b@id.example"}, "issuer"),
        ({"issuer": "https://id.example/?tenant=1"}, "issuer"),
        ({"issuer": "https://[::"}, "issuer"),
        ({"client_id": "ü"}, "client_id"),
        ({"client_id": ""}, "client_id"),
        ({"secret": "a\x00b"}, "secret"),
        ({"domains": "lake"}, "domains"),
        ({"domains": "*.example"}, "domains"),
        ({"domains": "a@lake.example"}, "domains"),
        ({"for_customers": None}, "for_customers"),
        ({"for_customers": None, "for_team": "on", "creates": "on"}, "creates"),
    ],
)
def test_what_cannot_work_is_refused_beside_its_field(there, olga, changes, field):
    answer = client_of(olga).post(PAGE, typed(there, **changes))
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not SignInProvider.objects.exists()


def test_two_owners_do_not_overwrite_each_other(there, olga):
    client = client_of(olga)
    page = f"{PAGE}{saved(client, there).pk}/"
    seen = client.get(page).content.decode().split('name="seen" value="')[1].split('"')[0]
    client.post(page, typed(there, name="First"))
    answer = client.post(page, typed(there, name="Second", seen=seen))
    assert answer.status_code == 409
    assert SignInProvider.objects.get().name == "First"


def test_a_removed_provider_is_gone_and_who_took_it_away_is_kept(there, olga):
    client = client_of(olga)
    provider = saved(client, there)
    client.post(f"{PAGE}{provider.pk}/remove/")
    assert not SignInProvider.objects.exists()
    assert "Removed a provider for signing in" in client.get("/desk/settings/changes/").content.decode()
