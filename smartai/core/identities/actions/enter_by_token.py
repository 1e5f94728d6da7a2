from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from smartai.core.identities.actions.recognise_person import recognise_person
from smartai.core.identities.actions.spend_token import spend_token
from smartai.core.identities.errors import IdentityRefused
from smartai.core.identities.models import IdentityKey
from smartai.core.identities.reads import examined
from smartai.foundation.accounts.models import Person
from smartai.lib.site_tokens import Finding

USED_EVERY = timedelta(minutes=10)


def enter_by_token(token: str, *, panel_id: int, audience: str) -> Person:
    """Whom the site of the panel names by a token that is good and was not used before.

    Raises ``IdentityRefused``. How often is the caller's limit.
    """
    found = examined(token, panel_id, audience)
    if found.told is None:
        raise IdentityRefused(found.refusal or Finding.MALFORMED)
    if not spend_token(panel_id, found.told):
        raise IdentityRefused(Finding.REPLAYED)
    person = recognise_person(panel_id, found.told)
    _note_use(found.kid)
    return person


def _note_use(kid: str) -> None:
    now = timezone.now()
    keys = IdentityKey.objects.filter(kid=kid)
    keys.exclude(last_used_at__gt=now - USED_EVERY).update(last_used_at=now)
