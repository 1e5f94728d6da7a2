from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.satisfaction.actions import rate_ticket
from smartai.core.satisfaction.errors import RatingClosed
from smartai.web.panel.doors import Door
from smartai.web.panel.forms.rating import RatingForm
from smartai.web.panel.forms.reply import ReplyForm
from smartai.web.panel.views.request import conversation_page
from smartai.web.ui.visitors import VisitorRequest


@require_POST
def create(request: VisitorRequest, door: Door) -> HttpResponseBase:
    form = RatingForm(request.POST)
    if not form.is_valid():
        return conversation_page(request, door, ReplyForm(), status=422, rating_form=form)
    try:
        rate_ticket(door.ticket, form.chosen(), form.cleaned_data["words"], by=door.actor)
    except RatingClosed:
        messages.info(request, gettext("Ratings are for requests that have ended."))
    else:
        messages.success(request, gettext("Thank you for telling us."))
    return redirect(door.url())
