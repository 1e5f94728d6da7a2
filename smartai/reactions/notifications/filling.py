"""What stands in a mail in place of its marks, computed at the moment of sending and never stored."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_noop

from smartai.core.tickets.actions import link_token
from smartai.core.tickets.models import TicketLink
from smartai.foundation.accounts.actions import code_digits
from smartai.foundation.accounts.code_links import code_key
from smartai.foundation.accounts.models import SignInCode
from smartai.foundation.mail.marks import NothingToFill
from smartai.reactions.notifications import places

LINK, CODE, CODE_LINK = "link", "code", "codelink"


def fill(kind: str, identity: str) -> str:
    """The ``Fill`` of the mail drain. One statement a mark."""
    if kind == LINK:
        return _link(int(identity))
    if kind == CODE:
        return code_digits(_code(int(identity)))
    if kind == CODE_LINK:
        return places.code_link_page(code_key(_code(int(identity))))
    raise NothingToFill(f"This version doesn't know what “{kind}” stands for.")


def _link(pk: int) -> str:
    """The secret address; for a link that ended meanwhile the page that asks to sign in.

    So an answer is delivered even when its link was revoked while the mail server was away.
    """
    link = TicketLink.objects.filter(pk=pk).first()
    if link is None:
        raise NothingToFill(gettext_noop("The person doesn't belong to the ticket any more."))
    if link.revoked_at or link.expires_at <= timezone.now():
        return places.request_page(link.ticket_id)
    return places.link_page(link_token(link))


def _code(pk: int) -> SignInCode:
    code = SignInCode.objects.filter(pk=pk, used_at=None, expires_at__gt=timezone.now()).first()
    if code is None:
        raise NothingToFill(gettext_noop("The code was used or has expired."))
    return code
