"""Accounts elsewhere that sign one in here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.identities.actions import remove_identity
from smartai.core.identities.models import ProviderIdentity
from smartai.web.panel.views.ways import me
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.PERSON)
@require_POST
def remove(request: VisitorRequest, pk: int) -> HttpResponseBase:
    person = me(request)
    remove_identity(get_object_or_404(ProviderIdentity, person=person, pk=pk), by=person)
    messages.success(request, gettext("That account signs you in here no more."))
    return redirect("panel:ways")
