from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartai.core.knowledge.models.category import Category
from smartai.core.knowledge.querysets import ArticleQuerySet
from smartai.core.people.models import Organisation
from smartai.foundation.accounts.models import Person


class ArticleStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    INTERNAL = "internal", _("Internal")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


class Audience(models.TextChoices):
    """Who reads an article once it is published."""

    EVERYBODY = "everybody", _("Everybody")
    SIGNED_IN = "signed_in", _("Customers who are signed in")
    ORGANISATION = "organisation", _("One organisation")
    TEAM = "team", _("The team")


class Article(models.Model):
    """A help article in one language: ``text`` was written (Markdown), ``html`` was sanitised at the door.

    ``form`` says how the HTML was made (see ``lib/article_html.py``): the worker makes older ones anew.
    ``plain`` is its words without marks, one block a line: what is searched and quoted from. ``published_at``
    in the future means scheduled: time alone publishes it. What says the same in another language names the
    first one as its ``original``, and which version of it it says (``original_version``); ``behind`` when the
    original says something newer. ``answered`` is how many requests it spared, in any of its languages.

    ``anchors`` are the places in it that links may lead to. They are read together with its links, by the
    worker: ``links_read`` is false until it has done so. ``archived_from`` is the status it had before.
    """

    slug = models.SlugField(max_length=120, unique=True)
    category = models.ForeignKey(
        Category,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
    )
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=160)
    language = models.CharField(max_length=10, blank=True)
    original = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="translations"
    )
    tags: models.JSONField[list[str]] = models.JSONField(default=list, blank=True)
    text = models.TextField()
    html = models.TextField()
    form = models.PositiveSmallIntegerField(default=0)
    plain = models.TextField(blank=True)
    lead = models.CharField(max_length=240, blank=True)
    version = models.PositiveIntegerField(default=0)
    original_version = models.PositiveIntegerField(default=0)
    behind = models.BooleanField(default=False)
    anchors: models.JSONField[list[str]] = models.JSONField(default=list, blank=True)
    links_read = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=ArticleStatus, default=ArticleStatus.DRAFT)
    archived_from = models.CharField(max_length=10, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.EVERYBODY)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    owner = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="owned_articles"
    )
    review_on = models.DateField(null=True, blank=True)
    answered = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        indexes: ClassVar = [
            models.Index(fields=["status", "published_at"], name="article_published"),
            models.Index(fields=["category", "position"], name="article_in_category"),
            # All that says who reads an article and where it is listed: its text is not read to count it.
            models.Index(
                fields=[
                    "status", "audience", "published_at", "language", "original", "category", "answered",
                    "changed_at",
                ],
                name="article_listed",
            ),
            # All that the team's lists count and filter by: nor is the text for these.
            models.Index(
                fields=[
                    "category", "position", "status", "published_at", "audience", "language", "original",
                    "owner", "review_on", "behind",
                ],
                name="article_at_a_glance",
            ),
            models.Index(
                fields=["original", "language"],
                condition=Q(original__isnull=False),
                name="article_translations",
            ),
            models.Index(fields=["id"], condition=Q(links_read=False), name="article_links_unread"),
            models.Index(fields=["form"], name="article_form"),
        ]  # fmt: skip
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["original", "language"], name="article_once_in_a_language"),
            models.CheckConstraint(
                condition=~Q(audience=Audience.ORGANISATION) | Q(organisation__isnull=False),
                name="article_organisation_is_said",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_scheduled(self) -> bool:
        """Published, but not yet."""
        return self.status == ArticleStatus.PUBLISHED and not self.is_published

    @property
    def is_published(self) -> bool:
        """Readable by its audience now."""
        return (
            self.status == ArticleStatus.PUBLISHED
            and self.published_at is not None
            and self.published_at <= timezone.now()
        )
