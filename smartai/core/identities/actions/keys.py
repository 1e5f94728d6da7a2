from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from smartai.core.identities.errors import TwoLiveKeys
from smartai.core.identities.events import IdentityKeyCreated, IdentityKeyRetired
from smartai.core.identities.models import IdentityKey
from smartai.core.identities.models.identity_key import new_kid
from smartai.core.workspace.models import SupportPanel
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import Session
from smartai.foundation.events.record import record
from smartai.lib.site_keys import Algorithm, fingerprint, public_pem

MOST_LIVE = 2


@transaction.atomic
def create_key(
    panel: SupportPanel, algorithm: Algorithm, *, by: Actor, public_key: str = "", kid: str = ""
) -> IdentityKey:
    """A key of the panel's site; that of ``HS256`` is ours, and whoever makes it shows its secret once.

    With a ``kid`` it is the key that the site knows by it from another installation.
    Raises ``TwoLiveKeys``, and ``UnfitKey`` for what is no public key of the algorithm.
    """
    require(is_owner(by))
    SupportPanel.objects.select_for_update().get(pk=panel.pk)
    if IdentityKey.objects.filter(panel=panel, retired_at=None).count() >= MOST_LIVE:
        raise TwoLiveKeys
    key = IdentityKey(panel=panel, algorithm=algorithm, kid=kid or new_kid())
    if algorithm is not Algorithm.HS256:
        key.public_key = public_pem(algorithm, public_key)
    key.fingerprint = fingerprint(key.public_key or key.secret)
    key.save()
    record(IdentityKeyCreated(panel_id=panel.pk, name=key.kid), by=by)
    return key


@transaction.atomic
def retire_key(key: IdentityKey, *, by: Actor) -> None:
    """Its tokens are refused from now on, and whom the site let in must be named anew: it may be stolen."""
    require(is_owner(by))
    live = IdentityKey.objects.filter(pk=key.pk, retired_at=None)
    if not live.update(retired_at=timezone.now()):
        return
    Session.objects.filter(
        scope__startswith=f"{key.panel.key} ", person__site_identities__panel=key.panel
    ).delete()
    record(IdentityKeyRetired(panel_id=key.panel_id, name=key.kid), by=by)
