from __future__ import annotations

from django.utils.translation import gettext, ngettext

from smartai.core.identities.models import IdentityKey
from smartai.core.tickets.models import Ticket
from smartai.core.undoing.errors import UndoRefused
from smartai.core.undoing.undoing import Undoing, held, still, tells_after, unused
from smartai.core.workspace.actions import change_panel, forget_delivery, rekey_panel, remember_delivery
from smartai.core.workspace.events import MailDismissed, MailRestored, PanelChanged, PanelCreated
from smartai.core.workspace.models import SupportPanel
from smartai.core.workspace.told import told_of
from smartai.foundation.accounts.actors import Actor


def undo_created(fact: PanelCreated, *, by: Actor) -> None:
    """It is embedded nowhere then, as a panel that its page switches off."""
    panel = held(SupportPanel.objects.filter(is_default=False), fact.panel_id)
    still(told_of(panel), {"name": fact.name, "active": True, "origins": []})
    still({"choices": panel.choices}, {"choices": {}})
    tickets, keys = Ticket.objects.filter(panel=panel), IdentityKey.objects.filter(panel=panel)
    fields = panel.custom_fields.filter(removed_at=None)
    unused(
        (tickets.count(), ngettext("%(n)d ticket", "%(n)d tickets", tickets.count())),
        (keys.count(), ngettext("%(n)d key", "%(n)d keys", keys.count())),
        (fields.count(), ngettext("%(n)d field", "%(n)d fields", fields.count())),
    )
    change_panel(panel, by=by, name=panel.name, origins=panel.origins, active=False)


def undo_changed(fact: PanelChanged, *, by: Actor) -> None:
    panel = held(SupportPanel.objects.all(), fact.panel_id)
    still(told_of(panel), fact.after)
    values = {**told_of(panel), **fact.before}
    key = values.pop("key")
    if key != panel.key:
        if SupportPanel.objects.filter(key=key).exists():
            raise UndoRefused(gettext("Another panel has this key."))
        rekey_panel(panel, key, by=by)
    change_panel(panel, by=by, **values)


def undo_dismissed(fact: MailDismissed, *, by: Actor) -> None:
    if remember_delivery(fact.mail_id, by=by) is None:
        raise UndoRefused(gettext("It is not there any more."))


def undo_remembered(fact: MailRestored, *, by: Actor) -> None:
    if forget_delivery(fact.mail_id, by=by) is None:
        raise UndoRefused(gettext("It is not there any more."))


WAYS = (
    Undoing(PanelCreated, undo_created, ("panel_id",)),
    Undoing(PanelChanged, undo_changed, ("panel_id",), told=tells_after),
    Undoing(MailDismissed, undo_dismissed, ("mail_id",)),
    Undoing(MailRestored, undo_remembered, ("mail_id",)),
)
