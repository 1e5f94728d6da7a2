"""Each choice of the owner changes some page of its preview; the list says of the others why they can't."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import pytest
from django.test import Client

from smartai.core.identities.actions import save_provider
from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import ArticleStatus
from smartai.core.tickets.actions import close_ticket, reply_as_agent
from smartai.core.tickets.models import Ticket
from smartai.core.workspace.actions import create_panel, keep_draft
from smartai.core.workspace.choices import GROUPS, OF_PANELS, choices
from smartai.core.workspace.models import SupportPanel
from smartai.foundation.accounts.models import Person
from smartai.foundation.captcha.registry import OUTSIDE
from smartai.reactions.notifications.kinds import OWNERS_WORDS
from smartai.web.ui.previewed import preview_root
from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db
BASE_URL = "http://localhost:8000"

DAYS, LIMIT, SECRET = "it counts days", "it counts tries", "it is never shown to anybody"
DAYS_OF_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNSEEN = {
    "requests.reopen_days": DAYS,
    "requests.archive_days": DAYS,
    "requests.link_days": DAYS,
    "helpfulness.question_days": DAYS,
    "retention.erase_closed_days": DAYS,
    "retention.erase_files_days": DAYS,
    "retention.forget_customers_days": DAYS,
    "retention.kept_tag": "it keeps what would be erased",
    "form.default_title": "it is the title of what is sent, and a preview sends nothing",
    "team.second_step": "a preview shows what customers see, and this is asked of the team",
    "protection.requests_per_hour": LIMIT,
    "protection.replies_per_hour": LIMIT,
    "protection.codes_per_hour": LIMIT,
    "protection.sign_ins_per_hour": LIMIT,
    "protection.names_per_hour": LIMIT,
    "protection.unsure": "it matters when a company does not answer",
    "protection.recaptcha_v3_threshold": "only the company and we know the score",
    **{f"protection.{check.replace('-', '_')}_secret": SECRET for check in OUTSIDE},
}
SPECIAL = {
    "colour": "#aa3366", "language": "de", "time_zone": "Asia/Tokyo", "check": "off", "max_file_mb": 7,
    "max_height": 640,
    "redirect_url": "https://x.example/", "first_page": "register", "languages": ["de"],
    **dict.fromkeys(DAYS_OF_WEEK, "10:00-14:00"), "other_days": "11-26 Feast",
}  # fmt: skip
FIRST = {
    "mail": "/mails/",
    "words": "/mails/",
    "widget": "/embed.js",
    "protection": "/check/",
    "registration": "/register/",
}
"""Where a group is looked for first."""
BESIDE: dict[str, dict[str, Any]] = {
    "sign_in.redirect_url": {"first_page": "redirect", "redirect_url": "https://y.example/"},
    "sign_in.create_without_password": {"registration": True},
    "hours.other_days": {"shown": True},
    **{f"hours.{day}": {"shown": True, **{d: "" for d in DAYS_OF_WEEK if d != day}} for day in DAYS_OF_WEEK},
    "form.default_department": {"department": "required"},
    **{f"protection.{c.replace('-', '_')}_site_key": {"check": c} for c in OUTSIDE},
}
"""What else has to be chosen so that the choice matters."""


@pytest.fixture
def world(olga, anton, billing, support, open_request, time_machine, settings) -> dict[str, Any]:
    """Olga wrote three requests herself: one waits, one is answered, one is over. Time stands still.

    Passkeys work at this address, customers have a provider, and registration asks for the language.
    """
    settings.BASE_URL = BASE_URL
    save_provider(
        None, by=olga, name="Elsewhere", issuer="https://id.example", client_id="us", for_team=False,
        for_customers=True, creates=True, domains=[],
    )  # fmt: skip
    choose("registration", language="optional")
    time_machine.move_to(datetime(2026, 11, 26, 12, 30, tzinfo=UTC), tick=False)
    waits, answered, over = (open_request(olga, support, title=f"Request {n}") for n in range(3))
    reply_as_agent(answered, "Try it now.", by=anton)
    close_ticket(over, by=olga)
    article = save_article(None, by=olga, title="Exports", text="So.", status=ArticleStatus.PUBLISHED)
    return {"waits": waits, "answered": answered, "over": over, "article": article, "billing": billing}


def pages(world: dict[str, Any], panel: SupportPanel) -> list[tuple[str, str]]:
    """Looks and what they look at."""
    requests = [f"/support/requests/{world[name].pk}/" for name in ("waits", "answered", "over")]
    visitors = [
        "/support/?write", "/support/requests/", "/support/sign-in/", "/support/register/", "/help/",
        f"/help/{world['article'].slug}/", "/support/check/?for=new-request", "/brand.css", "/embed.js",
    ]  # fmt: skip
    customers = ["/support/", "/support/requests/", *requests, "/support/profile/"]
    mails = [f"/desk/settings/mails/{kind}/{part}/" for kind in OWNERS_WORDS for part in ("letter", "page")]
    return [
        *(("visitor-light-en", one) for one in [*visitors, *mails]),
        *(("customer-light-en", one) for one in customers),
        ("visitor-dark-en", "/support/?write"),
        ("visitor-light-xx", "/support/?write"),
        ("visitor-light-en", f"/support/?in={panel.key}"),
    ]


def seen(client: Client, root: str, look: str, path: str) -> str:
    """The page without what is another at each look: secrets of forms, versions of addresses, puzzles."""
    key = path.partition("?in=")[2]
    headers = {"Smartai-Panel": key, "Smartai-Host": BASE_URL} if key else {}
    answer = client.get(f"{root}{look}{path.partition('?in=')[0]}", headers=headers, follow=True)
    assert answer.status_code in (200, 204, 403, 404), (path, answer.status_code)
    text = b"".join(answer) if answer.streaming else answer.content
    words = text.decode("utf-8", "replace")
    words = re.sub(
        r'value="[^"]{40,}"|name="writing" value="[^"]*"|\?v=-?\d+|"(?:challenge|salt|signature)": ?"[^"]*"',
        "",
        words,
    )
    return re.sub(r"Smartai-\w+|data-started=\"[^\"]*\"", "", words)


def another(group: str, name: str, world: dict[str, Any]) -> Any:
    stored = getattr(getattr(choices(), group), name)
    kind = GROUPS[group].model_fields[name].annotation
    if name in ("default_department", "default_priority"):
        return world["billing"].pk if name == "default_department" else 1
    if name in SPECIAL and not (group != "brand" and name == "language"):
        return SPECIAL[name]
    if kind is bool:
        return not stored
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next(option.value for option in reversed(list(kind)) if option != stored)
    return 33 if kind is int else 0.75 if kind is float else "Own-words"


def unseen_of(group: str, world: dict[str, Any], olga: Person, panel: SupportPanel | None) -> list[str]:
    client, root = client_of(olga), preview_root(olga, group, panel.pk if panel else None)
    looks = pages(world, panel or SupportPanel.objects.get(is_default=True))
    looks.sort(key=lambda look: FIRST.get(group, "") not in look[1])
    kept: dict[str, dict[tuple[str, str], str]] = {}

    def page(draft: dict[str, Any], look: tuple[str, str], keep: bool = False) -> str:
        known = kept.setdefault(repr(draft), {}) if keep else {}
        if look not in known:
            keep_draft(group, draft, by=olga, panel=panel, seen={})
            known[look] = seen(client, root, *look)
        return known[look]

    missing = []
    for name in GROUPS[group].model_fields:
        if f"{group}.{name}" in UNSEEN:
            continue
        beside = BESIDE.get(f"{group}.{name}", {})
        changed = {**beside, name: another(group, name, world)}
        if not any(page(beside, look, keep=True) != page(changed, look) for look in looks):
            missing.append(f"{group}.{name}")
    return missing


@pytest.mark.parametrize("group", GROUPS)
def test_every_choice_changes_some_page_of_its_preview(group, world, olga):
    assert unseen_of(group, world, olga, None) == []
    assert Ticket.objects.count() == 3


@pytest.mark.parametrize("group", OF_PANELS)
def test_every_choice_of_a_panel_changes_some_page_of_its_preview(group, world, olga):
    panel = create_panel("Shop", by=olga)
    assert unseen_of(group, world, olga, panel) == []


def test_the_list_of_what_cannot_be_seen_names_choices():
    assert {one for one in UNSEEN if one.split(".")[1] not in GROUPS[one.split(".")[0]].model_fields} == set()
