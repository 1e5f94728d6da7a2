from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from smartai.foundation.jobs.doorbell import ring
from smartai.foundation.jobs.due import DueState, try_again
from smartai.foundation.mail.models import OutgoingMail
from smartai.web.console.frame import show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.paging import page_of
from smartai.web.ui.visitors import VisitorRequest

SIZE = 50
UNDELIVERED = (DueState.WAITING, DueState.GIVEN_UP)


@open_to(Entry.OWNER)
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    """E-mails that wait for their next try, and those that were given up, with the reason."""
    mails = OutgoingMail.objects.filter(state__in=UNDELIVERED).defer("text", "html")
    rows, after = page_of(mails, order=["-id"], after=request.GET.get("after", ""), size=SIZE)
    return show(request, "deliveries", "deliveries", {"mails": rows, "after": after})


@open_to(Entry.OWNER)
@require_POST
def again(request: VisitorRequest) -> HttpResponse:
    count = try_again(OutgoingMail.objects.filter(state__in=UNDELIVERED))
    ring()
    words = ngettext("%(n)d e-mail is tried again now.", "%(n)d e-mails are tried again now.", count)
    messages.success(request, words % {"n": count} if count else gettext("Nothing waits."))
    return redirect("console:deliveries")
