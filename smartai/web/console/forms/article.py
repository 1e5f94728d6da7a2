"""The form of an article: its text, and beside it where it stands, who reads it and from when on."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.knowledge.actions import ArticleValues, make_category
from smartai.core.knowledge.errors import TooDeep
from smartai.core.knowledge.models import Article, ArticleStatus, Audience, Category
from smartai.core.people.models import Organisation
from smartai.core.people.querysets import agents
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import Person
from smartai.web.console.forms.seen import SeenForm
from smartai.web.ui.fields import LineField, WordsField
from smartai.web.ui.languages import own_name

LONGEST_TEXT: Final = 100_000
MOST_CATEGORIES: Final = 500
OFFERED: Final = 200
"""Names that a field offers while somebody types."""
MINUTE: Final = "%Y-%m-%dT%H:%M"


class ArticleForm(SeenForm):
    """``seen`` is what the writer's unsaved changes began from, when they are gone on with."""

    title = LineField(label=_("Title"), max_length=160)
    text = WordsField(
        label=_("Text"),
        help_text=_(
            "Markdown: ## headings, **bold**, lists, [links](https://…), tables and > [!NOTE] callouts."
        ),
        rows=24,
        max_length=LONGEST_TEXT,
    )
    status = forms.ChoiceField(label=_("Status"), choices=ArticleStatus.choices)
    published_at = forms.DateTimeField(
        label=_("Published from"),
        help_text=_("Empty means at once. A later time publishes it by itself."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE),
        required=False,
    )
    audience = forms.ChoiceField(label=_("Who reads it"), choices=Audience.choices, required=False)
    organisation = LineField(
        label=_("Organisation"), help_text=_("The one that reads it."), max_length=120, required=False
    )
    category = forms.ChoiceField(label=_("Category"), required=False)
    new_category = LineField(
        label=_("New category"),
        help_text=_("Made under the chosen one; with none chosen it is a heading of its own."),
        max_length=80,
        required=False,
    )
    tags = LineField(
        label=_("Tags"),
        help_text=_("With commas between them; they are found like the title."),
        max_length=900,
        required=False,
    )
    slug = LineField(
        label=_("Address"),
        help_text=_("Empty makes one from the title. The old address goes on leading here."),
        max_length=100,
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("The one it is written in: the search knows its forms of words."),
        required=False,
    )
    original = LineField(
        label=_("Translation of"),
        help_text=_("The address of the article that this one says in another language."),
        max_length=120,
        required=False,
    )
    owner = forms.ChoiceField(label=_("Owner"), help_text=_("Who keeps it right."), required=False)
    review_on = forms.DateField(
        label=_("Look it over on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )

    def __init__(
        self, data: Any = None, *, article: Article | None = None, seen: str = "", **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.article = article
        self._began_from = seen
        self._offer("language", languages_for(article))
        self._offer("category", _categories())
        self._offer(
            "owner",
            [("", gettext("Nobody")), *((str(one.pk), one.display_name) for one in agents()[:OFFERED])],
        )
        self.fields["organisation"].widget.attrs["list"] = "organisations"
        self.fields["original"].widget.attrs |= {"list": "originals", "dir": "ltr"}
        self.fields["slug"].widget.attrs["dir"] = "ltr"

    @property
    def seen(self) -> str:
        return super().seen if self.is_bound else self._began_from or super().seen

    def _offer(self, name: str, offered: list[tuple[str, str]]) -> None:
        self.fields[name].choices = offered  # type: ignore[attr-defined]  # a choice field

    def clean_published_at(self) -> str:
        """As the field shows it, to the minute."""
        moment = self.cleaned_data["published_at"]
        return local_minute(moment) if isinstance(moment, datetime) else ""

    def clean_slug(self) -> str:
        typed = str(self.cleaned_data["slug"])
        if typed and not slugify(typed):
            raise forms.ValidationError(gettext("Write the address in Latin letters, digits and dashes."))
        return slugify(typed)

    def clean_original(self) -> str:
        slug = str(self.cleaned_data["original"]).strip("/").rpartition("/")[2]
        if slug and not _original(slug):
            raise forms.ValidationError(gettext("There is no article with this address."))
        if slug and self.article and self.article.slug == slug:
            raise forms.ValidationError(gettext("This is the article's own address."))
        return slug

    def clean(self) -> dict[str, Any]:
        named = self.cleaned_data.get("organisation")
        if self.cleaned_data.get("audience") == Audience.ORGANISATION:
            if not named:
                self.add_error("organisation", gettext("Say which organisation reads it."))
            elif not Organisation.objects.filter(name=named).exists():
                self.add_error("organisation", gettext("There is no organisation of this name."))
        chosen = _category(self.cleaned_data.get("category"))
        if self.cleaned_data.get("new_category") and chosen and chosen.parent_id:
            self.add_error("new_category", gettext("There are two levels of categories: choose a heading."))
        return self.cleaned_data

    def values(self, by: Person) -> ArticleValues:
        """What is saved. Makes the new category; the caller saves the article."""
        typed = self.cleaned_data
        owner = typed["owner"]
        found = ArticleValues(
            title=typed["title"], text=typed["text"], slug=typed["slug"],
            tags=typed["tags"].split(","), language=typed["language"],
            category=self._chosen_category(by), original=_original(typed["original"]),
            status=ArticleStatus(typed["status"]), audience=Audience(typed["audience"] or Audience.EVERYBODY),
            organisation=Organisation.objects.filter(name=typed["organisation"]).first(),
            owner=agents().filter(pk=owner).first() if owner else None, review_on=typed["review_on"],
        )  # fmt: skip
        if typed["published_at"] != _published(self.article):
            found["published_at"] = _moment(typed["published_at"])
        return found

    def _chosen_category(self, by: Person) -> Category | None:
        chosen, name = _category(self.cleaned_data["category"]), self.cleaned_data["new_category"]
        if not name:
            return chosen
        try:
            return make_category(name, by=by, parent=chosen)
        except TooDeep:  # the chosen one was put under another just now
            return make_category(name, by=by)


def stored(article: Article) -> dict[str, Any]:
    """What the form shows of an article."""
    return {
        "title": article.title,
        "text": article.text,
        "status": article.status,
        "published_at": _published(article),
        "audience": article.audience,
        "organisation": article.organisation.name if article.organisation else "",
        "category": str(article.category_id or ""),
        "tags": ", ".join(article.tags),
        "slug": article.slug,
        "language": article.language or choices().brand.language,
        "original": article.original.slug if article.original else "",
        "owner": str(article.owner_id or ""),
        "review_on": article.review_on or "",
    }


def languages_for(article: Article | None) -> list[tuple[str, str]]:
    """Ours, and the one that the article is in: what came from files may be in any."""
    offered = [(code, str(name)) for code, name in settings.LANGUAGES]
    if article and article.language and article.language not in dict(offered):
        offered.append((article.language, own_name(article.language)))
    return offered


def local_minute(moment: datetime) -> str:
    return timezone.localtime(moment).strftime(MINUTE)


def _published(article: Article | None) -> str:
    return local_minute(article.published_at) if article and article.published_at else ""


def _moment(minute: str) -> datetime | None:
    return timezone.make_aware(datetime.fromisoformat(minute)) if minute else None


def _original(slug: str) -> Article | None:
    return Article.objects.filter(slug=slug).first() if slug else None


def _category(pk: str | None) -> Category | None:
    return Category.objects.filter(pk=pk).first() if pk else None


def _categories() -> list[tuple[str, str]]:
    """The headings in their order, each followed by what is under it. One statement."""
    rows = list(Category.objects.order_by("position", "name")[:MOST_CATEGORIES])
    offered = [("", gettext("None"))]
    for top in rows:
        if top.parent_id is None:
            offered.append((str(top.pk), top.name))
            below = (row for row in rows if row.parent_id == top.pk)
            offered += [(str(row.pk), f"{top.name} › {row.name}") for row in below]
    return offered
