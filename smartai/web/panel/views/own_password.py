from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.people.actions import change_password, remove_password
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.errors import PasswordTooWeak
from smartai.web.panel.forms.profile import NewPasswordForm
from smartai.web.panel.views.profile import me, page
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.PERSON)
@require_POST
def change(request: VisitorRequest) -> HttpResponseBase:
    """Signs the person's other browsers out. Where the owner allows no passwords there is no such page."""
    person = me(request)
    if not choices().sign_in.passwords:
        raise Http404
    form = NewPasswordForm(request.POST, auto_id="password_%s")
    if not form.is_valid():
        return page(request, status=422, new_password=form)
    try:
        change_password(person, form.cleaned_data["password"], by=person, keep=request.visitor.session)
    except PasswordTooWeak as weak:
        for reason in weak.reasons:
            form.add_error("password", reason)
        return page(request, status=422, new_password=form)
    messages.success(request, gettext("Your password is set."))
    return redirect("panel:profile")


@open_to(Entry.PERSON)
@require_POST
def remove(request: VisitorRequest) -> HttpResponseBase:
    person = me(request)
    remove_password(person, by=person, keep=request.visitor.session)
    messages.success(request, gettext("Your password is gone. A code by e-mail signs you in."))
    return redirect("panel:profile")
