from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape
from PIL import Image

import smartai
from smartai.core.workspace.actions import change_choices
from smartai.core.workspace.choices import GROUPS, choices, forget_choices
from smartai.foundation.captcha.registry import OUTSIDE
from smartai.reactions.notifications.kinds import OWNERS_WORDS
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def fields_of(page: str, kind: str = "settings") -> dict[str, Any]:
    """What a browser would send back of the first form with this class."""
    start = page.index(f'class="{kind}"')
    form = page[start : page.index("</form>", start)]
    sent: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="file"' not in tag and " checked" in tag and value:
            sent[name[1]] = [*sent.get(name[1], []), value[1]]
        elif name and 'type="file"' not in tag and (" checked" in tag or "checkbox" not in tag):
            sent[name[1]] = "on" if "checkbox" in tag else value[1] if value else ""
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>\s*(.*?)</textarea>', form, re.DOTALL):
        sent[name] = text
    return sent


@pytest.mark.parametrize("name", GROUPS)
def test_every_choice_stands_on_its_page_with_its_sentence(name, olga):
    page = client_of(olga).get(f"/desk/settings/choices/{name}/").content.decode()
    for field in GROUPS[name].model_fields:
        label, hint = GROUPS[name].words_of(field)
        assert f'name="{field}"' in page
        assert escape(str(label)) in page
        assert escape(str(hint)) in page


@pytest.mark.parametrize("name", GROUPS)
def test_saving_a_page_as_it_is_changes_nothing(name, olga):
    client = client_of(olga)
    before = choices()
    url = f"/desk/settings/choices/{name}/"
    response = client.post(url, fields_of(client.get(url).content.decode()))
    assert response.status_code == 302, re.findall(r'class="error"[^>]*>[^<]*', response.content.decode())
    forget_choices()
    assert choices() == before


NEW = {bool: None, int: 7, float: 0.75, str: "Words of ours"}
SPECIAL = {
    "colour": "#aa3366", "language": "de", "languages": ("ar", "de"), "time_zone": "Europe/Berlin",
    "check": "off", "redirect_url": "https://x.example/",
    "default_department": 0, "default_priority": 0, "logo": "", "other_days": "12-25 Christmas",
    "erase_closed_days": 90, "erase_files_days": 60, "forget_customers_days": 400, "max_height": 640,
    "monday": "10:00-11:30", "tuesday": "10:00-11:30", "wednesday": "10:00-11:30", "thursday": "10:00-11:30",
    "friday": "10:00-11:30", "saturday": "", "sunday": "22:00-02:00",
    "codes": True,  # one way in stays
}  # fmt: skip


@pytest.mark.parametrize("name", GROUPS)
def test_every_choice_of_a_page_is_saved(name, olga):
    client = client_of(olga)
    url = f"/desk/settings/choices/{name}/"
    sent, expected = fields_of(client.get(url).content.decode()), {}
    for field, info in GROUPS[name].model_fields.items():
        kind = info.annotation
        stored = getattr(getattr(choices(), name), field)
        if field in SPECIAL and not (field == "language" and name != "brand"):
            expected[field] = SPECIAL[field]
        elif field.endswith(("_site_key", "_secret")):
            expected[field] = "0x4AAAAAAA-key"
        elif kind is bool:
            expected[field] = not stored
        elif kind in NEW:
            expected[field] = NEW[kind]
        else:
            options: Any = kind
            expected[field] = next(option for option in options if option != stored)
        many = expected[field] if isinstance(expected[field], tuple) else None
        sent[field] = many or ("on" if expected[field] is True else str(expected[field]))
        if expected[field] is False:
            del sent[field]
    assert client.post(url, {k: v for k, v in sent.items() if k != "logo"}).status_code == 302
    forget_choices()
    got = getattr(choices(), name).model_dump()
    assert {field: got[field] for field in expected} == expected


def test_every_choice_is_read_somewhere():
    """A setting that nobody reads is a defect."""
    root = Path(smartai.__file__).parent
    files = [p for p in root.rglob("*") if p.suffix in (".py", ".html") and "/console/" not in str(p)]
    text = "\n".join(p.read_text() for p in files if "/groups/" not in str(p))
    unread = [
        f"{name}.{field}"
        for name, group in GROUPS.items()
        for field in group.model_fields
        if not re.search(rf"\.{field}\b|[\"']{field}[\"']|_{field}\b", text)
    ]
    by_kind = {f"words.{kind}_{part}" for kind in OWNERS_WORDS for part in ("subject", "body")}
    by_check = {
        f"protection.{check.replace('-', '_')}_{part}" for check in OUTSIDE for part in ("site_key", "secret")
    }
    by_check.add("protection.recaptcha_v3_threshold")
    assert [one for one in unread if one not in by_kind | by_check] == []


@pytest.mark.parametrize(
    ("name", "field", "wrong", "says"),
    [
        ("brand", "colour", "blue", "Write a colour"),
        ("brand", "name", "", "This is needed."),
        ("brand", "name", "x" * 100, "At most 60 characters."),
        ("form", "max_file_mb", "many", "Write a whole number."),
        ("form", "max_file_mb", "9000", "At most 200."),
        ("requests", "link_days", "0", "At least 1."),
        ("sign_in", "redirect_url", "javascript:alert(1)", "beginning with https://"),
        ("sign_in", "policy", "nobody", "Select a valid choice"),
        ("sign_in", "first_page", "redirect", "Write the address of your page"),
        ("brand", "time_zone", "Mars/Olympus", "Select a valid choice"),
    ],
)
def test_a_wrong_value_is_said_beside_its_field_and_changes_nothing(name, field, wrong, says, olga):
    client = client_of(olga)
    before = choices()
    url = f"/desk/settings/choices/{name}/"
    response = client.post(url, {**fields_of(client.get(url).content.decode()), field: wrong})
    assert response.status_code == 422
    assert says in response.content.decode()
    forget_choices()
    assert choices() == before


