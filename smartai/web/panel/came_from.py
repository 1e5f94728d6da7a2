"""What the form for a new request knows of the help before it: random keys, nothing of its writer."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpResponseBase

from smartai.core.helpfulness.models import ArticleFeedback
from smartai.core.helpfulness.models.writing import is_key
from smartai.web.ui.own_forms import feedback_named
from smartai.web.ui.visitors import VisitorRequest

WRITING_FIELD = "writing"
FEEDBACK_FIELD = "feedback"
ANSWERED_COOKIE = "smartai_answered"
DAY = 24 * 3600
MOST = 5


def writing_of(request: VisitorRequest) -> str:
    """The key in the form that was sent; another one where there is none, so a page shows the same again."""
    sent = request.POST.get(WRITING_FIELD, "")
    return sent if is_key(sent) else secrets.token_urlsafe(16)


def came_from(request: VisitorRequest) -> dict[str, Any]:
    """For ``RequestDraft.came_from``. No statement."""
    writing = request.POST.get(WRITING_FIELD, "")
    known = {
        "writing": writing if is_key(writing) else "",
        "answered": _answered(request),
        "feedback": feedback_named(request.POST.get(FEEDBACK_FIELD, "")),
    }
    return {name: value for name, value in known.items() if value}


def remember_answer(response: HttpResponseBase, request: VisitorRequest, key: str, *, yes: bool) -> None:
    """The browser keeps for a day which writings an article answered: a request that still comes says so."""
    keys = [known for known in _answered(request) if known != key]
    if yes and is_key(key):
        keys.append(key)
    if keys:
        response.set_cookie(
            ANSWERED_COOKIE, ".".join(keys[-MOST:]), max_age=DAY, path="/support/", httponly=True,
            secure=settings.HTTPS, samesite="Lax",
        )  # fmt: skip
    else:
        response.delete_cookie(ANSWERED_COOKIE, path="/support/", samesite="Lax")


def asked_before(request: VisitorRequest) -> dict[str, Any] | None:
    """What a reader missed in an article, as the beginning of the request that they write instead.

    Of somebody who was signed in only they see it.
    """
    pk = feedback_named(request.GET.get(FEEDBACK_FIELD, ""))
    if pk is None:
        return None
    own = Q(person=None) | Q(person=request.visitor.person)
    said = ArticleFeedback.objects.filter(own, pk=pk, helpful=False).select_related("article").first()
    return {"title": said.article.title, "message": said.words} if said else None


def _answered(request: VisitorRequest) -> list[str]:
    return [key for key in request.COOKIES.get(ANSWERED_COOKIE, "")[:200].split(".") if is_key(key)][:MOST]
