"""A request that waits until its writer's address is proven."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from smartai.core.tickets.actions import RequestDraft, find_held_request, hold_request, send_held_request
from smartai.core.tickets.errors import FieldProblem, HeldRequestGone, MessageEmpty
from smartai.core.tickets.models import HeldRequest
from smartai.foundation.accounts.models import CodePurpose, Person
from smartai.foundation.files.errors import UploadNotFound
from smartai.foundation.files.uploads import find_uploads, hand_over, person_owner
from smartai.web.ui.attached import Attached
from smartai.web.ui.visitors import VisitorRequest
from smartai.web.ui.waiting import Waiting, remember, send_code, waiting_of


def hold(
    request: VisitorRequest, draft: RequestDraft, typed: dict[str, Any], draft_name: str
) -> HttpResponseBase:
    """Keeps the request, mails a code; the same form again waits for the same code. Raises ``TooOften``."""
    digest = _digest(draft, typed["address"])
    before = waiting_of(request)
    response = redirect("panel:code")
    if before and before.digest == digest:
        return response
    held = hold_request(draft, address=typed["address"], holder=request.visitor.browser)
    waiting = Waiting(
        address=typed["address"],
        purpose=CodePurpose.CONFIRM_REQUEST,
        held=held.pk,
        digest=digest,
        draft=draft_name,
    )
    about = {"name": typed.get("name", ""), "language": translation.get_language() or ""}
    remember(response, send_code(request, waiting, payload={"registration": about}))
    return response


def send_held(request: VisitorRequest, waiting: Waiting, person: Person) -> str:
    """Sends what waited; where it goes on. What can't be sent as it was comes back into the form."""
    try:
        held = find_held_request(waiting.held, holder=request.visitor.browser)
        ticket = send_held_request(held, by=person)
    except HeldRequestGone:
        messages.warning(request, gettext("Your request waited for too long. Please write it once more."))
        return reverse("panel:new")
    except (FieldProblem, MessageEmpty, UploadNotFound):
        waited = RequestDraft.from_json(held.draft)
        hand_over(waited.uploads, waited.uploader, to=person_owner(person.pk))
        messages.warning(request, gettext("The form changed meanwhile. Look once more, then send it again."))
        return f"{reverse('panel:new')}?held={waiting.held}"
    words = gettext("We have your request. Its number is #%(number)d.") % {"number": ticket.pk}
    messages.success(request, words, extra_tags=f"sent:{waiting.draft}")
    return reverse("panel:request", kwargs={"number": ticket.pk})


def _digest(draft: RequestDraft, address: str) -> str:
    text = json.dumps([address, draft.to_json()], sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def typed_before(held: HeldRequest) -> dict[str, Any]:
    """The initial values of a form that shows a held request again."""
    kept = RequestDraft.from_json(held.draft)
    own = {f"field_{pk}": value for pk, value in kept.values.items()}
    words = {"title": kept.title, "message": kept.text, "name": kept.writer_name, "address": held.address}
    return {**words, "department": kept.department_id, "priority": kept.priority_id, **own}


def files_before(held: HeldRequest, uploader: str) -> Attached:
    """Its files, as far as they are still there and the ``uploader``'s."""
    found = Attached()
    for key in RequestDraft.from_json(held.draft).uploads:
        with suppress(UploadNotFound):
            found.files += find_uploads([key], uploader)
    return found
