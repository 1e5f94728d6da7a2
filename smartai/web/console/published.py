"""What is said once something is decided: how to take that back, and what was probably a slip."""

from __future__ import annotations

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext

from smartai.core.undoing.actions import can_undo
from smartai.foundation.events.models import StoredEvent
from smartai.web.console.forms.group import GroupForm
from smartai.web.console.forms.mail_words import odd_words
from smartai.web.console.frame import me
from smartai.web.console.last_change import About, last_change
from smartai.web.ui.frame import UNDO
from smartai.web.ui.visitors import VisitorRequest


def newest_fact() -> int:
    """Its number, before something is published."""
    return StoredEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def say_published(request: VisitorRequest, about: About, *, since: int) -> None:
    """With a button that takes it back, where a fact of it newer than ``since`` tells enough."""
    fact = last_change(about)
    by = me(request)
    mine = fact is not None and fact.pk > since and fact.actor_id == by.pk and can_undo(fact, by=by)
    undo = UNDO + reverse("console:change-undo", args=[fact.pk]) if fact and mine else ""
    messages.success(request, gettext("Published."), extra_tags=undo)


def say_done(request: VisitorRequest, words: str, *, since: int) -> None:
    """With a button that takes it back, where it was one change newer than ``since`` that can be undone."""
    by = me(request)
    facts = StoredEvent.objects.filter(pk__gt=since, actor_id=by.pk).order_by("pk")[:2]
    one = facts[0] if len(facts) == 1 and can_undo(facts[0], by=by) else None
    undo = UNDO + reverse("console:change-undo", args=[one.pk]) if one else ""
    messages.success(request, words, extra_tags=undo)


def say_odd_words(request: VisitorRequest, group: str, form: GroupForm) -> None:
    for sentence in odd_words(form.values()) if group == "words" else ():
        messages.warning(request, sentence)
