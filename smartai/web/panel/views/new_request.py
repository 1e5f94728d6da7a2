from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from smartai.core.people.actions import claim_person
from smartai.core.tickets.actions import RequestDraft, issue_link, link_token, open_ticket
from smartai.core.tickets.errors import FieldProblem, MessageEmpty
from smartai.core.tickets.models import Ticket
from smartai.core.workspace.choices import choices
from smartai.core.workspace.groups import Policy
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.models import Person
from smartai.foundation.captcha.trap import FIELD, START_FIELD, Sprung, Trap, look
from smartai.foundation.files.errors import UploadNotFound
from smartai.web.panel.came_from import came_from
from smartai.web.panel.form_pages import (
    PURPOSE,
    around_form,
    draft_name,
    files_of,
    form_page,
    is_welcomed_first,
    request_form,
)
from smartai.web.panel.holding import hold
from smartai.web.panel.site_around import told_by
from smartai.web.ui.addresses import url
from smartai.web.ui.carried import carried_by
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.films import lets_play
from smartai.web.ui.pace import HOUR, TooOften, count, network
from smartai.web.ui.request_form import NewRequestForm
from smartai.web.ui.robots import NotProven, require_proof
from smartai.web.ui.sent_twice import key_of_form
from smartai.web.ui.visitors import VisitorRequest, to_sign_in
from smartai.web.ui.way_in import first_page

BROWSER_LINK = HOUR
"""How long a browser that proved nothing may read what it wrote; the mailed link lasts longer."""


@open_to(Entry.ANYONE)
@lets_play
@require_http_methods(["GET", "HEAD", "POST"])
def new_request(request: VisitorRequest) -> HttpResponseBase:
    if choices().sign_in.policy == Policy.ACCOUNT and not request.visitor.person:
        return to_sign_in(request, first_page(request, request.get_full_path()))
    if request.method == "POST":
        return _send(request)
    if is_welcomed_first(request):
        return render(request, "panel/welcome.html", around_form(request, first=True))
    return form_page(request, request_form(request))


def _send(request: VisitorRequest) -> HttpResponseBase:
    """A form that was sent before shows what came of it. Of somebody who is signed in that is asked only
    when the form would come back: nothing of theirs was spent on it, and most forms are sent once.
    """
    trap = look(request.POST.get(FIELD, ""), request.POST.get(START_FIELD, ""), PURPOSE)
    key = key_of_form(request, trap.form_key, PURPOSE) or ""
    if not request.visitor.person and (earlier := _earlier(key)):
        return _sent_before(request, earlier)
    answer = _tried(request, trap, key)
    if answer.status_code >= 400 and (earlier := _earlier(key)):
        return _sent_before(request, earlier)
    return answer


def _earlier(key: str) -> Ticket | None:
    return Ticket.objects.filter(form_key=key).first() if key else None


def _tried(request: VisitorRequest, trap: Trap, key: str) -> HttpResponseBase:
    """In the order that nothing is spent on a form that must come back: words, traps, limits, proof."""
    try:
        _count(request)
        form = request_form(request, files_of(request))
        if form.is_valid() and not _springs(trap.sprung, form):
            return _opened(request, form, key)
    except TooOften as often:
        form = request_form(request, files_of(request, store=False))
        form.add_error(None, often.words)
        return often.tell(form_page(request, form))
    return form_page(request, form, 422)


def _opened(request: VisitorRequest, form: NewRequestForm, key: str) -> HttpResponseBase:
    """The ticket, a code, or the form again with what is wrong."""
    try:
        if not request.visitor.person:
            held = _must_be_looked_at(request, form)
            if choices().sign_in.policy == Policy.CODE:
                draft = _draft(request, form, key)
                return hold(request, draft, form.cleaned_data, draft_name(request))
            return _arrived(request, _open_for_visitor(request, form, key, held))
        return _arrived(request, _open(request, form, key))
    except NotProven as refused:
        form.add_error(None, refused.words)
    except MessageEmpty:
        form.add_error(None, gettext("Write something, or add a file."))
    except UploadNotFound:
        form.add_error("files", gettext("A file is not there any more. Please add it again."))
    except FieldProblem as problem:
        for pk, words in problem.problems.items():
            known = f"field_{pk}" in form.fields
            form.add_error(*((f"field_{pk}", words) if known else (None, _changed())))
    except IntegrityError:  # the same form a moment ago, in another process
        if not (earlier := _earlier(key)):
            raise
        return _sent_before(request, earlier)
    return form_page(request, form, 422)


