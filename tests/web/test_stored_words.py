"""Hostile words in everything that is stored, then every page, mail and export: words stay words."""

from __future__ import annotations

import io
import re
import zipfile
from email import message_from_bytes, policy
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from smartai.core.departments.actions import create_department
from smartai.core.helpfulness.actions import judge_article, miss_in_ticket
from smartai.core.identities.actions import create_key, save_provider
from smartai.core.identities.models import ProviderIdentity
from smartai.core.knowledge.actions import (
    add_article_file,
    begin_translation,
    check_links,
    make_category,
    save_article,
)
from smartai.core.knowledge.models import ArticleLink, ArticleStatus
from smartai.core.people.actions import change_profile, create_registration_field, join_organisation
from smartai.core.satisfaction.actions import rate_ticket
from smartai.core.satisfaction.models import Score
from smartai.core.saved_replies.actions import save_saved_reply
from smartai.core.tickets.actions import (
    RequestDraft,
    add_note,
    add_participant,
    change_status,
    change_tag,
    change_title,
    create_tag,
    issue_link,
    link_token,
    move_ticket,
    open_ticket,
    reply_as_agent,
    save_custom_field,
    save_priority,
    save_status,
    set_tags,
)
from smartai.core.tickets.models import Attachment, Category, FieldKind, Priority, Ticket
from smartai.core.workspace.actions import create_panel
from smartai.core.workspace.events import ChoicesChanged
from smartai.core.workspace.groups import Labels
from smartai.foundation.accounts.actions import start_session
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.models import Passkey
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import person_owner
from smartai.foundation.mail.message import build_letter
from smartai.foundation.mail.models import OutgoingMail
from smartai.lib.site_keys import Algorithm
from smartai.reactions.notifications.filling import fill
from smartai.web.ui.visitors import SESSION_COOKIE
from tests.cast import DEMO, choose, client_of
from tests.reactions.notifications.post import draw_consequences
from tests.web.hostile import SCRIPT
from tests.web.test_access_table import ROUTES, address

pytestmark = pytest.mark.django_db(transaction=True)
TURNED = "\u202e"
TAG = "<img src=x onerror=alert(2)>"
WORDS = f"\"'>{TAG}{SCRIPT}{{{{7*7}}}}{{% x %}}{TURNED}gnp.exe👩‍👩‍👧‍👧\u200b"
LINE = f"\"'>{SCRIPT}{TURNED}👩‍👧\u200b"  # for fields with room for less
LINK = "[click](javascript:alert(3)) <javascript:alert(4)> [data](data:text/html,x) ![i](https://evil.example/x.png)"
LETTER = (
    f"{WORDS}\n\n{LINK}\n\n<style>*{{display:none}}</style><base href=//evil.example><svg/onload=alert(5)>"
)
LONG = "W" * 150
EVIL = re.compile(r"\s*(javascript|data|vbscript|x$|\W*evil)", re.IGNORECASE)


