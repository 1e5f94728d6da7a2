"""Turning one's second step on and off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.people.actions import end_second_step, renew_recovery_codes, start_second_step
from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import SecondStep
from smartai.web.panel.forms.second_step import AppCodeForm, SecondStepForm
from smartai.web.panel.views.ways import me, page
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.pace import TooOften
from smartai.web.ui.second_step import count_set_up, count_try, forget_setup, keep_setup, setup_of
from smartai.web.ui.signing_in import card_page
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.PERSON)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("code")
def create(request: VisitorRequest) -> HttpResponseBase:
    """Counts once a code was typed; then the recovery codes are in the answer, and nowhere after it."""
    person = me(request)
    if SecondStep.objects.filter(person=person).exists():
        return redirect("panel:ways")
    setup = setup_of(request, person)
    form = AppCodeForm(request.POST if request.method == "POST" else None)
    status = 200
    try:
        if form.is_bound and form.is_valid():
            count_set_up(request)
            codes = start_second_step(person, setup.nonce, form.cleaned_data["code"], by=person)
            return _codes_shown(request, codes)
    except CodeRefused:
        form.add_error(
            "code", gettext("This code doesn't fit. Scan the picture again and type the newest code.")
        )
    except TooOften as often:
        form.add_error(None, often.words)
        status = 429
    context = {
        "page": card_page(request), "form": form, "setup": setup, "needed": False,
        "back_url": reverse("panel:ways"), "other_url": "",
    }  # fmt: skip
    status = status if status != 200 or not form.errors else 422
    response = render(request, "panel/second_step_setup.html", context, status=status)
    keep_setup(response, person, setup)
    return response


@open_to(Entry.PERSON)
@require_POST
@sensitive_post_parameters("code")
def end(request: VisitorRequest) -> HttpResponseBase:
    person = me(request)
    form = SecondStepForm(request.POST, auto_id="ending_%s", autofocus=False)
    try:
        if form.is_valid():
            count_try(request, person, form.cleaned_data["code"])
            end_second_step(person, form.cleaned_data["code"], by=person)
            messages.success(request, gettext("The second step is off."))
            return redirect("panel:ways")
    except CodeRefused:
        form.add_error("code", gettext("This code doesn't fit, or was used already. Wait for the next one."))
    except TooOften as often:
        form.add_error(None, often.words)
        return often.tell(page(request, ending=form))
    return page(request, 422, ending=form)


@open_to(Entry.PERSON)
@require_POST
@never_cache
@sensitive_post_parameters("code")
def renew(request: VisitorRequest) -> HttpResponseBase:
    person = me(request)
    form = SecondStepForm(request.POST, auto_id="renewing_%s", autofocus=False)
    try:
        if form.is_valid():
            count_try(request, person, form.cleaned_data["code"])
            return _codes_shown(request, renew_recovery_codes(person, form.cleaned_data["code"], by=person))
    except CodeRefused:
        form.add_error("code", gettext("This code doesn't fit, or was used already. Wait for the next one."))
    except TooOften as often:
        form.add_error(None, often.words)
        return often.tell(page(request, renewing=form))
    return page(request, 422, renewing=form)


def _codes_shown(request: VisitorRequest, codes: list[str]) -> HttpResponseBase:
    context = {"page": card_page(request), "codes": codes, "onward_url": reverse("panel:ways")}
    response = render(request, "panel/recovery_codes.html", context)
    forget_setup(response)
    return response
