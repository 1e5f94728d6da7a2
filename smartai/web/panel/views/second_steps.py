"""The second step at signing in, and setting one up where everybody of the team has to have one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from smartai.core.people.actions import pass_second_step, start_second_step
from smartai.foundation.accounts.actions import end_pending
from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import PendingSignIn, SecondStep
from smartai.web.panel.forms.second_step import AppCodeForm, SecondStepForm
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.pace import TooOften
from smartai.web.ui.second_step import count_set_up, count_try, forget_setup, keep_setup, pending_of, setup_of
from smartai.web.ui.signing_in import card_page, signed_in
from smartai.web.ui.visitors import VisitorRequest
from smartai.web.ui.way_in import home_of, with_next


@open_to(Entry.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("code")
def show(request: VisitorRequest) -> HttpResponseBase:
    """For a browser whose first proof was right a moment ago; any other is led to where it signs in."""
    pending = pending_of(request)
    if pending is None:
        person = request.visitor.person
        return redirect(home_of(person) if person else "panel:sign-in")
    has_one = SecondStep.objects.filter(person=pending.person).exists()
    form = (SecondStepForm if has_one else AppCodeForm)(request.POST if request.method == "POST" else None)
    try:
        if form.is_bound and form.is_valid():
            answer = _passed if has_one else _set_up
            return answer(request, pending, form.cleaned_data["code"])
    except CodeRefused:
        form.add_error("code", gettext("This code doesn't fit, or was used already. Wait for the next one."))
    except TooOften as often:
        form.add_error(None, often.words)
        return often.tell(_page(request, pending, form, has_one, used_up=bool(often.why)))
    return _page(request, pending, form, has_one, 422 if form.errors else 200)


def _passed(request: VisitorRequest, pending: PendingSignIn, code: str) -> HttpResponseBase:
    count_try(request, pending.person, code)
    left = pass_second_step(pending.person, code)
    if not end_pending(pending):
        raise CodeRefused
    if left is not None:
        words = ngettext(
            "You have %(n)d recovery code left. Make new ones in your profile.",
            "You have %(n)d recovery codes left.",
            left,
        )
        messages.warning(request, words % {"n": left})
    return _in(request, pending)


def _set_up(request: VisitorRequest, pending: PendingSignIn, code: str) -> HttpResponseBase:
    """Signed in at once, with the recovery codes in the answer: they are shown nowhere after it."""
    count_set_up(request)
    person = pending.person
    codes = start_second_step(person, setup_of(request, person).nonce, code, by=person)
    if not end_pending(pending):
        raise CodeRefused
    onward = _in(request, pending)
    context = {"page": card_page(request), "codes": codes, "onward_url": onward.headers["Location"]}
    response = render(request, "panel/recovery_codes.html", context)
    response.cookies.update(onward.cookies)
    forget_setup(response)
    return response


def _in(request: VisitorRequest, pending: PendingSignIn) -> HttpResponse:
    """As was said with the first step: what this page is sent besides a code counts for nothing."""
    return signed_in(
        request, pending.person, pending.place, verified=True, stays=pending.stays,
        password_hash=pending.password_hash,
    )  # fmt: skip


def _page(
    request: VisitorRequest,
    pending: PendingSignIn,
    form: AppCodeForm,
    has_one: bool,
    status: int = 200,
    *,
    used_up: bool = False,
) -> HttpResponse:
    """``used_up``: the tries of this person are, whoever made them."""
    door = "/desk/sign-in/" if pending.place.startswith("/desk") else "/support/sign-in/"
    context = {"page": card_page(request), "form": form, "other_url": with_next(door, pending.place)}
    if has_one:
        context |= {"used_up": used_up, "is_owner": pending.person.is_owner}
        return render(request, "panel/second_step.html", context, status=status)
    setup = setup_of(request, pending.person)
    context |= {"setup": setup, "needed": True, "back_url": ""}
    response = render(request, "panel/second_step_setup.html", context, status=status)
    keep_setup(response, pending.person, setup)
    return response
