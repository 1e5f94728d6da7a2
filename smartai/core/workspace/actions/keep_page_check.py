from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from smartai.core.workspace.events import PanelChecked
from smartai.core.workspace.models import PanelSite, SupportPanel
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record


@transaction.atomic
def keep_page_check(
    panel: SupportPanel, origin: str, path: str, findings: list[dict[str, Any]], *, by: Actor
) -> PanelSite:
    """What a look at a page of this site said, in place of what the last one did."""
    require(is_owner(by))
    said = {"checked_at": timezone.now(), "checked_path": path[:1000], "findings": findings}
    site, _ = PanelSite.objects.update_or_create(panel=panel, origin=origin, defaults=said)
    record(PanelChecked(panel_id=panel.pk, name=panel.name), by=by)
    return site
