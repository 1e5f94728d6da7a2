"""The link in a mail with a code."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from smartai.foundation.accounts.code_links import digits_by_link
from smartai.web.panel.doors import told_nobody
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.signing_in import card_page
from smartai.web.ui.visitors import VisitorRequest
from smartai.web.ui.waiting import remember, waiting_of
from smartai.web.ui.way_in import home_of


@open_to(Entry.ANYONE)
@require_safe
def show(request: VisitorRequest, token: str) -> HttpResponseBase:
    """Fills the code in where it was asked for; a button uses it. Everywhere else it says where that is.

    Scanners of mail programs open links too: nothing here is used up, counted or different for a true one.
    """
    waiting, person = waiting_of(request), request.visitor.person
    if waiting is None:
        if person:
            return told_nobody(redirect(home_of(person)))
        return told_nobody(render(request, "panel/code_elsewhere.html", {"page": card_page(request)}))
    response = redirect("panel:code")
    if digits_by_link(waiting.challenge, token):
        remember(response, replace(waiting, key=token))
    else:
        words = gettext("This link belongs to another code. Type the one from our newest e-mail.")
        messages.info(request, words)
    return told_nobody(response)