def test_a_form_that_nobody_could_fill_is_refused(olga):
    client, url = client_of(olga), "/desk/settings/choices/form/"
    sent = {**fields_of(client.get(url).content.decode()), "title": "hidden", "message": "hidden"}
    assert "a request must say something" in client.post(url, sent).content.decode()
    assert client.post(url, {**sent, "message": "optional"}).status_code == 302


def test_two_owners_do_not_overwrite_each_other(olga):
    client = client_of(olga)
    sent = fields_of(client.get("/desk/settings/choices/brand/").content.decode())
    change_choices("brand", {"name": "Northwind"}, by=olga)
    response = client.post("/desk/settings/choices/brand/", {**sent, "name": "Southwind"})
    assert response.status_code == 409
    assert "Southwind" in response.content.decode()
    assert "Now published: Northwind" in response.content.decode()
    forget_choices()
    assert choices().brand.name == "Northwind"


@pytest.mark.parametrize(
    ("name", "theirs", "says"),
    [
        ("panel", {"enter_sends": True}, "Now published: On"),
        ("form", {"priority": "required"}, "Now published: Required"),
        ("brand", {"language": "de"}, "Inzwischen veröffentlicht: Deutsch"),
        ("welcome", {"heading": ""}, "Now published: nothing"),
    ],
)
def test_what_the_other_owner_chose_is_said_in_words(name, theirs, says, olga):
    change_choices("welcome", {"heading": "Hello"}, by=olga)
    client, url = client_of(olga), f"/desk/settings/choices/{name}/"
    sent = fields_of(client.get(url).content.decode())
    change_choices(name, theirs, by=olga)
    assert says in client.post(url, sent).content.decode()


@pytest.mark.parametrize("seen", ["", "words", "-1", "9" * 5_000, ":,:,,:x", ","])
def test_hashes_that_are_none_do_no_harm(seen, olga):
    client, url = client_of(olga), "/desk/settings/choices/brand/"
    sent = {**fields_of(client.get(url).content.decode()), "name": "Northwind", "seen": seen}
    assert client.post(url, sent).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_logo_is_re_encoded_kept_until_it_is_taken_away_and_anything_else_refused(olga, client):
    signed_in = client_of(olga)
    sent = fields_of(signed_in.get("/desk/settings/choices/brand/").content.decode())
    fake = io.BytesIO(b"<svg onload=alert(1)>")
    fake.name = "logo.png"
    assert signed_in.post("/desk/settings/choices/brand/", {**sent, "logo": fake}).status_code == 422
    picture = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(picture, "PNG")
    picture.seek(0)
    picture.name = "logo.png"
    assert signed_in.post("/desk/settings/choices/brand/", {**sent, "logo": picture}).status_code == 302
    forget_choices()
    answer = client.get("/brand/logo")
    assert answer.status_code == 200
    assert b"".join(answer)[8:12] == b"WEBP"
    kept = choices().brand.logo
    page = signed_in.get("/desk/settings/choices/brand/").content.decode()
    assert '<img class="av mark s40" src="/brand/logo' in page
    sent = {**fields_of(page), "name": "Northwind"}
    assert signed_in.post("/desk/settings/choices/brand/", sent).status_code == 302
    forget_choices()
    assert (choices().brand.name, choices().brand.logo) == ("Northwind", kept)
    sent = fields_of(signed_in.get("/desk/settings/choices/brand/").content.decode())
    assert signed_in.post("/desk/settings/choices/brand/", {**sent, "no_logo": "yes"}).status_code == 302
    forget_choices()
    assert choices().brand.logo == ""


def test_a_word_that_is_no_placeholder_is_named(olga):
    client = client_of(olga)
    sent = fields_of(client.get("/desk/settings/choices/words/").content.decode())
    saved = client.post(
        "/desk/settings/choices/words/", {**sent, "created_subject": "Hi {{nmae}}, #{{number}}"}, follow=True
    )
    assert "stay as they are: {{nmae}}" in saved.content.decode()


def test_a_placeholder_that_a_mail_does_not_know_is_named_with_the_mail(olga):
    client = client_of(olga)
    sent = fields_of(client.get("/desk/settings/choices/words/").content.decode())
    words = {"code_body": "{{ name }}, {{number}}", "answered_body": "{{  agent  }} {{number}}"}
    saved = client.post("/desk/settings/choices/words/", {**sent, **words}, follow=True).content.decode()
    assert "“Code” does not know these and leaves them out: {{number}}" in saved
    assert saved.count("leaves them out") == 1
    assert "stay as they are" not in saved


def test_an_empty_field_shows_our_words_and_what_may_be_put_into_it(olga):
    page = client_of(olga).get("/desk/settings/choices/words/").content.decode()
    assert 'placeholder="Re: [#{{number}}] {{title}}"' in page
    assert "Thank you for writing to us." in page
    assert "Placeholders: {{name}} {{brand}}<" in page.replace("\n", "")


@pytest.mark.parametrize(
    ("server", "production", "told", "offered"),
    [
        ("", False, "kept in the", "Try a mail server"),
        ("", True, "every mail waits", "Try a mail server"),
        ("smtp://northwind:s3cret@mail.example:587", True, "mail.example:587", "Send me a test"),
    ],
)
def test_the_page_of_mails_says_which_way_they_leave(olga, settings, server, production, told, offered):
    settings.SMTP_URL, settings.PRODUCTION = server, production
    page = client_of(olga).get("/desk/settings/choices/mail/").content.decode()
    assert told in page
    assert f'href="/desk/settings/start/mail/">{offered}</a>' in page
    assert "s3cret" not in page
