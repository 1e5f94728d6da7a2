"""Everything the worker works off: one line per kind of due rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from django.conf import settings

from smartai.config.subscriptions import SUBSCRIPTIONS
from smartai.core.helpfulness.models import Arrival
from smartai.core.identities.actions import remove_expired_tokens
from smartai.core.knowledge.actions import check_links, remove_loose_files, render_older
from smartai.core.knowledge.search import makes_vectors, refresh_vectors, repair
from smartai.core.people.search import PeopleFiling
from smartai.core.privacy.actions import retain
from smartai.core.saved_replies.search import repair as repair_saved_replies
from smartai.core.tickets.search.filing import TicketFiling
from smartai.core.workspace.actions import sweep_drafts
from smartai.foundation.accounts.actions import remove_ended_sign_ins, remove_spent_challenges
from smartai.foundation.accounts.actors import System
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
from smartai.reactions.helpfulness.weighing import RequestWeighing, sweep_helpfulness, sweep_learning
from smartai.reactions.notifications.filling import fill
from smartai.reactions.notifications.not_delivered import tell_of_lost_answer


def drains() -> Sequence[Drain]:
    """Made once per process. Models are imported above: only after ``django.setup()``."""
    return [drain for together in threads() for drain in together]


def threads() -> Sequence[Sequence[Drain]]:
    """Which of them take turns in one thread: those that wait for nobody and that nobody waits for."""
    return [
        [EventDispatch(SUBSCRIPTIONS)],
        [MailDrain(way_out(), fill, tell_of_lost_answer)],
        [TicketFiling(), PeopleFiling()],
        *([[Sweep("vectors", refresh_vectors, every=5.0)]] if makes_vectors() else []),
        [
            UploadSweep(),
            RequestWeighing(),
            Sweep("limits", remove_ended),
            Sweep("sign-ins", remove_ended_sign_ins),
            Sweep("challenges", remove_spent_challenges),
            Sweep("proofs", remove_expired),
            Sweep("site tokens", remove_expired_tokens),
            Sweep("search", repair, every=10.0),
            Sweep("saved replies", repair_saved_replies, every=60.0),
            Sweep("helpfulness", sweep_helpfulness),
            Sweep("retention", partial(retain, by=System("retention"))),
            Sweep("learning", sweep_learning, every=600.0),
            Sweep("links", partial(check_links, settings.BASE_URL), every=0.0),
            Sweep("article pages", render_older, every=10.0),
            Sweep("article files", remove_loose_files, every=3600.0),
            Sweep("drafts of choices", sweep_drafts, every=3600.0),
            StatisticsSweep(),
        ],
    ]


def queues() -> Mapping[str, Backlog]:
    """How full each kind of due rows is, by name."""
    return {
        "events": backlog(StoredEvent.objects.all()),
        "arrivals": backlog(Arrival.objects.all()),
        "mails": backlog(OutgoingMail.objects.all(), wanted=OutgoingMail.objects.wanted()),
    }
