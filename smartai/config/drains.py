"""Everything the worker works off: one line per kind of due rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smartai.config.subscriptions import SUBSCRIPTIONS
from smartai.core.knowledge.search import repair
from smartai.foundation.captcha.spending import remove_expired
from smartai.foundation.database.statistics import StatisticsSweep
from smartai.foundation.events.dispatch import EventDispatch
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files.sweep import UploadSweep
from smartai.foundation.jobs.backlog import Backlog, backlog
from smartai.foundation.jobs.drain import Drain
from smartai.foundation.jobs.sweep import Sweep
from smartai.foundation.limits.in_database import remove_ended
from smartai.foundation.mail.drain import MailDrain
from smartai.foundation.mail.models import OutgoingMail
from smartai.foundation.mail.ways_out import way_out
from smartai.reactions.notifications.filling import fill


def drains() -> Sequence[Drain]:
    """Made once per process. Models are imported above: only after ``django.setup()``."""
    return [
        EventDispatch(SUBSCRIPTIONS),
        MailDrain(way_out(), fill),
        UploadSweep(),
        Sweep("limits", remove_ended),
        Sweep("proofs", remove_expired),
        Sweep("search", repair, every=60.0),
        StatisticsSweep(),
    ]


def queues() -> Mapping[str, Backlog]:
    """How full each kind of due rows is, by name."""
    return {
        "events": backlog(StoredEvent.objects.all()),
        "mails": backlog(OutgoingMail.objects.all(), wanted=OutgoingMail.objects.wanted()),
    }
