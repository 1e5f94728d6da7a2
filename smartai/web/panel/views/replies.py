from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from smartai.core.tickets.actions import issue_link, link_token, reply_as_customer
from smartai.core.tickets.models import Message
from smartai.core.tickets.reads import letter_sent_with
from smartai.core.workspace.choices import choices
from smartai.foundation.files.errors import UploadNotFound
from smartai.foundation.limits.allow import allow
from smartai.web.panel.doors import Door
from smartai.web.panel.forms.reply import ReplyForm
from smartai.web.panel.views.request import SENT, conversation_page, takes_files
from smartai.web.ui.attached import attached
from smartai.web.ui.sent_twice import key_of_form
from smartai.web.ui.visitors import VisitorRequest


@require_POST
def create(request: VisitorRequest, door: Door) -> HttpResponseBase:
    """What can't be sent comes back with its text and files; the same form again leads to its letter."""
    key = key_of_form(request, request.POST.get("key", ""), "reply", door.person.pk, door.ticket.pk)
    earlier = letter_sent_with(key, door.ticket) if key else None
    if earlier:  # files that it used up are no problem then
        return _sent(request, door, earlier)
    form = ReplyForm(request.POST, attached=attached(request) if takes_files() else None)
    if not form.is_valid():
        return conversation_page(request, door, form, status=422)
    limit = choices().protection.replies_per_hour
    allowed = allow("reply", str(door.person.pk), limit, timedelta(hours=1))
    if not allowed.ok:
        minutes = -(-allowed.retry_after_seconds // 60)
        words = ngettext("Send it again in %(n)d minute.", "Send it again in %(n)d minutes.", minutes)
        form.add_error(None, gettext("That were many replies at once.") + " " + words % {"n": minutes})
        response = conversation_page(request, door, form, status=429)
        response.headers["Retry-After"] = str(allowed.retry_after_seconds)
        return response
    try:
        message = reply_as_customer(
            door.ticket,
            form.cleaned_data["text"],
            by=door.actor,
            uploads=form.attached.keys,
            uploader=request.visitor.uploader,
            form_key=key,
        )
    except UploadNotFound:  # the same form a moment ago used the files
        return redirect(door.url())
    return _sent(request, door, message)


def _sent(request: VisitorRequest, door: Door, message: Message) -> HttpResponseBase:
    """To the letter; after the days of reopening, to the new request that the reply began."""
    if message.ticket_id == door.ticket.pk:
        messages.success(request, gettext("Your reply was sent."), extra_tags=SENT)
        return redirect(f"{door.url()}#message-{message.pk}")
    words = gettext("Request #%(old)d ended a while ago, so your reply began a new one: #%(new)d.")
    messages.success(request, words % {"old": door.ticket.pk, "new": message.ticket_id})
    if door.token:
        token = link_token(issue_link(message.ticket, door.person))
        return redirect("panel:link", token=token)
    return redirect("panel:request", number=message.ticket_id)
