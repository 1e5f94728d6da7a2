"""The words that the team puts on tickets: supervisors and owners keep them few and clear."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.tickets.actions import archive_tag, change_tag, create_tag, merge_tags, restore_tag
from smartai.core.tickets.errors import TagNameTaken
from smartai.core.tickets.events import TagChanged
from smartai.core.tickets.models import Tag
from smartai.core.tickets.querysets import TagQuerySet
from smartai.lib.text import one_line
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.forms.tags import MergeForm, TagForm
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About
from smartai.web.console.published import newest_fact, say_done
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import UNDO
from smartai.web.ui.paging import page_of
from smartai.web.ui.visitors import VisitorRequest

SIZE: Final = 50
MOST_NAMED: Final = 200
"""Names that a browser offers for merging while one is typed."""


@open_to(Entry.SUPERVISOR)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: VisitorRequest) -> HttpResponse:
    """By name, each with how many tickets have it; a form for one more."""
    form = TagForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            since = newest_fact()
            create_tag(form.cleaned_data["name"], by=me(request), hue=form.cleaned_data["hue"])
        except TagNameTaken:
            form.add_error("name", gettext("There is a tag with this name."))
        else:
            say_done(request, gettext("Saved."), since=since)
            return redirect("console:tags")
    query, archived = one_line(request.GET.get("q", ""))[:40].lower(), "archived" in request.GET
    found = _tags(request).filter(archived_at__isnull=not archived, name__contains=query)
    rows, after = page_of(found, order=["name", "id"], after=request.GET.get("after", ""), size=SIZE)
    context = {"form": form, "tags": _counted(rows), "after": after, "query": query, "archived": archived}
    return show(request, "tags", "tags", context, form.http_status)


@open_to(Entry.SUPERVISOR)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    tag, by = _tag(request, pk), me(request)
    form = TagForm(request.POST if request.method == "POST" else None, initial=_stored(tag))
    if request.method == "POST" and form.is_valid():
        about, since = About(TagChanged, tag_id=pk), newest_fact()
        try:
            with form.held(_tags(request).filter(pk=pk), _stored, about, by=by) as held:
                change_tag(held, by=by, **form.cleaned_data)
        except ChangedMeanwhile:
            pass
        except TagNameTaken as taken:
            form.add_error("name", gettext("There is a tag with this name. You can merge the two below."))
            return _page(request, tag, form, into=taken.tag.name)
        else:
            say_done(request, gettext("Saved."), since=since)
            return redirect("console:tags")
    return _page(request, tag, form)


@open_to(Entry.SUPERVISOR)
@require_POST
def merge(request: VisitorRequest, pk: int) -> HttpResponse:
    """What has the tag gets the other one."""
    tag = _tag(request, pk)
    form = MergeForm(request.POST, tag=tag)
    if not form.is_valid():
        return _page(request, tag, TagForm(initial=_stored(tag)), merging=form)
    other = form.cleaned_data["into"]
    names = {"name": tag.name, "other": other.name}
    merge_tags(tag, other, by=me(request))
    messages.success(request, gettext("“%(name)s” is “%(other)s” now, on tickets and in searches.") % names)
    return redirect("console:tag", pk=other.pk)


@open_to(Entry.SUPERVISOR)
@require_POST
def archive(request: VisitorRequest, pk: int) -> HttpResponse:
    tag = _tag(request, pk)
    archive_tag(tag, by=me(request))
    words = gettext("“%(name)s” is offered no more; tickets that have it keep it.") % {"name": tag.name}
    messages.success(request, words, extra_tags=f"{UNDO}{reverse('console:tag-return', args=[pk])}")
    return redirect("console:tags")


@open_to(Entry.SUPERVISOR)
@require_POST
def restore(request: VisitorRequest, pk: int) -> HttpResponse:
    tag = _tag(request, pk)
    restore_tag(tag, by=me(request))
    messages.success(request, gettext("“%(name)s” is offered again.") % {"name": tag.name})
    return redirect("console:tags")


def _page(
    request: VisitorRequest, tag: Tag, form: TagForm, *, merging: MergeForm | None = None, into: str = ""
) -> HttpResponse:
    bad = merging is not None
    merging = merging or MergeForm(tag=tag)
    merging.initial["into"] = into
    context = {
        "tag": _counted([tag])[0],
        "form": form,
        "merging": merging,
        "names": _tags(request).kept().exclude(pk=tag.pk).values_list("name", flat=True)[:MOST_NAMED],
        "former": tag.former_names.order_by("name").values_list("name", flat=True)[:MOST_NAMED],
    }
    return show(request, "tag", "tags", context, 422 if bad else form.http_status)


def _counted(tags: list[Tag]) -> list[tuple[Tag, int]]:
    """Each with how many tickets have it. One statement."""
    rows = Tag.objects.filter(pk__in=[tag.pk for tag in tags]).order_by().annotate(n=Count("tickets"))
    counts = dict(rows.values_list("pk", "n"))
    return [(tag, counts.get(tag.pk, 0)) for tag in tags]


def _stored(tag: Tag) -> dict[str, Any]:
    return {"name": tag.name, "hue": tag.hue}


def _tags(request: VisitorRequest) -> TagQuerySet:
    return Tag.objects.visible_to(me(request))


def _tag(request: VisitorRequest, pk: int) -> Tag:
    found = _tags(request).filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404
    return found
