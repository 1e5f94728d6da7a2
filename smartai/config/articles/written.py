"""A help article as a file says it: Markdown below a head of fields."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Final

from django.conf.locale import LANG_INFO

from smartai.core.knowledge.actions.save_article import LONGEST_TAG, MOST_TAGS
from smartai.core.knowledge.models import Article, ArticleStatus, Audience
from smartai.core.workspace.choices import choices
from smartai.lib.addresses import normal_address
from smartai.lib.front_matter import Field, HeadProblem, read_head, with_head
from smartai.lib.text import clean_text, one_line

NAMES: Final = (
    "title", "slug", "category", "language", "translation_of", "status", "publish_at", "audience",
    "organisation", "tags", "owner", "review_on",
)  # fmt: skip
LONGEST_TITLE: Final = 160
LONGEST_CATEGORY: Final = 80
LONGEST_TEXT: Final = 100_000
SLUG: Final = re.compile(r"[a-z0-9_-]{1,120}")
BETWEEN: Final = " / "
YEARS: Final = range(1990, 2200)


@dataclass(frozen=True)
class Written:
    """What one file says. ``category`` is its name and, before it, that of its parent; ``owner`` an address.

    ``lines`` tells where in the file each field stands, for what only the product can find wrong, and where
    the ``text`` begins.
    """

    slug: str
    title: str
    text: str
    language: str
    status: ArticleStatus = ArticleStatus.DRAFT
    audience: Audience = Audience.EVERYBODY
    category: tuple[str, ...] = ()
    translation_of: str = ""
    publish_at: datetime | None = None
    organisation: str = ""
    tags: tuple[str, ...] = ()
    owner: str = ""
    review_on: date | None = None
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    @classmethod
    def of_article(cls, article: Article) -> Written:
        """The article as it is in the product, fetched with category and its parent, original,
        organisation and owner."""
        names = [
            one_line(one.name)
            for one in (article.category and article.category.parent, article.category)
            if one
        ]
        return cls(
            slug=article.slug,
            title=article.title,
            text=_body(article.text),
            language=article.language,
            status=ArticleStatus(article.status),
            audience=Audience(article.audience),
            category=tuple(names),
            translation_of=article.original.slug if article.original else "",
            publish_at=article.published_at and article.published_at.astimezone(UTC).replace(microsecond=0),
            organisation=one_line(article.organisation.name) if article.organisation else "",
            tags=tuple(article.tags),
            owner=article.owner.email if article.owner else "",
            review_on=article.review_on,
        )

    def published_since(self, known: datetime | None) -> Written:
        """A file that does not say when keeps what is so."""
        keeps = self.status == ArticleStatus.PUBLISHED and self.publish_at is None and known is not None
        return replace(self, publish_at=known) if keeps else self

    def as_file(self) -> str:
        """The same bytes for the same article, always."""
        category = (
            self.category if any("/" in name for name in self.category) else BETWEEN.join(self.category)
        )
        said = {
            "title": self.title,
            "slug": self.slug,
            "category": category,
            "language": self.language,
            "translation_of": self.translation_of,
            "status": self.status.value,
            "publish_at": self.publish_at or "",
            "audience": self.audience.value,
            "organisation": self.organisation,
            "tags": self.tags,
            "owner": self.owner,
            "review_on": self.review_on or "",
        }
        return with_head({name: value for name, value in said.items() if value}, self.text)


def read_written(text: str, name: str) -> Written:
    """What a file says; ``name`` is the file's own, which gives the slug to one that says none.

    Raises ``HeadProblem`` with the line of the first thing that is wrong.
    """
    whole = clean_text(text.removeprefix("\ufeff"))
    fields, body = read_head(whole)
    head = _Head(fields)
    head.refuse_unknown()
    first_line = whole.count("\n") - body.lstrip("\n").count("\n") + 1
    body = _body(body)
    if len(body) > LONGEST_TEXT:
        raise HeadProblem(1, f"the text has more than {LONGEST_TEXT:,} characters")
    written = Written(
        slug=head.slug(name),
        title=head.words("title", LONGEST_TITLE),
        text=body,
        language=head.language(),
        status=ArticleStatus(head.one_of("status", ArticleStatus.values) or ArticleStatus.DRAFT),
        audience=Audience(head.one_of("audience", Audience.values) or Audience.EVERYBODY),
        category=head.category(),
        translation_of=head.words("translation_of", 120),
        publish_at=head.moment("publish_at"),
        organisation=head.words("organisation", 120),
        tags=head.tags(),
        owner=head.address("owner"),
        review_on=head.day("review_on"),
        lines={name: one.line for name, one in fields.items()} | {"text": first_line},
    )
    _refuse_contradictions(written)
    return written


def _refuse_contradictions(written: Written) -> None:
    lines = written.lines
    if not written.title:
        raise HeadProblem(lines.get("title", 1), "the title is missing")
    if written.publish_at and written.status != ArticleStatus.PUBLISHED:
        raise HeadProblem(lines["publish_at"], "publish_at counts only with status: published")
    if written.organisation and written.audience != Audience.ORGANISATION:
        raise HeadProblem(lines["organisation"], "organisation counts only with audience: organisation")
    if written.audience == Audience.ORGANISATION and not written.organisation:
        raise HeadProblem(lines["audience"], "which organisation? its line is missing")
    if written.translation_of == written.slug:
        raise HeadProblem(lines["translation_of"], "an article is no translation of itself")


class _Head:
    """The fields of one file, read as what they mean."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self._fields = fields

    def refuse_unknown(self) -> None:
        for name, one in self._fields.items():
            if name not in NAMES:
                raise HeadProblem(
                    one.line, f"{one_line(name)[:40]} means nothing here; known are {', '.join(NAMES)}"
                )

    def words(self, name: str, longest: int) -> str:
        one = self._fields.get(name)
        if one is None:
            return ""
        if not isinstance(one.value, str):
            raise HeadProblem(one.line, f"{name} is one value, no list")
        words = one_line(one.value)
        if len(words) > longest:
            raise HeadProblem(one.line, f"{name} has {len(words)} characters, at most {longest} fit")
        return words

    def one_of(self, name: str, known: list[str]) -> str:
        words = self.words(name, 100)
        if words and words not in known:
            raise self._problem(name, f"{name} is none of {', '.join(known)}")
        return words

    def slug(self, file_name: str) -> str:
        """Letters that mean nothing to a file system or an address: no dots, no slashes."""
        slug = self.words("slug", 200) or _slug_of(file_name)
        if not SLUG.fullmatch(slug):
            raise self._problem("slug", "a slug has small letters a-z, digits and hyphens, at most 120")
        return slug

    def language(self) -> str:
        language = self.words("language", 100) or choices().brand.language
        if language not in LANG_INFO:
            raise self._problem("language", f"{language[:20]} is the code of no language")
        return language

    def category(self) -> tuple[str, ...]:
        names = self._list("category", BETWEEN)
        if len(names) > 2:
            raise self._problem("category", "there are two levels of categories")
        if any(len(name) > LONGEST_CATEGORY for name in names):
            raise self._problem(
                "category", f"the name of a category has at most {LONGEST_CATEGORY} characters"
            )
        return names

    def tags(self) -> tuple[str, ...]:
        tags = tuple(dict.fromkeys(self._list("tags", ",")))
        if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
            raise self._problem("tags", f"at most {MOST_TAGS} tags of {LONGEST_TAG} characters")
        return tags

    def address(self, name: str) -> str:
        words = self.words(name, 300)
        try:
            return normal_address(words) if words else ""
        except ValueError:
            raise self._problem(name, f"{name} is no e-mail address") from None

    def day(self, name: str) -> date | None:
        words = self.words(name, 100)
        try:
            day = date.fromisoformat(words) if words else None
        except ValueError:
            raise self._problem(name, f"{name} is a day like 2027-03-31") from None
        if day and day.year not in YEARS:
            raise self._problem(name, f"{name} is in no year that we could mean")
        return day

    def moment(self, name: str) -> datetime | None:
        """Without an offset it is in the owner's time zone. Kept to the second."""
        words = self.words(name, 100)
        try:
            moment = datetime.fromisoformat(words) if words else None
        except ValueError:
            raise self._problem(name, f"{name} is a moment like 2027-03-31 09:00:00+02:00") from None
        if moment is None:
            return None
        if moment.year not in YEARS:
            raise self._problem(name, f"{name} is in no year that we could mean")
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zoneinfo.ZoneInfo(choices().brand.time_zone))
        return moment.astimezone(UTC).replace(microsecond=0)

    def _list(self, name: str, between: str) -> tuple[str, ...]:
        """A list, or one line with a sign between its parts."""
        one = self._fields.get(name)
        if one is None:
            return ()
        parts = one.value.split(between) if isinstance(one.value, str) else one.value
        return tuple(words for part in parts if (words := one_line(part)))

    def _problem(self, name: str, reason: str) -> HeadProblem:
        one = self._fields.get(name)
        return HeadProblem(one.line if one else 1, reason)


def _slug_of(file_name: str) -> str:
    """``exports.de.md`` and ``exports.md`` are both ``exports``."""
    stem = file_name.removesuffix(".md")
    base, dot, language = stem.rpartition(".")
    return base if dot and language in LANG_INFO else stem


def _body(text: str) -> str:
    """Lines around the text mean nothing, so a file may have them."""
    return clean_text(text).strip("\n").rstrip()
