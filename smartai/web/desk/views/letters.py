"""Answers and notes, and the stop before two people answer at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.knowledge.actions import use_articles
from smartai.core.knowledge.models import Article
from smartai.core.tickets.actions import add_note, reply_as_agent
from smartai.core.tickets.errors import AnsweredMeanwhile, MessageEmpty
from smartai.core.tickets.models import Category, Message, MessageKind, Ticket
from smartai.foundation.accounts.models import Person
from smartai.foundation.files.errors import UploadNotFound
from smartai.web.desk.forms.letters import LetterForm
from smartai.web.desk.frame import draft_of, me
from smartai.web.desk.offers import kept_from, linked_articles, quoted_articles
from smartai.web.desk.views.tickets import back_to, ticket_or_404, ticket_page
from smartai.web.ui.attached import attached
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import SENT
from smartai.web.ui.sent_twice import key_of_form
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.TEAM)
@require_POST
def letters(request: VisitorRequest, number: int) -> HttpResponse:
    ticket = ticket_or_404(request, number)
    form = LetterForm(request.POST)
    key = key_of_form(request, request.POST.get("form_key", ""), "desk", me(request).pk, number)
    earlier = Message.objects.filter(ticket=ticket, form_key=key).first() if key else None
    if earlier:  # files that it used up are no problem then
        return _written(request, earlier)
    found = attached(request)
    form.uploaded, problems = found.shown, list(found.problems)
    if not form.is_valid():
        problems += [str(error) for errors in form.errors.values() for error in errors]
    if problems:
        return ticket_page(request, number, letter=form, problem=" ".join(problems), status=400)
    if form.cleaned_data["kind"] != "note" and not me(request).is_agent:
        words = gettext("You may add notes here; agents answer customers. Your text is kept.")
        return ticket_page(request, number, letter=form, problem=words, status=403)
    used = _articles_in(form, me(request))
    if kept := kept_from(used, ticket):
        return ticket_page(request, number, letter=form, problem=_not_for_them(kept), status=400)
    return _write(request, ticket, form, found.keys, key, used)


def _articles_in(form: LetterForm, agent: Person) -> list[Article]:
    """What an answer leads to, or says in an article's own words. A note may hold anything."""
    body = form.cleaned_data["body"]
    if form.cleaned_data["kind"] == "note":
        return []
    found = [*linked_articles(body, agent), *quoted_articles(body, form.articles, agent)]
    return list({article.pk: article for article in found}.values())


def _not_for_them(kept: list[tuple[Article, str]]) -> str:
    words = gettext("“%(title)s” can't stand in this answer: %(why)s Take it out, or add a note instead.")
    return " ".join(words % {"title": article.title, "why": why} for article, why in kept)


def _write(
    request: VisitorRequest,
    ticket: Ticket,
    form: LetterForm,
    uploads: list[str],
    key: str | None,
    used: list[Article],
) -> HttpResponse:
    typed = form.cleaned_data
    try:
        if typed["kind"] == "note":
            letter = add_note(
                ticket, typed["body"], by=me(request), uploads=uploads,
                uploader=request.visitor.uploader, form_key=key, seen=typed["last_message_id"],
            )  # fmt: skip
        else:
            letter = reply_as_agent(
                ticket, typed["body"], by=me(request), uploads=uploads,
                uploader=request.visitor.uploader, form_key=key, seen=typed["last_message_id"],
                then=Category(typed["then"] or Category.WAITING),
            )  # fmt: skip
            use_articles(used, ticket_id=ticket.pk, message_id=letter.pk, by=me(request))
    except MessageEmpty:
        words = gettext("Write something or add a file.")
        return ticket_page(request, ticket.pk, letter=form, problem=words, status=400)
    except AnsweredMeanwhile as held_back:
        return _held_back(request, ticket, form, held_back.news)
    except UploadNotFound:
        words = gettext("A file is no longer there. Add it again.")
        return ticket_page(request, ticket.pk, letter=form, problem=words, status=400)
    return _written(request, letter)


def _written(request: VisitorRequest, letter: Message) -> HttpResponse:
    done = gettext("Note added.") if letter.is_note else gettext("Answer sent.")
    messages.success(request, done, extra_tags=f"{SENT}{draft_of(me(request), letter.ticket_id)}")
    return back_to(request, letter.ticket_id, f"#message-{letter.pk}")


def _held_back(request: VisitorRequest, ticket: Ticket, form: LetterForm, news: Message) -> HttpResponse:
    """Text and files stay; what came is marked, and the next press sends."""
    seen = form.cleaned_data["last_message_id"]
    form.data = {**request.POST.dict(), "last_message_id": str(news.pk)}
    return ticket_page(
        request, ticket.pk, letter=form, collision=_collision(news), fresh_after=seen, status=409
    )


def _collision(news: Message) -> str:
    who = {"name": news.author_name or gettext("Somebody")}
    if news.kind == MessageKind.NOTE:
        return gettext("%(name)s added a note while you wrote.") % who
    return gettext("%(name)s answered while you wrote.") % who
