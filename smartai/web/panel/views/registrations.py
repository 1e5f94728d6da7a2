from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smartai.core.people.actions import request_code
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.models import CodePurpose
from smartai.web.panel.entering import safe_next
from smartai.web.panel.forms.entering import RegistrationForm
from smartai.web.panel.limits import may_get_code, when_again
from smartai.web.panel.pending import Pending, keep_pending
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import panel_page
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def register(request: VisitorRequest) -> HttpResponseBase:
    """An account is made once the code is typed. Known addresses get the same page; their code signs in."""
    if not choices().sign_in.registration:
        raise Http404
    to = safe_next(request.POST.get("next") or request.GET.get("next", ""))
    if request.visitor.person is not None:
        return redirect(to)
    if request.method != "POST":
        return _page(request, RegistrationForm(), to)
    form = RegistrationForm(request.POST)
    if not form.is_valid():
        return _page(request, form, to, status=422)
    address = form.cleaned_data["email"]
    allowed = may_get_code(request, address)
    if not allowed.ok:
        form.add_error(None, when_again(allowed))
        return _page(request, form, to, status=429)
    registration = form.registration()
    language = registration["language"] or get_language() or ""
    challenge = request_code(
        address, CodePurpose.SIGN_IN, by=NOBODY, language=language, payload={"registration": registration}
    )
    response = redirect("panel:code")
    keep_pending(response, Pending(challenge, CodePurpose.SIGN_IN, address, next=to))
    return response


def _page(request: VisitorRequest, form: RegistrationForm, to: str, status: int = 200) -> HttpResponse:
    context = {"page": panel_page(request), "form": form, "next": to}
    return render(request, "panel/register.html", context, status=status)
