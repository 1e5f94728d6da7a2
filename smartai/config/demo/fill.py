from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from smartai.config.demo.articles import ARTICLES
from smartai.config.demo.cast import COLLEAGUES, CUSTOMERS, PASSWORD
from smartai.config.demo.conversations import HUES, STORIES, Story
from smartai.config.demo.papers import OWNER, receive_papers
from smartai.config.demo.questions import QUESTIONS, READERS
from smartai.config.demo.saved_replies import SAVED_REPLIES
from smartai.core.departments.actions import change_department, create_department, set_members
from smartai.core.departments.models import Department
from smartai.core.helpfulness.actions import judge_article, miss_search
from smartai.core.knowledge.actions import make_category, save_article
from smartai.core.knowledge.models import Article, ArticleStatus
from smartai.core.people.actions import (
    change_profile,
    claim_person,
    create_owner,
    invite_colleague,
    join_organisation,
)
from smartai.core.satisfaction.actions import rate_ticket
from smartai.core.satisfaction.models import Rating, Score
from smartai.core.saved_replies.actions import save_saved_reply
from smartai.core.tickets.actions import (
    RequestDraft,
    add_note,
    change_status,
    change_tag,
    open_ticket,
    reply_as_agent,
    reply_as_customer,
    save_custom_field,
    set_tags,
)
from smartai.core.tickets.catalogue import catalogue, forget_catalogue
from smartai.core.tickets.models import Category, CustomField, FieldKind, Message, Priority, Tag, Ticket
from smartai.core.workspace.actions import change_choices
from smartai.foundation.accounts.actions import set_password
from smartai.foundation.accounts.actors import NOBODY, System
from smartai.foundation.accounts.models import EmailAddress, Person, Role
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.jobs.due import DueState

DEMO = System("demo")
STILL_HEARD = timedelta(hours=1)  # younger facts have consequences: the outbox is not empty


def fill_demo() -> bool:
    """Fills an installation that has nobody yet, all or nothing; returns whether it did."""
    return not Person.objects.exists() and _fill(receive_papers())


@transaction.atomic
def _fill(papers: Mapping[str, str]) -> bool:
    if Person.objects.exists():  # somebody came meanwhile
        return False
    departments = _departments()
    people = {**_colleagues(departments), **_customers()}
    change_choices("brand", {"name": "Northwind"}, by=DEMO)
    change_choices("sign_in", {"policy": "open"}, by=DEMO)
    invoice = save_custom_field(
        None, by=DEMO, label="Invoice number", hint="It stands at the top of the invoice.", kind=FieldKind.TEXT,
        departments=[departments["Billing"]],
    )  # fmt: skip
    forget_catalogue()
    _articles(people["olga"])
    _saved_replies(people["olga"])
    _readers()
    for story in sorted(STORIES, key=lambda story: -story.hours):
        ticket = _open(story, people[story.customer], departments, invoice, papers)
        _tell(ticket, story, people)
    _colours(people["selma"])
    StoredEvent.objects.filter(created_at__lt=timezone.now() - STILL_HEARD).update(state=DueState.DONE)
    StoredEvent.objects.filter(ticket_id=None).update(state=DueState.DONE)
    return True


def _departments() -> dict[str, Department]:
    support = Department.objects.get(name="Support")
    change_department(support, by=DEMO, name="Support", offered=True, position=0)
    return {
        "Support": support,
        "Billing": create_department("Billing", by=DEMO),
        "Data and exports": create_department("Data and exports", by=DEMO),
    }


def _colleagues(departments: dict[str, Department]) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for one in COLLEAGUES:
        if one.role == Role.OWNER:
            person = create_owner(one.address, name=one.name, password=PASSWORD, by=DEMO)
        else:
            person = invite_colleague(one.address, name=one.name, role=one.role, by=DEMO, tell=False)
            set_password(person, PASSWORD)
        people[one.address.partition("@")[0]] = person
    for name, department in departments.items():
        members = [people[one.address.partition("@")[0]] for one in COLLEAGUES if name in one.departments]
        set_members(department, members, by=DEMO)
    return people


def _customers() -> dict[str, Person]:
    people: dict[str, Person] = {}
    for one in CUSTOMERS:
        person = claim_person(one.address, name=one.name, by=DEMO)
        EmailAddress.objects.filter(person=person).update(proven_at=timezone.now())
        change_profile(person, by=DEMO, language=one.language, time_zone=one.time_zone, company=one.company)
        if one.company:
            join_organisation(person, one.company, by=DEMO)
        people[one.address.partition("@")[0]] = person
    set_password(people["jonas"], PASSWORD)
    return people


