from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.people.actions import enter_with_code
from smartai.core.tickets.actions import adopt_requests
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.code_links import digits_by_link
from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import CodePurpose
from smartai.web.panel.forms.code import CodeForm, NewPasswordForm
from smartai.web.panel.holding import send_held
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.pace import TooOften, count, network
from smartai.web.ui.signing_in import card_page, signed_in, wants_to_stay
from smartai.web.ui.visitors import VisitorRequest, set_browser_cookie
from smartai.web.ui.waiting import Waiting, remember, send_again, waiting_of
from smartai.web.ui.way_in import home_of, with_next


@open_to(Entry.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: VisitorRequest) -> HttpResponseBase:
    waiting, person = waiting_of(request), request.visitor.person
    if waiting is None:
        return redirect(home_of(person) if person else "panel:sign-in")
    kind = NewPasswordForm if waiting.purpose == CodePurpose.RESET_PASSWORD else CodeForm
    if request.method != "POST":
        filled = digits_by_link(waiting.challenge, waiting.key) if waiting.key else ""
        return _page(request, waiting, kind(initial={"code": filled}))
    form = kind(request.POST)
    try:
        if form.is_valid():
            return _entered(request, waiting, form)
    except CodeRefused:
        words = gettext("This code doesn't fit, or it is used up. Look once more, or have a new one sent.")
        form.add_error("code", words)
    except TooOften as often:
        form.add_error(None, often.words)
        return often.tell(_page(request, waiting, form))
    return _page(request, waiting, form, 422)


@open_to(Entry.ANYONE)
@require_POST
def again(request: VisitorRequest) -> HttpResponseBase:
    """A new code to the same address, once the one before had time to arrive."""
    waiting = waiting_of(request)
    if waiting is None:
        return redirect("panel:sign-in")
    response = redirect("panel:code")
    if waiting.pause:
        words = ngettext(
            "The code is on its way. If it does not arrive, we can send another one in %(n)d second.",
            "The code is on its way. If it does not arrive, we can send another one in %(n)d seconds.",
            waiting.pause,
        )
        messages.info(request, words % {"n": waiting.pause})
        return response
    try:
        remember(response, send_again(request, waiting))
    except TooOften as often:
        messages.error(request, often.words)
    else:
        messages.success(request, gettext("A new code is on its way. The one before works no more."))
    return response


def _entered(request: VisitorRequest, waiting: Waiting, form: CodeForm) -> HttpResponseBase:
    """One answer for a wrong, a used and a late code, and for an address that nobody has."""
    count("code-try", network(request), choices().protection.sign_ins_per_hour)
    purpose = CodePurpose(waiting.purpose)
    person, _ = enter_with_code(waiting.challenge, form.cleaned_data["code"], purpose=purpose)
    adopt_requests(person)
    new = form.cleaned_data["password"] if purpose == CodePurpose.RESET_PASSWORD else ""
    place = send_held(request, waiting, person) if waiting.held else waiting.next
    stays, password_hash = wants_to_stay(request), make_password(new) if new else ""
    return signed_in(request, person, place, stays=stays, password_hash=password_hash)


def _page(request: VisitorRequest, waiting: Waiting, form: CodeForm, status: int = 200) -> HttpResponse:
    context = {
        "page": card_page(request),
        "form": form,
        "waiting": waiting,
        "stays": wants_to_stay(request) if request.method == "POST" else waiting.stay,
        "other_url": _other_address(waiting),
    }
    response = render(request, "panel/code.html", context, status=status)
    set_browser_cookie(response, request)
    return response


def _other_address(waiting: Waiting) -> str:
    """Back to where the address was typed; a request that waits comes back into its form."""
    if waiting.held:
        return f"{reverse('panel:new')}?held={waiting.held}"
    if waiting.at_desk:
        return with_next("/desk/sign-in/", waiting.next)
    name = "panel:password" if waiting.purpose == CodePurpose.RESET_PASSWORD else "panel:sign-in"
    return with_next(reverse(name), waiting.next)