@pytest.fixture
def everywhere(
    _first_rows, transactional_db, alice, bob, leo, anton, mia, selma, olga, support, billing
) -> dict[str, Any]:
    """Every stored text is hostile; the ids are what routes name."""
    choose("brand", name=LINE)
    choose("welcome", heading=WORDS[:80], message=LETTER)
    choose("labels", **dict.fromkeys(Labels.model_fields, f"<b>{SCRIPT}"[:40]))
    choose("mail", sender_name=LINE[:60], footer=LETTER)
    kinds = ("created", "answered", "team_new", "team_reply", "code")
    choose(
        "words",
        **{f"{kind}_subject": WORDS[:150] for kind in kinds},
        **{f"{kind}_body": LETTER for kind in kinds},
    )
    department = create_department(WORDS[:80], by=olga)
    status = save_status(None, by=olga, name=WORDS[:60], category=Category.WAITING, position=0)
    priority = Priority.objects.get(rank=30)
    save_priority(priority, by=olga, name=LINE, customer_words=LINE, offered=True, is_default=True)
    shown = {"hint": WORDS, "options": [LINE, "b"]}
    fields = [save_custom_field(None, by=olga, label=WORDS[:80], kind=kind, **shown) for kind in FieldKind]  # type: ignore[arg-type]
    question = create_registration_field(WORDS[:80], by=olga, hint=WORDS)
    for person in (alice, bob, anton):
        change_profile(person, by=person, name=f"{LINE} {LONG}"[:200])
    change_profile(alice, by=anton, phone=LINE[:40], company=WORDS[:120], answers={str(question.pk): WORDS})
    join_organisation(alice, WORDS, by=anton)
    panel = create_panel(WORDS[:60], by=olga)
    create_key(panel, Algorithm.HS256, by=olga)
    alice.site_identities.create(panel=panel, subject=LINE, attributes={LINE: WORDS, "long": LONG})
    category = make_category(WORDS, by=olga)
    article = save_article(
        None,
        by=olga,
        title=WORDS,
        text=LETTER,
        category=category,
        tags=[LINE],
        status=ArticleStatus.PUBLISHED,
    )
    paper = receive([b"a,b"], f"{LINE}.html", 1_000, person_owner(olga.pk))
    add_article_file(article, paper.key, person_owner(olga.pk), by=olga)
    begin_translation(article, "de", by=olga)
    save_article(
        article,
        by=olga,
        title=f"{WORDS}!",
        text=f"{LETTER}\n\n{WORDS}\n\n[{LINE}](/help/nothing/) <{LONG}>",
        owner=anton,
    )
    while check_links("https://help.northwind.example"):
        pass
    values = {}
    for field in fields:
        typed = {"choice": field.options[0], "choices": field.options[:1], "text": WORDS, "long_text": LETTER}
        if field.kind in typed:
            values[field.pk] = typed[field.kind]
    draft = RequestDraft(title=f"{WORDS} {LONG}", text=LETTER, department_id=support.pk, values=values)
    ticket = open_ticket(draft, requester=alice, by=alice)
    file = SimpleUploadedFile("x", b"a,b")
    setattr(file, "_name", f"{LINE}{LONG}.html")  # noqa: B010  past Django's cleaning
    client_of(alice).post(f"/support/requests/{ticket.pk}/reply/", {"text": LETTER, "files": file})
    answer = reply_as_agent(ticket, LETTER, by=anton)
    add_note(ticket, LETTER, by=anton)
    tag = change_tag(create_tag(f"{WORDS}0"[:40], by=olga), by=olga, name=LINE, hue="rose")
    set_tags(ticket, [WORDS, LONG, LINE], by=anton)
    change_title(ticket, f"{WORDS}!", by=anton)
    change_status(ticket, status, by=anton)
    add_participant(ticket, bob, by=anton)
    move_ticket(ticket, department, by=olga)
    move_ticket(ticket, support, by=olga)
    solved = open_ticket(draft, requester=alice, by=alice)
    change_status(solved, status.__class__.objects.get(category=Category.SOLVED), by=anton)
    rate_ticket(Ticket.objects.get(pk=solved.pk), Score.BAD, LETTER, by=alice)
    judge_article(article, "one-of-many-browsers", by=NOBODY, helpful=False, words=LETTER)
    draw_consequences()
    return {
        "ticket": ticket, "attachment": Attachment.objects.get(), "article": article, "field": fields[0],
        "category": category, "panel": panel, "tag": tag, "link": ArticleLink.objects.all()[0],
        "article_file": paper,
        "mail": OutgoingMail.objects.latest("pk"), "token": link_token(issue_link(ticket, alice)),
        "department": department, "person": alice, "colleague": anton, "status": status,
        "priority": priority,
        "question": question, "participant": bob, "address": alice.addresses.get(),
        "session": alice.sessions.first(),
        "solved": solved, "answer": answer,
        "question_asked": miss_in_ticket(ticket, by=DEMO),
        "saved_reply": save_saved_reply(None, by=olga, name=LINE, text=LETTER, shared=True),
        "change": StoredEvent.objects.filter(kind=ChoicesChanged.kind).latest("pk"),
        "passkey": Passkey.objects.create(person=alice, credential_hash="a", credential=b"", name=LINE[:60]),
        "account": ProviderIdentity.objects.create(person=alice, issuer="https://id.example", subject=LINE),
        "provider": save_provider(
            None, by=olga, name=LINE, issuer="https://127.0.0.1:9", client_id=LINE, for_team=True,
            for_customers=True, creates=False, domains=[],
        ),
    }  # fmt: skip


