from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smartai.core.people.actions import claim_person, request_code
from smartai.core.tickets.actions import hold_request, issue_link, link_token, open_ticket
from smartai.core.tickets.actions.open_ticket import RequestDraft
from smartai.core.tickets.models import Ticket
from smartai.core.workspace.choices import choices
from smartai.core.workspace.groups import Policy
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.models import CodePurpose
from smartai.foundation.accounts.secrets import hashed
from smartai.foundation.captcha.registry import Verdict, judge
from smartai.foundation.captcha.trap import FIELD, START_FIELD, Sprung, look
from smartai.foundation.files.errors import UploadNotFound
from smartai.web.panel.entering import ask_to_sign_in
from smartai.web.panel.forms.new_request import PURPOSE, NewRequestForm
from smartai.web.panel.limits import may_get_code, may_write, when_again
from smartai.web.panel.pending import Pending, keep_pending
from smartai.web.ui.attached import attached
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import labels, panel_page
from smartai.web.ui.visitors import VisitorRequest, set_browser_cookie

SENT = "sent"  # tag of the message whose page ends the draft on the device


@open_to(Entry.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new_request(request: VisitorRequest) -> HttpResponseBase:
    """The form; what can't be sent comes back with its text and files."""
    if (
        request.visitor.person is None
        and choices().sign_in.policy == Policy.ACCOUNT
        and request.method != "POST"
    ):
        return ask_to_sign_in(request)
    if request.method != "POST":
        return _page(request, _form(request))
    form = _form(request, sent=True)
    trap = look(request.POST.get(FIELD, ""), request.POST.get(START_FIELD, ""), PURPOSE)
    earlier = _earlier(request, trap.form_key)
    if earlier is not None:
        return redirect("panel:request", number=earlier.pk)
    if request.visitor.person is None and choices().sign_in.policy == Policy.ACCOUNT:
        form.add_error(None, gettext("Please sign in first, in a new tab. Your text is kept here."))
    if form.is_valid() and trap.sprung != Sprung.NO:
        form.add_error(None, gettext("Please look it over and send it once more."))
    if not form.is_valid():
        return _page(request, form, status=422)
    return _judged(request, form, trap.form_key)


def _judged(request: VisitorRequest, form: NewRequestForm, form_key: str) -> HttpResponseBase:
    """Robots and floods last: the proof is used up by asking."""
    verdict = Verdict.PASSED
    if request.visitor.person is None:
        verdict = judge(choices().protection.check, request.POST.get("proof", ""), PURPOSE)
    if verdict == Verdict.FAILED:
        form.add_error(None, gettext("The check ran out meanwhile. Please send it once more."))
        return _page(request, form, status=422)
    allowed = may_write(request, unproven=verdict == Verdict.MISSING)
    if not allowed.ok:
        form.add_error(None, when_again(allowed))
        response = _page(request, form, status=429)
        response.headers["Retry-After"] = str(allowed.retry_after_seconds)
        return response
    try:
        key = _own_key(form_key, _address(request, form))
        return _accepted(request, form, form.draft(uploader=request.visitor.uploader, form_key=key))
    except UploadNotFound:
        form.add_error(None, gettext("A file is not there any more. Please add it again."))
        return _page(request, form, status=422)


def _accepted(request: VisitorRequest, form: NewRequestForm, draft: RequestDraft) -> HttpResponseBase:
    person = request.visitor.person
    if person is not None:
        ticket = open_ticket(draft, requester=person, by=person)
        messages.success(request, gettext("Your request was sent."), extra_tags=SENT)
        return redirect("panel:request", number=ticket.pk)
    address = form.cleaned_data["email"]
    if choices().sign_in.policy == Policy.CODE:
        return _held(request, form, draft, address)
    writer = claim_person(
        address, name=form.cleaned_data.get("name", ""), language=get_language() or "", by=NOBODY
    )
    ticket = open_ticket(draft, requester=writer, by=NOBODY, proven=False)
    messages.success(request, gettext("Your request was sent."), extra_tags=SENT)
    return redirect("panel:link", token=link_token(issue_link(ticket, writer)))


def _held(
    request: VisitorRequest, form: NewRequestForm, draft: RequestDraft, address: str
) -> HttpResponseBase:
    """Kept until the address is proven by the code that goes there now."""
    allowed = may_get_code(request, address)
    if not allowed.ok:
        form.add_error(None, when_again(allowed))
        return _page(request, form, status=429)
    held = hold_request(draft, address=address, holder=request.visitor.browser)
    registration = {"name": form.cleaned_data.get("name", ""), "language": get_language() or ""}
    challenge = request_code(
        address,
        CodePurpose.CONFIRM_REQUEST,
        by=NOBODY,
        language=get_language() or "",
        payload={"registration": registration},
    )
    response = redirect("panel:code")
    keep_pending(
        response,
        Pending(challenge=challenge, purpose=CodePurpose.CONFIRM_REQUEST, address=address, held=held.pk),
    )
    set_browser_cookie(response, request)
    return response


def _earlier(request: VisitorRequest, form_key: str) -> Ticket | None:
    """The ticket that this very form made before, for who may see it: a replayed form makes nothing."""
    person = request.visitor.person
    if not form_key or person is None:
        return None
    return Ticket.objects.requested_by(person).filter(form_key=_own_key(form_key, person.email)).first()


def _address(request: VisitorRequest, form: NewRequestForm) -> str:
    return request.visitor.person.email if request.visitor.person else str(form.cleaned_data["email"])


def _own_key(form_key: str, address: str) -> str:
    """The writer's own, so that a form that is sent again with another address meets nobody's ticket."""
    return hashed(f"{form_key}:{address}")


def _form(request: VisitorRequest, *, sent: bool = False) -> NewRequestForm:
    return NewRequestForm(
        request.POST if sent else None,
        labels=labels(choices()),
        visitor=request.visitor.person is None,
        attached=attached(request) if sent else None,
    )


def _page(request: VisitorRequest, form: NewRequestForm, status: int = 200) -> HttpResponse:
    person, known = request.visitor.person, choices()
    first = person is None or not Ticket.objects.requested_by(person).exists()
    context = {
        "page": panel_page(request, "new"),
        "form": form,
        "first": first,
        "only_welcome": first
        and not known.panel.show_first_form
        and status == 200
        and "write" not in request.GET,
        "welcome": known.welcome,
        "asks_proof": person is None and known.protection.check != "off",
        "files": known.form.attachments != "hidden",
        "limits": known.form,
        "draft": f"new-{person.pk if person else 'visitor'}",
    }
    response = render(request, "panel/new_request.html", context, status=status)
    if person is None:
        set_browser_cookie(response, request)
    return response
