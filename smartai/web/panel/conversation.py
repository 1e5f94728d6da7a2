"""A request as its customer reads it: letters, changes of its state, and what is new since the last visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from smartai.core.tickets.models import Attachment, Category, Message
from smartai.core.tickets.models.status import CUSTOMER_WORDS, ENDED_CATEGORIES
from smartai.core.tickets.reads import AT_ONCE, changes_between, newest_changes, newest_letters
from smartai.core.workspace.choices import choices
from smartai.foundation.files.models import StoredState
from smartai.web.panel.doors import Door
from smartai.web.ui.page import Attachment as ShownFile
from smartai.web.ui.page import Letter


@dataclass(frozen=True, slots=True)
class Change:
    """A line between letters."""

    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """A letter or a line; ``new`` puts the divider before it."""

    letter: Letter | None = None
    change: Change | None = None
    new: bool = False


@dataclass(frozen=True)
class Conversation:
    items: list[Item]
    older: int = 0
    """The letter before which older ones are, 0 when there are none."""

    @property
    def letters(self) -> list[Letter]:
        return [item.letter for item in self.items if item.letter]

    @property
    def answered(self) -> bool:
        return any(letter.team for letter in self.letters)

    @property
    def files(self) -> list[ShownFile]:
        return [file for letter in self.letters for file in letter.attachments]


def conversation_of(door: Door, *, before: int = 0) -> Conversation:
    """The newest letters, or those before one; three statements, whatever the length of the conversation."""
    found = _letters(door, before)
    page = found[:AT_ONCE][::-1]
    since = found[AT_ONCE].created_at if len(found) > AT_ONCE else None
    until = page[-1].created_at if before and page else None
    items = _with_changes(letters_of(door, page), _changes(door, since, until))
    return Conversation(_with_divider(door, items), older=page[0].pk if since else 0)


def _letters(door: Door, before: int) -> list[Message]:
    """The newest first, one more than a page has where there are older ones."""
    if not before:
        return newest_letters(door.ticket)
    return list(door.ticket.messages.public().filter(pk__lt=before).order_by("-pk")[: AT_ONCE + 1])


def letters_after(door: Door, last: int) -> list[Letter]:
    """For a page that is open: at most ``AT_ONCE`` letters after the last one it shows."""
    return letters_of(door, list(door.ticket.messages.public().filter(pk__gt=last).order_by("pk")[:AT_ONCE]))


def letters_of(door: Door, messages: list[Message]) -> list[Letter]:
    """One statement for the files of all, none when there are no files."""
    files = _files(door, [message.pk for message in messages if message.has_attachments])
    known = choices()
    hide_names = not known.panel.show_agent_details
    return [
        Letter(
            id=message.pk,
            author=_author(message, known.brand.name, hide_names),
            html=mark_safe(message.html),  # sanitised when it was written
            at=message.created_at,
            mine=not message.by_team and message.author_id == door.person.pk,
            team=message.by_team,
            attachments=tuple(files.get(message.pk, ())),
        )
        for message in messages
    ]


def _author(message: Message, brand: str, hide_names: bool) -> str:
    name = message.author_name
    if not message.by_team:
        return name or gettext("Deleted person")
    return brand if hide_names or not name else f"{name}, {brand}"


def _files(door: Door, message_ids: list[int]) -> dict[int, list[ShownFile]]:
    shown: dict[int, list[ShownFile]] = {}
    if not message_ids:
        return shown
    rows = Attachment.objects.filter(message__in=message_ids, file__state=StoredState.KEPT)
    for row in rows.select_related("file"):
        preview = door.url("preview", pk=row.pk) if row.file.has_preview else ""
        file = ShownFile(row.file.name, row.file.size, door.url("file", pk=row.pk), preview)
        shown.setdefault(row.message_id, []).append(file)
    return shown


def _changes(door: Door, since: datetime | None, until: datetime | None) -> list[tuple[Category, datetime]]:
    """Changes of state after ``since`` and until ``until``: what customers may be told of, nothing else."""
    rows = changes_between(door.ticket, since, until) if since or until else newest_changes(door.ticket)
    return [(Category(payload["category"]), at) for payload, at in reversed(rows)]


def _with_changes(letters: list[Letter], changes: list[tuple[Category, datetime]]) -> list[Item]:
    """In the order of time; a change that follows from the letter before it goes without saying."""
    items: list[Item] = []
    waiting = list(changes)
    ended = False
    for letter in [*letters, None]:
        while waiting and (letter is None or waiting[0][1] < letter.at):
            category, at = waiting.pop(0)
            words = _words(category, ended, items)
            ended = category in ENDED_CATEGORIES
            if words:
                items.append(Item(change=Change(words, at)))
        if letter:
            items.append(Item(letter=letter))
    return items


def _words(category: Category, was_ended: bool, items: list[Item]) -> str:
    """Empty for a change that the reader sees anyway."""
    if was_ended and category not in ENDED_CATEGORIES:
        return gettext("Opened again")
    before = items[-1] if items else None
    if before and before.letter:
        implied = (Category.WAITING,) if before.letter.team else (Category.NEW, Category.OPEN)
        if category in implied:
            return ""
    words = str(CUSTOMER_WORDS[category])
    return "" if before and before.change and before.change.words == words else words


def _with_divider(door: Door, items: list[Item]) -> list[Item]:
    """Before the first answer that the requester has not seen, when they read it themselves."""
    if door.token or not door.ticket.unread or door.ticket.requester_id != door.person.pk:
        return items
    seen = door.ticket.seen_at
    fresh = len(items)
    for place in range(len(items) - 1, -1, -1):
        letter = items[place].letter
        if letter and (letter.mine or (seen and letter.at <= seen)):
            break
        if letter and letter.team:
            fresh = place
    return [Item(item.letter, item.change, new=place == fresh) for place, item in enumerate(items)]
