from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.people.actions import enter_with_password, request_code
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.actions import end_session
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import CodePurpose
from smartai.web.panel.entering import known_only, let_in, safe_next
from smartai.web.panel.forms.entering import SignInForm
from smartai.web.panel.limits import may_get_code, may_try_password, when_again
from smartai.web.panel.pending import Pending, keep_pending
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import panel_page
from smartai.web.ui.visitors import VisitorRequest, sign_out_browser


@open_to(Entry.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sign_in(request: VisitorRequest) -> HttpResponseBase:
    """With a password, or by a code. The answers are the same for known and unknown addresses."""
    to = safe_next(request.POST.get("next") or request.GET.get("next", ""))
    if request.visitor.person is not None:
        return redirect(to)
    if request.method != "POST":
        return _page(request, SignInForm(), to)
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, to, status=422)
    if form.cleaned_data.get("password"):
        return _by_password(request, form, to)
    return send_code(request, form, to)


def _by_password(request: VisitorRequest, form: SignInForm, to: str) -> HttpResponseBase:
    address = form.cleaned_data["email"]
    allowed = may_try_password(request, address)
    if not allowed.ok:
        form.add_error(None, when_again(allowed))
        return _page(request, form, to, status=429)
    try:
        person = enter_with_password(address, form.cleaned_data["password"])
    except CodeRefused:
        form.add_error(None, gettext("That e-mail and password do not fit together. A code works too."))
        return _page(request, form, to, status=422)
    return let_in(request, person, to)


def send_code(request: VisitorRequest, form: SignInForm, to: str) -> HttpResponseBase:
    """To the page that takes the code, whether or not anybody has the address."""
    address = form.cleaned_data["email"]
    allowed = may_get_code(request, address)
    if not allowed.ok:
        form.add_error(None, when_again(allowed))
        return _page(request, form, to, status=429)
    challenge = request_code(
        address, CodePurpose.SIGN_IN, by=NOBODY, language=get_language() or "", known_only=known_only()
    )
    response = redirect("panel:code")
    keep_pending(response, Pending(challenge, CodePurpose.SIGN_IN, address, next=to))
    return response


@open_to(Entry.ANYONE)
@require_POST
def sign_out(request: VisitorRequest) -> HttpResponseBase:
    if request.visitor.session is not None:
        end_session(request.visitor.session)
    response = redirect("panel:new" if choices().sign_in.policy != "account" else "panel:sign-in")
    sign_out_browser(response)
    return response


def _page(request: VisitorRequest, form: SignInForm, to: str, status: int = 200) -> HttpResponse:
    sign_in = choices().sign_in
    context = {
        "page": panel_page(request),
        "form": form,
        "next": to,
        "registration": sign_in.registration,
        "makes_account": not known_only(),
        "passwords": sign_in.passwords,
    }
    return render(request, "panel/sign_in.html", context, status=status)
