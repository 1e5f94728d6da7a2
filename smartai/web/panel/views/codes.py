from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.people.actions import enter_with_code, repeat_code
from smartai.core.tickets.actions import find_held_request, send_held_request
from smartai.core.tickets.errors import FieldProblem, HeldRequestGone
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import CodePurpose, Person
from smartai.foundation.files.errors import UploadNotFound
from smartai.web.panel.entering import known_only, let_in
from smartai.web.panel.forms.entering import CodeForm
from smartai.web.panel.limits import may_get_code, when_again
from smartai.web.panel.pending import Pending, find_pending, keep_pending
from smartai.web.panel.views.new_request import SENT
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import panel_page
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def code(request: VisitorRequest) -> HttpResponseBase:
    """One input for the six digits. Five tries, ten minutes, only in the browser that asked."""
    pending = find_pending(request)
    if pending is None:
        return redirect("panel:sign-in")
    if request.method != "POST":
        return _page(request, pending, CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _page(request, pending, form, status=422)
    try:
        person, _ = enter_with_code(
            pending.challenge, form.cleaned_data["code"], purpose=CodePurpose(pending.purpose)
        )
    except CodeRefused:
        form.add_error(
            "code",
            gettext("This code does not fit, or its ten minutes are over. Look again, or get a new one."),
        )
        return _page(request, pending, form, status=422)
    return let_in(request, person, _afterwards(request, pending, person))


@open_to(Entry.ANYONE)
@require_POST
def again(request: VisitorRequest) -> HttpResponseBase:
    """A new code to the same address; the one before it ends with its ten minutes."""
    pending = find_pending(request)
    if pending is None:
        return redirect("panel:sign-in")
    allowed = may_get_code(request, pending.address)
    if not allowed.ok:
        messages.warning(request, when_again(allowed))
        return redirect("panel:code")
    held = pending.purpose == CodePurpose.CONFIRM_REQUEST
    try:
        challenge = repeat_code(
            pending.challenge, by=NOBODY, language=get_language() or "", known_only=known_only() and not held
        )
    except CodeRefused:
        return redirect("panel:sign-in")
    messages.success(request, gettext("A new code is on its way."))
    response = redirect("panel:code")
    keep_pending(response, Pending(challenge, pending.purpose, pending.address, pending.next, pending.held))
    return response


def _afterwards(request: VisitorRequest, pending: Pending, person: Person) -> str:
    """Where the person wanted to go; a request that waited is sent now."""
    if not pending.held:
        return pending.next or reverse("panel:requests")
    try:
        held = find_held_request(pending.held, holder=request.visitor.browser)
        ticket = send_held_request(held, by=person)
    except (HeldRequestGone, UploadNotFound, FieldProblem):
        messages.error(
            request, gettext("The request could not be sent as it was. Your text is on this device.")
        )
        return reverse("panel:new")
    messages.success(request, gettext("Your request was sent."), extra_tags=SENT)
    return reverse("panel:request", kwargs={"number": ticket.pk})


def _page(request: VisitorRequest, pending: Pending, form: CodeForm, status: int = 200) -> HttpResponse:
    context = {"page": panel_page(request), "form": form, "pending": pending}
    return render(request, "panel/code.html", context, status=status)