class Harm(HTMLParser):
    """What a browser would make of hostile words: elements and attributes, not letters."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        ours = str(attributes.get("src", "")).startswith(("/static/", "/embed.js"))
        evil = [
            value for name, value in attrs if name in ("href", "src", "action") and EVIL.match(value or "")
        ]
        is_data = attributes == {"type": "application/ld+json"}
        if (tag == "script" and not ours and not is_data) or tag in ("object", "embed") or evil:
            self.found.append(f"<{tag} {attributes}>"[:200])
        self.found += [f"{tag} {name}" for name in attributes if name.startswith("on")]
        self.found += ["base"] if tag == "base" and "href" in attributes else []


@pytest.mark.parametrize("who", ["visitor", "alice", "bob", "leo", "anton", "selma", "olga"])
def test_words_stay_words_on_every_page(who, everywhere, request):
    client = client_of(None if who == "visitor" else request.getfixturevalue(who))
    if who != "visitor":
        agent = {"user-agent": WORDS.encode("ascii", "replace").decode()}
        token = start_session(request.getfixturevalue(who), user_agent=agent["user-agent"])
        client.cookies[SESSION_COOKIE] = token
    choose("panel", show_first_form=False)
    harm = {}
    for name in ROUTES:
        for things in (everywhere, {**everywhere, "ticket": everywhere["solved"]}):
            answer = client.get(address(name, things), {"q": LINE, "next": "/support/"})
            if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
                continue
            if found := Harm(answer.content.decode()).found:
                harm[name] = found
    assert harm == {}


def test_what_turns_the_reading_direction_is_gone_from_lines_and_kept_apart_in_letters(everywhere, anton):
    ticket = Ticket.objects.get(pk=everywhere["ticket"].pk)
    assert TURNED not in ticket.title + ticket.requester.name + Attachment.objects.get().file.name
    page = client_of(anton).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    letters = re.sub(r'<div class="[^"]*prose[^"]*"[^>]*dir="auto".*?</div>', "", page, flags=re.DOTALL)
    assert 'dir="auto"' in page
    assert page.count(TURNED) >= letters.count(TURNED)


def test_words_stay_words_in_every_mail(everywhere):
    mails = OutgoingMail.objects.all()
    assert {mail.kind for mail in mails} >= {"created", "answered", "team_new", "team_reply"}
    for mail in mails:
        assert Harm(mail.html).found == []
        message = message_from_bytes(build_letter(mail, fill).raw, policy=policy.default)
        assert len(message.get_all("To", [])) == len(message.get_all("Subject", [])) == 1
        assert TURNED not in str(message["Subject"]) + str(message["From"]) + str(message["To"])
        assert not message["Bcc"]


def test_words_stay_words_in_an_export(everywhere, alice):
    answer = client_of(alice).post("/support/profile/export/")
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert all(not name.startswith(("/", "..")) and "\\" not in name for name in packed.namelist())
    assert "{{7*7}}" in packed.read("data.json").decode()


def test_no_page_evaluates_what_was_written(everywhere, olga):
    """Placeholders of the owner's words are filled; nothing else is."""
    for kind in ("created", "answered", "code"):
        page = client_of(olga).get(f"/desk/settings/mails/{kind}/page/").content.decode()
        assert "{{7*7}}" in page or "{{7*7}}" in page.replace("&#123;", "{")
    assert Client().get("/support/").status_code == 200
