from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from smartai.core.people.actions import create_first_owner
from smartai.core.people.errors import AddressTaken, OwnerExists
from smartai.core.people.querysets import has_owner
from smartai.foundation.accounts.errors import PasswordTooWeak
from smartai.web.desk.forms.first_owner import FirstOwnerForm
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.signing_in import card_page, signed_in
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def first_owner(request: VisitorRequest) -> HttpResponse:
    """Answers only while nobody owns the help desk; afterwards there is nothing here, for ever.

    It leads on to the first steps.
    """
    if has_owner():
        raise Http404
    form = FirstOwnerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            person = create_first_owner(typed["email"], name=typed["name"], password=typed["password"])
            return signed_in(request, person, reverse("console:start"))
        except PasswordTooWeak as error:
            for reason in error.reasons:
                form.add_error("password", reason)
        except (OwnerExists, AddressTaken) as error:
            raise Http404 from error
    context = {"page": card_page(request), "form": form}
    return render(request, "desk/first_owner.html", context, status=400 if form.errors else 200)