def _saved_replies(author: Person) -> None:
    for name, text in SAVED_REPLIES:
        save_saved_reply(None, by=author, name=name, text=text, shared=True)


def _colours(keeper: Person) -> None:
    for name, hue in HUES:
        change_tag(Tag.objects.get(name=name), by=keeper, name=name, hue=hue)


def _articles(author: Person) -> None:
    for name, title, text in ARTICLES:
        category = make_category(name, by=author)
        save_article(
            None, by=author, title=title, text=text, category=category, status=ArticleStatus.PUBLISHED
        )


def _readers() -> None:
    """What help answered and what it did not, so that the pages about it have something to show."""
    for words, language, times in QUESTIONS:
        for _ in range(times):
            miss_search(words, language, by=NOBODY)
    for number, (title, helpful, missing) in enumerate(READERS):
        article = Article.objects.visible_to(DEMO).get(title=title)
        judge_article(article, f"demo-reader-{number}", by=NOBODY, helpful=helpful, words=missing)


def _open(
    story: Story,
    customer: Person,
    departments: dict[str, Department],
    invoice: CustomField,
    papers: Mapping[str, str],
) -> Ticket:
    draft = RequestDraft(
        title=story.title,
        text=story.letters[0].removeprefix("c:"),
        department_id=departments[story.department].pk,
        priority_id=Priority.objects.get(rank=story.rank).pk,
        values={invoice.pk: story.invoice} if story.invoice else {},
        uploads=[papers[name] for name in story.papers],
        uploader=OWNER,
    )
    return open_ticket(draft, requester=customer, by=customer)


def _tell(ticket: Ticket, story: Story, people: dict[str, Person]) -> None:
    customer = people[story.customer]
    for letter in story.letters[1:]:
        _write(ticket, letter, customer, people[story.assignee], people["leo"])
    _end(ticket, story, people)
    _age(ticket, story)


def _write(ticket: Ticket, letter: str, customer: Person, agent: Person, light_agent: Person) -> None:
    who, _, words = letter.partition(":")
    if who == "c":
        reply_as_customer(ticket, words, by=customer)
    elif who == "a":
        reply_as_agent(ticket, words, by=agent)
    else:
        add_note(ticket, words, by=light_agent if who == "l" else agent)


def _end(ticket: Ticket, story: Story, people: dict[str, Person]) -> None:
    ticket.refresh_from_db()
    if story.tags:
        set_tags(ticket, story.tags, by=people[story.assignee or "olga"])
    if story.state != Category.NEW and ticket.category != story.state:
        change_status(ticket, catalogue().first_status(story.state), by=people[story.assignee])
    if story.score:
        ticket.refresh_from_db()
        rate_ticket(ticket, Score(story.score), by=people[story.customer])


def _age(ticket: Ticket, story: Story) -> None:
    """Moves the ticket, its letters and its facts to when the story says that they happened."""
    began = timezone.now() - timedelta(hours=story.hours)
    ended = timezone.now() - timedelta(hours=min(story.quiet, story.hours))
    letters = list(Message.objects.filter(ticket=ticket).order_by("pk"))
    step = (ended - began) / max(len(letters) - 1, 1)
    moments = {letter.pk: began + step * place for place, letter in enumerate(letters)}
    for pk, at in moments.items():
        Message.objects.filter(pk=pk).update(created_at=at)
    _age_facts(ticket, moments, ended if len(letters) > 1 else began)
    shown = [letter for letter in letters if not letter.is_note]
    last = moments[shown[-1].pk]
    seen = Category(story.state) in (Category.SOLVED, Category.CLOSED) or story.hours > STILL_UNREAD
    Ticket.objects.filter(pk=ticket.pk).update(
        created_at=began,
        public_at=last,
        changed_at=max(moments.values()),
        unread=F("unread") if not seen else False,
    )
    Ticket.objects.filter(pk=ticket.pk, waiting_since__isnull=False).update(waiting_since=last)
    Ticket.objects.filter(pk=ticket.pk, ended_at__isnull=False).update(ended_at=ended)
    Rating.objects.filter(ticket=ticket).update(created_at=ended)


STILL_UNREAD = 72.0


def _age_facts(ticket: Ticket, moments: dict[int, datetime], ended: datetime) -> None:
    at = min(moments.values())
    for fact in StoredEvent.objects.filter(ticket_id=ticket.pk).order_by("pk"):
        at = moments.get(fact.payload.get("message_id", 0), at if "message_id" not in fact.payload else ended)
        StoredEvent.objects.filter(pk=fact.pk).update(created_at=at)
