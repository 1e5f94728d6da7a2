"""An agent's own page: how the desk speaks, looks and tells; password and browsers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.people.actions import change_password, change_profile, remove_password
from smartai.foundation.accounts.actions import end_other_sessions
from smartai.foundation.accounts.errors import PasswordTooWeak
from smartai.web.desk.forms.profile import PasswordForm, ProfileForm
from smartai.web.desk.frame import desk_page, me
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest, speak_to


@open_to(Entry.TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: VisitorRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    form = ProfileForm(me(request), request.POST)
    if not form.is_valid():
        return _page(request, form=form, status=400)
    change_profile(me(request), by=me(request), **form.cleaned_data)
    speak_to(me(request), request)
    messages.success(request, gettext("Saved."))
    return redirect("desk:profile")


@open_to(Entry.TEAM)
@require_POST
def password(request: VisitorRequest) -> HttpResponse:
    form = PasswordForm(request.POST)
    if form.is_valid():
        try:
            change_password(
                me(request), form.cleaned_data["password"], by=me(request), keep=request.visitor.session
            )
            messages.success(request, gettext("Your password is set."))
            return redirect("desk:profile")
        except PasswordTooWeak as error:
            for reason in error.reasons:
                form.add_error("password", reason)
    return _page(request, password=form, status=400)


@open_to(Entry.TEAM)
@require_POST
def password_removal(request: VisitorRequest) -> HttpResponse:
    """From now on a code by e-mail lets the person in."""
    remove_password(me(request), by=me(request), keep=request.visitor.session)
    messages.success(request, gettext("Your password is gone. A code by e-mail signs you in."))
    return redirect("desk:profile")


@open_to(Entry.TEAM)
@require_POST
def sessions_end(request: VisitorRequest) -> HttpResponse:
    """Everywhere but here."""
    ended = end_other_sessions(me(request), keep=request.visitor.session)
    words = ngettext("%(n)d other browser was signed out.", "%(n)d other browsers were signed out.", ended)
    messages.success(request, words % {"n": ended})
    return redirect("desk:profile")


def _page(
    request: VisitorRequest,
    *,
    form: ProfileForm | None = None,
    password: PasswordForm | None = None,
    status: int = 200,
) -> HttpResponse:
    person = me(request)
    context: dict[str, Any] = {
        "page": desk_page(request, "profile"),
        "form": form or ProfileForm(person),
        "password": password or PasswordForm(),
        "person": person,
        "sessions": person.sessions.order_by("-last_seen_at")[:50],
        "here": request.visitor.session,
    }
    return render(request, "desk/profile.html", context, status=status)