def _must_be_looked_at(request: VisitorRequest, form: NewRequestForm) -> bool:
    """Whether it waits for the team: a robot may have written it. Where a code follows, that proves enough.

    Raises ``NotProven`` and ``TooOften``.
    """
    limit = choices().protection.requests_per_hour
    count("request-address", form.cleaned_data["address"], limit)
    may_wait = choices().sign_in.policy != Policy.CODE
    return require_proof(request, PURPOSE, unproven_an_hour=-(-limit // 4), may_wait=may_wait)


def _open(request: VisitorRequest, form: NewRequestForm, key: str) -> Ticket:
    person = request.visitor.person
    assert person is not None  # visitors go the other way
    return open_ticket(
        _draft(request, form, key), requester=person, by=person, proven=_is_proven(request, person)
    )


def _open_for_visitor(request: VisitorRequest, form: NewRequestForm, key: str, held: bool) -> Ticket:
    draft, typed, language = _draft(request, form, key), form.cleaned_data, translation.get_language() or ""
    claimant = claim_person(typed["address"], name=typed.get("name", ""), language=language, by=NOBODY)
    return open_ticket(draft, requester=claimant, by=NOBODY, proven=False, held=held)


def _is_proven(request: VisitorRequest, person: Person) -> bool:
    """A site may name somebody without a proven address; everybody else came in by one."""
    return carried_by(request) is None or person.addresses.filter(proven_at__isnull=False).exists()


def _draft(request: VisitorRequest, form: NewRequestForm, key: str) -> RequestDraft:
    return form.draft(
        uploader=request.visitor.uploader, form_key=key, came_from=came_from(request), site=told_by(request)
    )


def _arrived(request: VisitorRequest, ticket: Ticket) -> HttpResponseBase:
    words = gettext("We have your request. Its number is #%(number)d.") % {"number": ticket.pk}
    if ticket.review:
        words += " " + gettext("Somebody looks at it first; you get an e-mail then.")
    messages.success(request, words, extra_tags=f"sent:{draft_name(request)}")
    if request.visitor.person:
        return redirect("panel:request", number=ticket.pk)
    link = issue_link(ticket, ticket.requester, lasting=BROWSER_LINK)
    return redirect("panel:link", token=link_token(link))


def _sent_before(request: VisitorRequest, ticket: Ticket) -> HttpResponseBase:
    """The same form again shows the first ticket to whoever may see it: its writer, by account or address.

    In the key of a form are 128 random bits that only the browser knows which opened the form.
    """
    person = request.visitor.person
    if person and ticket.requester_id == person.pk:
        return _arrived(request, ticket)
    typed = request.POST.get("address", "").strip().lower()
    if not person and not ticket.proven and ticket.requester.email == typed:
        return _arrived(request, ticket)
    messages.info(request, gettext("This was sent already. Sign in to see it."))
    place = url("panel:request", number=ticket.pk)
    return redirect(place if person else first_page(request, place))


def _count(request: VisitorRequest) -> None:
    person = request.visitor.person
    who = f"person:{person.pk}" if person else network(request)
    count("request", who, choices().protection.requests_per_hour)


def _springs(sprung: Sprung, form: NewRequestForm) -> bool:
    words = {
        Sprung.TOO_FAST: gettext("That was faster than we expected. Look once more, then send it again."),
        Sprung.TOO_OLD: gettext("This page was open for a long time. Look once more, then send it again."),
    }
    if sprung is not Sprung.NO:
        form.add_error(None, words.get(sprung, gettext("This could not be sent. Please send it again.")))
    return sprung is not Sprung.NO


def _changed() -> str:
    return gettext("The form changed meanwhile. Look once more, then send it again.")
