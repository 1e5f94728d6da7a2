"""Keys of companies: typed, used, tried out, and never shown again."""

from __future__ import annotations

from typing import Any

import pytest

from smartai.core.workspace.actions import change_panel_choices, create_panel
from smartai.core.workspace.choices import choices, forget_choices
from smartai.core.workspace.groups import Protection
from smartai.core.workspace.models import SupportPanel
from smartai.foundation.captcha.registry import OUTSIDE
from smartai.foundation.events.models import StoredEvent
from tests.cast import choose, client_of
from tests.stand_ins import KEYS, sends, stand_in
from tests.web.console.test_groups import fields_of

pytestmark = pytest.mark.django_db
PAGE = "/desk/settings/choices/protection/"
TRIAL = "/desk/settings/robot-checks/"


def choose_keys(check: str, **more: Any) -> None:
    name = check.replace("-", "_")
    keys = {f"{name}_site_key": KEYS.site_key, f"{name}_secret": KEYS.secret}
    choose("protection", **{**keys, **more})


def save(client: Any, **fields: str) -> Any:
    answer = client.post(PAGE, fields_of(client.get(PAGE).content.decode()) | fields)
    forget_choices()
    return answer


def test_a_secret_is_kept_by_an_empty_field_and_taken_away_by_its_box(olga: Any) -> None:
    client = client_of(olga)
    save(client, turnstile_site_key="a-site-key", turnstile_secret="a-right-secret")
    save(client, requests_per_hour="7", turnstile_secret="")
    assert choices().protection.turnstile_secret == "a-right-secret"
    assert choices().protection.requests_per_hour == 7
    save(client, no_turnstile_secret="on")
    assert choices().protection.turnstile_secret == ""


def test_no_page_and_no_fact_has_the_secret_or_a_hash_of_it(olga: Any) -> None:
    client = client_of(olga)
    save(client, turnstile_site_key="a-site-key", turnstile_secret="a-right-secret")
    wrong = save(client, turnstile_secret="another-secret", requests_per_hour="many")
    assert wrong.status_code == 422
    for page in (
        client.get(PAGE),
        wrong,
        client.get(f"{TRIAL}turnstile/"),
        client.get("/desk/settings/changes/"),
    ):
        shown = page.content.decode()
        assert "a-right-secret" not in shown
        assert "another-secret" not in shown
        assert "secret:" not in shown
    assert "a-right-secret" not in str(list(StoredEvent.objects.values_list("payload", flat=True)))


def test_two_owners_at_once_are_told_without_the_secret(olga: Any) -> None:
    client = client_of(olga)
    opened = fields_of(client.get(PAGE).content.decode())
    choose_keys("turnstile", requests_per_hour=3)
    answer = client.post(PAGE, opened | {"requests_per_hour": "9"})
    assert answer.status_code == 409
    assert KEYS.secret not in answer.content.decode()


@pytest.mark.parametrize("check", OUTSIDE)
def test_a_check_without_its_keys_is_not_switched_on(check: str, olga: Any) -> None:
    answer = save(client_of(olga), check=check)
    assert answer.status_code == 422
    assert "This check needs both of its keys." in answer.content.decode()
    assert choices().protection.check == "proof-of-work"


def test_what_is_no_key_and_no_score_is_refused_in_words(olga: Any) -> None:
    page = save(
        client_of(olga), turnstile_site_key="<script>", recaptcha_v3_threshold="high"
    ).content.decode()
    assert "A key has letters, digits" in page
    assert "Write a number such as 0.5." in page


def test_every_company_has_its_keys_and_every_key_its_company() -> None:
    names = {name for name in Protection.model_fields if name.endswith("_secret")}
    assert names == Protection.secrets == {f"{check.replace('-', '_')}_secret" for check in OUTSIDE}


SAID = {
    "accepted": ({}, None, "The secret key is accepted"),
    "refused": ({"turnstile_secret": "another"}, None, "The secret key is refused"),
    "for tests": ({}, sends(b'{"success": true}'), "let everything pass"),
    "away": ({}, sends(b"{}", 503), "the server answers 503"),
}


@pytest.mark.parametrize(("keys", "behaviour", "words"), SAID.values(), ids=SAID)
def test_one_line_says_what_comes_of_the_keys(keys: Any, behaviour: Any, words: str, olga: Any) -> None:
    with stand_in("turnstile") as company:
        choose_keys("turnstile", **keys)
        company.behaviour = behaviour
        page = client_of(olga).post(f"{TRIAL}turnstile/asked/", follow=True).content.decode()
        assert words in page
        assert KEYS.secret not in page


@pytest.mark.parametrize("check", OUTSIDE)
def test_the_trial_page_alone_lets_the_company_in_and_nothing_is_counted_for_visitors(
    check: str, olga: Any
) -> None:
    with stand_in(check) as company:
        choose_keys(check)
        page = client_of(olga).get(f"{TRIAL}{check}/")
        assert company.address in page.headers["Content-Security-Policy"]
        assert "As visitors meet it" in page.content.decode()
        empty = client_of(olga).post(f"{TRIAL}{check}/solved/", {"proof": ""}, follow=True)
        assert "No answer came with it" in empty.content.decode()
        assert company.asked == []


@pytest.mark.django_db(transaction=True)
def test_keys_are_tried_so_many_times_an_hour_and_no_more(olga: Any) -> None:
    with stand_in("turnstile") as company:
        choose_keys("turnstile")
        for _ in range(32):
            page = client_of(olga).post(f"{TRIAL}turnstile/asked/", follow=True)
        assert "That was often in a short time." in page.content.decode()
        assert len(company.asked) == 30


def test_there_is_no_trial_of_what_asks_nobody(olga: Any) -> None:
    assert client_of(olga).get(f"{TRIAL}proof-of-work/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_panels_own_keys_are_tried_and_not_the_general_ones(olga: Any) -> None:
    shop, client = create_panel("Shop", by=olga), client_of(olga)
    choose_keys("turnstile", turnstile_secret="the-general-secret")
    change_panel_choices(shop, "protection", {"turnstile_secret": KEYS.secret}, by=olga)
    at = f"/desk/settings/panels/{shop.pk}/robot-checks/turnstile/"
    assert f'href="{at}"' in client.get(f"/desk/settings/panels/{shop.pk}/protection/").content.decode()
    with stand_in("turnstile") as company:
        page = client.post(f"{at}asked/", follow=True).content.decode()
        assert "The secret key is accepted" in page
        assert [one["secret"] for one in company.asked] == [KEYS.secret]
    assert KEYS.secret not in page


def test_our_own_pages_have_no_keys_beside_the_general_ones(olga: Any) -> None:
    default = SupportPanel.objects.get(is_default=True)
    answer = client_of(olga).get(f"/desk/settings/panels/{default.pk}/robot-checks/turnstile/")
    assert answer.status_code == 404
