"""What the list of changes may be narrowed down to: who did it, what of, and when."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Self
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.tickets.events import (
    FieldsChanged,
    FormOrdered,
    TagArchived,
    TagChanged,
    TagCreated,
    TagRestored,
    TagsMerged,
)
from smartai.core.workspace.events import ChoicesChanged, PanelChoicesChanged
from smartai.foundation.accounts.models import COLLEAGUES, Person
from smartai.foundation.events.models import StoredEvent

CHOICES: Final = (ChoicesChanged.kind, PanelChoicesChanged.kind)
LISTS: Final = (
    FieldsChanged.kind,
    FormOrdered.kind,
    TagCreated.kind,
    TagChanged.kind,
    TagsMerged.kind,
    TagArchived.kind,
    TagRestored.kind,
)
OF_SUPERVISORS: Final = ("lists", "departments", "help", "saved_replies")
_OF_NO_TICKET: Final = Q(ticket_id=None)
"""Most facts are those of tickets: an index has only the others."""
SUBJECTS: Final[dict[str, tuple[Promise, Q]]] = {
    "choices": (_("Settings"), _OF_NO_TICKET & Q(kind__in=CHOICES)),
    "workspace": (
        _("Panels and undelivered e-mails"),
        Q(kind__startswith="workspace.") & ~Q(kind__in=CHOICES),
    ),
    "lists": (_("Fields, statuses, priorities and tags"), _OF_NO_TICKET & Q(kind__in=LISTS)),
    "tickets": (
        _("Tickets"),
        Q(kind__startswith="tickets.") & ~Q(kind__in=LISTS) | Q(kind__startswith="satisfaction."),
    ),
    "people": (
        _("People"),
        _OF_NO_TICKET & (Q(kind__startswith="people.") | Q(kind__startswith="identities.")),
    ),
    "departments": (_("Departments"), _OF_NO_TICKET & Q(kind__startswith="departments.")),
    "help": (_("Help"), Q(kind__startswith="knowledge.") | Q(kind__startswith="helpfulness.")),
    "saved_replies": (_("Saved replies"), _OF_NO_TICKET & Q(kind__startswith="saved_replies.")),
}
OTHERS: Final = "others"
"""Instead of a colleague: customers, visitors, and the product itself."""
_EARLIEST, _LATEST = 1900, 9000


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to see; whatever is no choice counts for nothing."""

    who: str = ""
    what: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def of(cls, sent: QueryDict) -> Self:
        who, what = sent.get("who", ""), sent.get("what", "")
        days = {name: _day(sent.get(name, "")) for name in ("since", "until")}
        return cls(
            who=who if who == OTHERS or (who.isascii() and who.isdecimal() and len(who) < 19) else "",
            what=what if what in SUBJECTS else "",
            **{name: day.isoformat() if day else "" for name, day in days.items()},
        )

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in asdict(self).items() if value})

    def among(self, rows: QuerySet[StoredEvent]) -> QuerySet[StoredEvent]:
        """Days are those of the reader's time zone, both ends with them."""
        if self.what:
            rows = rows.filter(SUBJECTS[self.what][1])
        if self.who == OTHERS:
            rows = rows.exclude(actor_id__in=_team().values("pk"))
        elif self.who:
            rows = rows.filter(actor_id=int(self.who))
        since, until = _day(self.since), _day(self.until)
        if since:
            rows = rows.filter(created_at__gte=_midnight(since))
        return rows.filter(created_at__lt=_midnight(until + timedelta(days=1))) if until else rows


def people() -> list[tuple[str, str]]:
    """Colleagues, also those who left, and all others as one."""
    team = [(str(one.pk), one.display_name) for one in _team().order_by("name", "pk")]
    return [("", gettext("Everybody")), *team, (OTHERS, gettext("Customers and the product"))]


def subjects(by: Person) -> list[tuple[str, str]]:
    """As far as the reader sees changes of them."""
    seen = SUBJECTS if by.is_owner else OF_SUPERVISORS
    return [("", gettext("Everything")), *((name, str(SUBJECTS[name][0])) for name in seen)]


def _team() -> QuerySet[Person]:
    return Person.objects.filter(role__in=COLLEAGUES)


def _day(text: str) -> date | None:
    try:
        day = parse_date(text[:10])
    except ValueError:
        return None
    return day if day and _EARLIEST < day.year < _LATEST else None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
