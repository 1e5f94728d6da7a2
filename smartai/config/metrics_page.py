"""The address of the metrics, for an installation that has them."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smartai.web.ui.entry import Entry, open_to


@open_to(Entry.MACHINE)
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    if not settings.METRICS:
        raise Http404
    from smartai.config.metrics import exposition  # most installations do without

    text, content_type = exposition()
    return HttpResponse(text, content_type=content_type)
