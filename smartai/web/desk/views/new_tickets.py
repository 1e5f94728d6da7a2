from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from smartai.core.people.actions import claim_person
from smartai.core.people.querysets import owner_of_address
from smartai.core.tickets.actions import RequestDraft, open_ticket
from smartai.core.tickets.errors import FieldProblem, MessageEmpty
from smartai.core.tickets.models import Channel, Ticket
from smartai.core.workspace.choices import choices
from smartai.foundation.files.errors import UploadNotFound
from smartai.web.desk.frame import desk_page, draft_of, me
from smartai.web.ui.attached import attached
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import SENT
from smartai.web.ui.sent_twice import key_of_form
from smartai.web.ui.ticket_form import NewTicketForm
from smartai.web.ui.values_form import ValuesForm
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.AGENT)
@require_http_methods(["GET", "HEAD", "POST"])
def new_ticket(request: VisitorRequest) -> HttpResponse:
    """An agent opens a ticket for a customer; who is told by mail what the team wrote."""
    if request.method != "POST":
        return _page(request, NewTicketForm(initial={"email": request.GET.get("email", "")[:254]}), None)
    key = key_of_form(request, request.POST.get("form_key", ""), "desk", me(request).pk)
    earlier = Ticket.objects.filter(form_key=key).first() if key else None
    if earlier:
        return _arrived(request, earlier)
    form = NewTicketForm(request.POST)
    values = ValuesForm(request.POST)
    found = attached(request)
    form.uploaded = found.shown
    for problem in found.problems:
        form.add_error(None, problem)
    if not (form.is_valid() and values.is_valid()):
        return _page(request, form, values, status=400)
    try:
        ticket = _opened(request, form, values, found.keys, key)
    except FieldProblem as problem:
        values.add_problems(problem.problems)
        return _page(request, form, values, status=400)
    except (MessageEmpty, UploadNotFound):
        form.add_error("message", gettext("Something of this is no longer there. Look at it once more."))
        return _page(request, form, values, status=400)
    return _arrived(request, ticket)


def _arrived(request: VisitorRequest, ticket: Ticket) -> HttpResponse:
    words = gettext("Ticket #%(number)s is open.") % {"number": ticket.pk}
    messages.success(request, words, extra_tags=f"{SENT}{draft_of(me(request), None)}")
    seen = Ticket.objects.visible_to(me(request)).filter(pk=ticket.pk).exists()
    return redirect("desk:ticket", ticket.pk) if seen else redirect("desk:home")


def _opened(
    request: VisitorRequest, form: NewTicketForm, values: ValuesForm, uploads: list[str], key: str | None
) -> Ticket:
    typed, by = form.cleaned_data, me(request)
    proven = owner_of_address(typed["email"])
    requester = proven or claim_person(typed["email"], name=typed["name"], by=by)
    draft = RequestDraft(
        title=typed["title"],
        text=typed["message"],
        department_id=typed["department"],
        priority_id=typed["priority"],
        values=values.typed(),
        uploads=uploads,
        uploader=request.visitor.uploader,
        language=requester.language,
        form_key=key,
        channel=Channel.DESK,
    )
    return open_ticket(draft, requester=requester, by=by, proven=proven is not None)


def _page(
    request: VisitorRequest, form: NewTicketForm, values: ValuesForm | None, *, status: int = 200
) -> HttpResponse:
    limits = choices().form
    context = {
        "page": desk_page(request),
        "form": form,
        "values_form": values or ValuesForm(),
        "draft": draft_of(me(request), None),
        "upload_url": reverse("desk:uploads"),
        "max_bytes": limits.max_file_mb * 1024 * 1024,
        "max_files": limits.max_files,
    }
    return render(request, "desk/new_ticket.html", context, status=status)
