"""A logo that comes with a form: an upload that waits to be kept, and the one it replaces."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from smartai.foundation.files.errors import DiskFull, FileEmpty, FileTooLarge
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.receiving import had_no_room
from smartai.foundation.files.store import discard, receive
from smartai.foundation.files.uploads import keep, person_owner
from smartai.web.console.forms.group import GroupForm
from smartai.web.console.frame import me
from smartai.web.ui.visitors import VisitorRequest

LOGO_BYTES = 2 * 1024 * 1024


def received_logo(request: VisitorRequest, form: GroupForm) -> StoredFile | None:
    """Only a picture that could be re-encoded is taken; what is wrong with another stands at its field."""
    file = form.cleaned_data.get("logo")
    if had_no_room(request.META):
        form.add_error("logo", gettext("It could not be stored: our disk is full."))
        return None
    if not file or request.POST.get("no_logo"):
        return None
    try:
        stored = receive(file.chunks(), file.name, LOGO_BYTES, person_owner(me(request).pk))
    except (FileTooLarge, FileEmpty):
        form.add_error("logo", gettext("Choose a picture of at most 2 MB."))
        return None
    except DiskFull:
        form.add_error("logo", gettext("It could not be stored: our disk is full."))
        return None
    if stored.has_preview:
        return stored
    form.add_error("logo", gettext("This is no PNG, JPEG or WebP picture."))
    return None


def with_logo(request: VisitorRequest, form: GroupForm, logo: StoredFile | None) -> dict[str, Any]:
    """The form's values; the logo's key among them when another one or none was chosen."""
    values = form.values()
    if "logo" in form.fields and (logo or request.POST.get("no_logo")):
        values["logo"] = logo.key if logo else ""
    return values


def exchange(logo: StoredFile | None, *, replaced: str) -> None:
    """Within the transaction that keeps the choice: ``replaced`` is a key that nobody uses any more."""
    if logo:
        keep([logo])
    if replaced:
        for stored in StoredFile.objects.kept().filter(key=replaced):
            discard(stored)
