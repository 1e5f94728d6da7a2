from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from smartai.core.workspace.actions import forget_delivery, remember_delivery
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.jobs.doorbell import ring
from smartai.foundation.jobs.due import DueState, failing, try_again
from smartai.foundation.mail.actions.retry_mail import retry_mail
from smartai.foundation.mail.deliveries import next_attempt_of, reason_of
from smartai.foundation.mail.models import OutgoingMail
from smartai.web.console.frame import me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import UNDO
from smartai.web.ui.paging import page_of
from smartai.web.ui.visitors import VisitorRequest

SIZE = 50


@open_to(Entry.OWNER)
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    """What waits for its next try, what was given up, and what no mail could be written for, with reasons."""
    mails = OutgoingMail.objects.wanted().defer("text", "html", "headers", "references")
    waiting = list(failing(mails)[: SIZE + 1])
    given_up, after = page_of(mails.given_up(), order=["-id"], after=request.GET.get("after", ""), size=SIZE)
    context = {
        "waiting": [(mail, next_attempt_of(mail), reason_of(mail)) for mail in waiting[:SIZE]],
        "more_wait": len(waiting) > SIZE,
        "given_up": [(mail, reason_of(mail)) for mail in given_up],
        "after": after,
        "unwritten": _unwritten(),
        "on_their_way": mails.filter(state=DueState.WAITING, last_error="").count(),
    }
    return show(request, "deliveries", "deliveries", context)


@open_to(Entry.OWNER)
@require_POST
def again(request: VisitorRequest) -> HttpResponse:
    """The mail that is named, or all that wait or were given up."""
    number = request.POST.get("mail", "")
    count = int(retry_mail(int(number[:18]))) if number.isdecimal() else _all_again()
    words = ngettext("%(n)d e-mail is tried again now.", "%(n)d e-mails are tried again now.", count)
    messages.success(request, words % {"n": count} if count else gettext("Nothing waits."))
    return redirect("console:deliveries")


@open_to(Entry.OWNER)
@require_POST
def forget(request: VisitorRequest, pk: int) -> HttpResponse:
    mail = forget_delivery(pk, by=me(request)) if pk < 2**63 else None
    if mail is None:
        raise Http404
    undo = reverse("console:delivery-forgetting-end", args=[pk])
    messages.success(request, gettext("The e-mail is forgotten."), extra_tags=f"{UNDO}{undo}")
    return redirect("console:deliveries")


@open_to(Entry.OWNER)
@require_POST
def remember(request: VisitorRequest, pk: int) -> HttpResponse:
    if pk >= 2**63 or remember_delivery(pk, by=me(request)) is None:
        raise Http404
    messages.success(request, gettext("The e-mail is in the list again."))
    return redirect("console:deliveries")


def _all_again() -> int:
    mails, facts = OutgoingMail.objects.wanted(), StoredEvent.objects.all()
    given_up = (mails.given_up(), facts.filter(state=DueState.GIVEN_UP))
    count = sum(try_again(rows) for rows in (failing(mails), failing(facts), *given_up))
    ring()
    return count


def _unwritten() -> list[StoredEvent]:
    """Facts whose reactions failed: the mails that follow from them are not even rows yet."""
    given_up = StoredEvent.objects.filter(state=DueState.GIVEN_UP).order_by("-pk")
    return [*failing(StoredEvent.objects.all())[:SIZE], *given_up[:SIZE]]
