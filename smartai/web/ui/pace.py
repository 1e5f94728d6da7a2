"""How often a visitor may do something, and how the page says so."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext, ngettext

from smartai.core.workspace.choices import is_tried
from smartai.foundation.limits.allow import allow
from smartai.foundation.limits.network import network_of

HOUR = timedelta(hours=1)


class TooOften(Exception):
    """``seconds`` until it works again; ``why`` is a sentence, where it was not simply often."""

    def __init__(self, seconds: int, why: str = "") -> None:
        super().__init__(seconds)
        self.seconds, self.why = seconds, why

    @property
    def words(self) -> str:
        minutes = -(-self.seconds // 60)
        when = ngettext("Try again in %(n)d minute.", "Try again in %(n)d minutes.", minutes) % {"n": minutes}
        return (self.why or gettext("That was often in a short time.")) + " " + when

    def tell(self, response: HttpResponseBase) -> HttpResponseBase:
        """The page with the form in it, which still has what was typed."""
        response.status_code = 429
        response.headers["Retry-After"] = str(self.seconds)
        return response


def count(bucket: str, key: str, limit: int, per: timedelta = HOUR, *, why: str = "") -> None:
    """Raises ``TooOften`` (``why``) beyond ``limit``; 0 is no limit. One statement, outside of transactions.

    Nobody who only looks at what would be is counted.
    """
    if is_tried():
        return
    allowed = allow(bucket, key, limit, per)
    if not allowed.ok:
        raise TooOften(allowed.retry_after_seconds, why)


def network(request: HttpRequest) -> str:
    return network_of(request.META.get("REMOTE_ADDR", ""))
