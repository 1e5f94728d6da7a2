from __future__ import annotations

from django.db import models
from django.utils import timezone

from smartai.core.knowledge.querysets import ArticleQuerySet


class Section(models.Model):
    """A heading of the help pages."""

    name = models.CharField(max_length=80, unique=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    """A help article. ``text`` is what was written (Markdown); ``html`` was sanitised when it was saved.

    ``plain`` is its words without marks, one block a line: what is searched and quoted from.
    """

    slug = models.SlugField(max_length=120, unique=True)
    section = models.ForeignKey(
        Section,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
    )
    title = models.CharField(max_length=160)
    language = models.CharField(max_length=10, blank=True)
    text = models.TextField()
    html = models.TextField()
    plain = models.TextField(blank=True)
    lead = models.CharField(max_length=240, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
