from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.people.actions import add_address, make_main_address, remove_address, request_code
from smartai.core.people.errors import AddressTaken
from smartai.core.tickets.actions import adopt_requests
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.errors import CodeRefused, LastAddress
from smartai.foundation.accounts.models import CodePurpose
from smartai.web.panel.forms.code import CodeForm
from smartai.web.panel.views.profile import NewAddressForm, me, page
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import panel_page
from smartai.web.ui.pace import TooOften, count
from smartai.web.ui.visitors import VisitorRequest

COOKIE = "smartai_new_address"
KEPT = timedelta(hours=1)


@open_to(Entry.PERSON)
@require_POST
def create(request: VisitorRequest) -> HttpResponseBase:
    """Sends a code to the new address; nothing changes until it is typed."""
    person = me(request)
    form = NewAddressForm(request.POST, auto_id="new_%s")
    if not form.is_valid():
        return page(request, status=422, new_address=form)
    address = form.cleaned_data["address"]
    limit = choices().protection.codes_per_hour
    try:
        count("code-person", str(person.pk), limit)
        count("code-address", address, limit)
    except TooOften as often:
        form.add_error("address", often.words)
        return often.tell(page(request, new_address=form))
    challenge = request_code(
        address, CodePurpose.ADD_ADDRESS, by=person, language=get_language() or "", for_person_id=person.pk
    )
    response = redirect("panel:address-code")
    kept = signing.dumps({"challenge": challenge, "address": address}, salt=COOKIE)
    response.set_cookie(
        COOKIE, kept, max_age=int(KEPT.total_seconds()), httponly=True, secure=settings.HTTPS, samesite="Lax"
    )
    return response


@open_to(Entry.PERSON)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request: VisitorRequest) -> HttpResponseBase:
    person = me(request)
    try:
        waiting = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=KEPT)
    except signing.BadSignature:
        return redirect("panel:profile")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_address(person, waiting["challenge"], form.cleaned_data["code"], by=person)
        except (CodeRefused, AddressTaken):
            form.add_error("code", gettext("This code does not fit, or its ten minutes are over."))
        else:
            adopt_requests(person)
            messages.success(request, gettext("The address is yours now."))
            response = redirect("panel:profile")
            response.delete_cookie(COOKIE, samesite="Lax")
            return response
    context = {"page": panel_page(request), "form": form, "address": waiting["address"]}
    return render(request, "panel/new_address.html", context, status=422 if form.errors else 200)


@open_to(Entry.PERSON)
@require_POST
def make_main(request: VisitorRequest, pk: int) -> HttpResponseBase:
    person = me(request)
    make_main_address(get_object_or_404(person.addresses.filter(proven_at__isnull=False), pk=pk), by=person)
    messages.success(request, gettext("Our e-mails go there from now on."))
    return redirect("panel:profile")


@open_to(Entry.PERSON)
@require_POST
def remove(request: VisitorRequest, pk: int) -> HttpResponseBase:
    person = me(request)
    try:
        remove_address(get_object_or_404(person.addresses.all(), pk=pk), by=person)
        messages.success(request, gettext("The address was removed."))
    except LastAddress:
        messages.error(request, gettext("This is your only address. Add another one first."))
    return redirect("panel:profile")
