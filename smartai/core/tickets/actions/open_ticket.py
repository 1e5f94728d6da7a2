from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from smartai.core.tickets.actions.set_values import checked_values, store_values
from smartai.core.tickets.actions.write_message import first_words, write_message
from smartai.core.tickets.catalogue import Catalogue, catalogue
from smartai.core.tickets.errors import FieldProblem
from smartai.core.tickets.events import TicketOpened
from smartai.core.tickets.models import Category, Channel, MessageKind, Review, SiteContext, Ticket
from smartai.core.workspace.errors import NotAllowed
from smartai.core.workspace.policies import is_agent
from smartai.foundation.accounts.actors import Actor, person_of
from smartai.foundation.accounts.models import Person
from smartai.foundation.database.inserting import insert
from smartai.foundation.events.record import record
from smartai.lib.text import one_line


@dataclass(frozen=True, kw_only=True)
class RequestDraft:
    """What somebody wrote in the form, checked by it. ``values`` are typed texts by field id; the
    ``default_title`` is the owner's, for who wrote none. ``writer_name`` is how somebody whom we don't know
    called themselves; the ticket does not need it, the form does when it comes back.

    ``uploads`` are keys of stored files that ``uploader`` uploaded; ``form_key`` makes a form that is
    sent twice one ticket. ``came_from`` says what help had offered, by random keys and nothing else of the
    writer: ``writing`` is the form's own, ``answered`` those of the same browser that an article had
    answered in the last day, ``feedback`` the number of the answer to an article that led here.
    """

    title: str
    text: str
    writer_name: str = ""
    default_title: str = ""
    department_id: int | None = None
    priority_id: int | None = None
    values: dict[int, Any] = field(default_factory=dict)
    uploads: list[str] = field(default_factory=list)
    uploader: str = ""
    language: str = ""
    form_key: str | None = None
    channel: str = Channel.WEB
    panel_id: int | None = None
    follows_id: int | None = None
    came_from: dict[str, Any] = field(default_factory=dict)
    site: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> RequestDraft:
        return cls(
            **{
                **kept,
                "values": {int(pk): value for pk, value in kept["values"].items()},
            }
        )


def open_ticket(
    draft: RequestDraft, *, requester: Person, by: Actor, proven: bool = True, held: bool = False
) -> Ticket:
    """Opens a ticket with its first message. The same ``form_key`` again returns the first ticket.

    ``proven`` is false when nobody proved that the requester's address is theirs; ``held`` is true when
    somebody must look at it before the requester hears anything. Raises ``MessageEmpty``,
    ``FieldProblem``, ``UploadNotFound``, ``NotAllowed``. Six statements and a commit on the plain path, one
    more where a site told something.
    """
    actor = person_of(by)
    if not (is_agent(by) or actor is None or actor.pk == requester.pk):
        raise NotAllowed
    try:
        with transaction.atomic():
            return _open(draft, requester, by, proven, held)
    except IntegrityError:
        earlier = Ticket.objects.filter(form_key=draft.form_key, requester=requester).first()
        if draft.form_key is None or earlier is None:
            raise
        return earlier


def _open(draft: RequestDraft, requester: Person, by: Actor, proven: bool, held: bool) -> Ticket:
    known = catalogue()
    for_team = is_agent(by) and person_of(by) != requester
    ticket = _new_ticket(draft, requester, known, proven)
    ticket.review = Review.WAITING if held else None
    values = _values(draft, ticket, for_team)
    now = ticket.created_at
    ticket.public_by_team, ticket.public_by_name = (
        for_team,
        _name(by, requester, for_team),
    )
    ticket.public_text = first_words(draft.text)
    ticket.waiting_since = None if for_team else now
    ticket.unread = for_team
    insert(ticket)
    message = write_message(
        ticket,
        draft.text,
        kind=MessageKind.AGENT if for_team else MessageKind.CUSTOMER,
        author=person_of(by) if for_team else requester,
        uploads=draft.uploads,
        uploader=draft.uploader,
        channel=draft.channel,
        at=now,
    )
    store_values(ticket, values)
    if draft.site:
        SiteContext.objects.create(ticket=ticket, **draft.site)
    record(
        TicketOpened(
            ticket_id=ticket.pk,
            message_id=message.pk,
            by_team=for_team,
            held=held,
            came_from=draft.came_from,
        ),
        by=by,
    )
    return ticket


def _new_ticket(draft: RequestDraft, requester: Person, known: Catalogue, proven: bool) -> Ticket:
    department = known.department(draft.department_id) or known.default_department()
    if department.archived_at is not None:
        raise FieldProblem({0: "department"})
    priority = known.priority(draft.priority_id) or known.default_priority()
    now = timezone.now()
    return Ticket(
        title=(one_line(draft.title) or draft.default_title or first_words(draft.text, 80) or "…")[:200],
        status=known.first_status(Category.NEW),
        category=Category.NEW,
        priority=priority,
        department=department,
        requester=requester,
        channel=draft.channel,
        panel_id=draft.panel_id,
        language=draft.language,
        form_key=draft.form_key,
        follows_id=draft.follows_id,
        proven=proven,
        public_at=now,
        created_at=now,
        changed_at=now,
    )


def _values(draft: RequestDraft, ticket: Ticket, for_team: bool) -> dict[int, Any]:
    """A reply that begins a ticket was written in a conversation, which asks for no fields."""
    if draft.follows_id:
        return {}
    return checked_values(
        draft.values, ticket.department_id, ticket.priority_id,
        customers_only=not for_team, panel_id=draft.panel_id,
    )  # fmt: skip


def _name(by: Actor, requester: Person, for_team: bool) -> str:
    author = person_of(by) if for_team else requester
    return author.display_name if author else ""
