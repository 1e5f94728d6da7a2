from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import CodePurpose
from smartai.foundation.captcha.trap import FIELD
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.fields import AddressField
from smartai.web.ui.pace import TooOften
from smartai.web.ui.robots import NotProven, let_in, require_proof, robot_check
from smartai.web.ui.signing_in import card_page
from smartai.web.ui.visitors import VisitorRequest, set_browser_cookie
from smartai.web.ui.waiting import Waiting, remember, send_code
from smartai.web.ui.way_in import safe_next, with_next


class ForgottenForm(forms.Form):
    address = AddressField()


@open_to(Entry.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: VisitorRequest) -> HttpResponseBase:
    """A code and a new password together. The same answer whether or not somebody has the address."""
    place = safe_next(request.GET.get("next", ""))
    at_desk = place.startswith("/desk/")
    if not (choices().sign_in.passwords or at_desk):
        raise Http404
    form = ForgottenForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _page(request, form, place, at_desk)
    try:
        if form.is_valid():
            return _code_sent(request, form.cleaned_data["address"], place)
    except NotProven as refused:
        form.add_error(None, refused.words)
    except TooOften as often:
        form.add_error(None, often.words)
        return often.tell(_page(request, form, place, at_desk))
    return _page(request, form, place, at_desk, 422)


def _code_sent(request: VisitorRequest, address: str, place: str) -> HttpResponseBase:
    if request.POST.get(FIELD):
        raise NotProven
    require_proof(request, "sign-in", unproven_an_hour=choices().protection.codes_per_hour)
    waiting = Waiting(address=address, purpose=CodePurpose.RESET_PASSWORD, next=place, known_only=True)
    response = redirect("panel:code")
    remember(response, send_code(request, waiting))
    return response


def _page(
    request: VisitorRequest, form: ForgottenForm, place: str, at_desk: bool, status: int = 200
) -> HttpResponse:
    door = "/desk/sign-in/" if at_desk else reverse("panel:sign-in")
    context = {
        "page": card_page(request),
        "form": form,
        "check": robot_check("sign-in"),
        "sign_in_url": with_next(door, place),
    }
    response = render(request, "panel/password.html", context, status=status)
    let_in(response, choices().protection.check)
    set_browser_cookie(response, request)
    return response
