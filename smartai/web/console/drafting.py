"""Choices that are typed and not published: kept as a draft with each change, ended when they are."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from smartai.core.workspace.actions import keep_draft
from smartai.core.workspace.models import ChoiceDraft, SupportPanel
from smartai.web.console.forms.group import GroupForm
from smartai.web.console.forms.seen import hash_of, read_seen
from smartai.web.console.frame import me
from smartai.web.console.received_logo import received_logo
from smartai.web.ui.visitors import VisitorRequest


def draft_of(request: VisitorRequest, group: str, panel: SupportPanel | None = None) -> ChoiceDraft | None:
    """One's own; several browsers of one person share it."""
    return ChoiceDraft.objects.visible_to(me(request)).about(group, panel).first()


def keep_typed(
    request: VisitorRequest, form: GroupForm, group: str, panel: SupportPanel | None
) -> ChoiceDraft | None:
    """Keeps what the sent form changes; what is wrong in it stands at its fields afterwards."""
    form.is_valid()
    logo = received_logo(request, form)
    check_together(form)
    values, seen = form.changed(), {**form.hashed(), **read_seen(form.seen)}
    if "logo" in form.fields and not logo:
        values |= _logo(request, form)
    return keep_draft(group, values, by=me(request), panel=panel, seen=_known(seen, form), logo=logo)


def check_together(form: GroupForm) -> None:
    """What the group itself finds wrong in values that were sent."""
    try:
        form.group(**{**form.stored.model_dump(), **form.values()})
    except ValidationError as error:
        form.add_problems(error)


def chosen_logo(form: GroupForm, values: dict[str, Any]) -> dict[str, Any]:
    """The values, with the picture of the draft where none came with the form."""
    kept = str(form.draft.values.get("logo", "")) if form.draft else ""
    return {"logo": kept, **values} if kept and "logo" in form.fields else values


def _logo(request: VisitorRequest, form: GroupForm) -> dict[str, Any]:
    """None at all, the draft's, or no change."""
    stored = str(form.shown()["logo"])
    if request.POST.get("no_logo"):
        return {"logo": ""} if stored else {}
    kept = str(form.draft.values.get("logo", "")) if form.draft else ""
    return {"logo": kept} if kept else {}


def _known(seen: dict[str, str], form: GroupForm) -> dict[str, str]:
    """Hashes as we make them: whatever else a page sends is none."""
    length = len(hash_of(""))
    return {name: one[:length] for name, one in seen.items() if name in form.group.model_fields}
