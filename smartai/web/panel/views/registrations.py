from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from smartai.core.workspace.choices import choices
from smartai.foundation.captcha.trap import FIELD
from smartai.web.panel.forms.registration import RegistrationForm
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.pace import TooOften
from smartai.web.ui.robots import NotProven, let_in, require_proof, robot_check
from smartai.web.ui.signing_in import can_register, card_page
from smartai.web.ui.visitors import VisitorRequest, set_browser_cookie
from smartai.web.ui.waiting import Waiting, remember, send_code
from smartai.web.ui.way_in import home_of, safe_next, with_next


@open_to(Entry.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: VisitorRequest) -> HttpResponseBase:
    """The account comes to be once its address is proven; a known address is simply signed in by its code."""
    place = safe_next(request.GET.get("next", ""))
    if request.visitor.person:
        return redirect(place or home_of(request.visitor.person))
    if not can_register():
        return redirect(with_next(reverse("panel:sign-in"), place))
    form = RegistrationForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _page(request, form, place)
    try:
        if form.is_valid():
            return _code_sent(request, form, place)
    except NotProven as refused:
        form.add_error(None, refused.words)
    except TooOften as often:
        form.add_error(None, often.words)
        return often.tell(_page(request, form, place))
    return _page(request, form, place, 422)


def _code_sent(request: VisitorRequest, form: RegistrationForm, place: str) -> HttpResponseBase:
    if request.POST.get(FIELD):
        raise NotProven
    require_proof(request, "register", unproven_an_hour=choices().protection.codes_per_hour)
    waiting = Waiting(address=form.cleaned_data["address"], next=place)
    response = redirect("panel:code")
    remember(response, send_code(request, waiting, payload={"registration": form.wanted()}))
    return response


def _page(request: VisitorRequest, form: RegistrationForm, place: str, status: int = 200) -> HttpResponse:
    context = {
        "page": card_page(request),
        "form": form,
        "check": robot_check("register"),
        "sign_in_url": with_next(reverse("panel:sign-in"), place),
    }
    response = render(request, "panel/register.html", context, status=status)
    let_in(response, choices().protection.check)
    set_browser_cookie(response, request)
    return response
