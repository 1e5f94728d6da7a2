"""Two who change the same thing at once: the second is told, loses nothing, and decides.

A form carries a short hash of each value that it showed. While it is saved the row is held; where a value is
another one by then, nothing is saved, and the page comes back as the new ground for a second try.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar, TypeVar

from django import forms
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext

from smartai.foundation.accounts.models import Person
from smartai.lib.text import shortened
from smartai.web.console.forms.stopped import SAVE, Stopped
from smartai.web.console.last_change import About, last_change

M = TypeVar("M", bound=Model)
LONGEST = 600
"""Characters of a saved value that stand beside the typed one."""


class ChangedMeanwhile(Exception):
    """Nothing was saved; the form says what is stored now, and who stored it."""


class SeenForm(forms.Form):
    """``seen`` goes into the page and comes back with it; ``asks_again`` says that a save was stopped.

    ``stopped`` says so in the words of the page's button.
    """

    stopped: ClassVar[Stopped] = SAVE

    def __init__(self, data: Any = None, files: Any = None, **more: Any) -> None:
        super().__init__(data, files, **more)
        self.asks_again = False

    @property
    def seen(self) -> str:
        if self.is_bound:
            return str(self.data.get("seen", ""))
        return _hashes(self.hashed())

    @property
    def http_status(self) -> int:
        """Of the answer that shows the form."""
        return 409 if self.asks_again else 422 if self.errors else 200

    def hashed(self) -> dict[str, str]:
        """A short hash of each value that an unsent form begins from."""
        return {name: hash_of(value) for name, value in self.shown().items()}

    def shown(self) -> dict[str, Any]:
        """What an unsent form shows."""
        return dict(self.initial)

    @contextmanager
    def held(
        self, rows: QuerySet[M], stored: Callable[[M], Mapping[str, Any]], about: About, *, by: Person
    ) -> Iterator[M]:
        """The one row, held while it is saved. Raises ``ChangedMeanwhile`` when the form had shown another.

        ``stored`` gives what the form shows of the row; ``about`` are the facts that tell who changed it.
        A form without a hash is not asked. Raises ``Http404`` when the row is gone.
        """
        with transaction.atomic():
            row = rows.select_for_update(of=("self",)).first()
            if row is None:
                raise Http404
            now = stored(row)
            names = _others(self.seen, now)
            if names:
                self._ask_again(names, now, about, by)
                raise ChangedMeanwhile
            yield row

    def _ask_again(self, names: list[str], now: Mapping[str, Any], about: About, by: Person) -> None:
        """A field that was left as it was shown takes what is stored now; one that was changed keeps that."""
        seen, typed = read_seen(self.seen), dict(self.cleaned_data)
        data: Any = self.data
        data = data.copy()
        data["seen"] = _hashes({name: hash_of(value) for name, value in now.items()})
        labels = [str(self.fields[name].label) for name in names if name in self.fields]
        self.asks_again = True
        self.add_error(None, self._sentence(about, labels, by))
        for name in names:
            if name not in self.fields or name == "logo":
                continue
            if hash_of(typed.get(name)) == seen[name]:
                self._put(data, name, now[name])
            if hash_of(typed.get(name)) != hash_of(now[name]):
                words = shortened(self.words_for(name, now[name]), LONGEST)
                self.add_error(name, self.stopped.now % {"value": words})
        self.data = data

    def _sentence(self, about: About, labels: list[str], by: Person) -> str:
        fact = last_change(about)
        words = {"name": fact.actor_name if fact else "", "fields": ", ".join(labels)}
        if fact and fact.actor_id == by.pk:
            known = self.stopped.by_oneself
        elif fact and fact.actor_name:
            known = self.stopped.by_name
        else:
            known = self.stopped.by_somebody
        return f"{known % words} {self.stopped.rest}"

    def words_for(self, name: str, value: Any) -> str:
        """A stored value as the page shows it: On, the option's own words, names, or the text."""
        field = self.fields[name]
        if isinstance(field, forms.BooleanField):
            return gettext("On") if value else gettext("Off")
        if isinstance(field, forms.ModelMultipleChoiceField):
            return ", ".join(str(row) for row in value) or gettext("nothing")
        if isinstance(field, forms.MultipleChoiceField):
            known = [str(words) for option, words in field.widget.choices if option in value]
            return ", ".join(known) or gettext("nothing")
        if isinstance(field, forms.ChoiceField):
            return next((str(words) for option, words in field.widget.choices if option == value), str(value))
        return str(value) or gettext("nothing")

    def _put(self, data: Any, name: str, value: Any) -> None:
        """As a browser would send it."""
        field = self.fields[name]
        if isinstance(field, forms.BooleanField):
            data.setlist(name, ["on"] if value else [])
        elif isinstance(field, forms.ModelMultipleChoiceField):
            data.setlist(name, [str(row.pk) for row in value])
        elif isinstance(field, forms.MultipleChoiceField):
            data.setlist(name, list(value))
        else:
            data[name] = str(value)


def _hashes(hashed: Mapping[str, str]) -> str:
    return ",".join(f"{name}:{one}" for name, one in hashed.items())


def read_seen(seen: str) -> dict[str, str]:
    """The hashes that a page carried, by name."""
    return dict(pair.split(":", 1) for pair in seen[:10_000].split(",") if ":" in pair)


def _others(seen: str, now: Mapping[str, Any]) -> list[str]:
    """Whose values are not as they were seen."""
    known = read_seen(seen)
    return [name for name, value in now.items() if name in known and known[name] != hash_of(value)]


def hash_of(value: Any) -> str:
    if isinstance(value, QuerySet | list | tuple | set):
        value = sorted(getattr(one, "pk", one) for one in value)
    value = getattr(value, "pk", value)
    text = ("" if value is None else str(value)).replace("\r\n", "\n")
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:10]
