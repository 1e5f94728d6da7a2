from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartai.core.knowledge.models.article import Article
from smartai.core.knowledge.querysets import ArticleLinkQuerySet


class Fault(models.TextChoices):
    """What is wrong with a link. One by an old address works: it is only said."""

    NONE = "", _("Nothing")
    MOVED = "moved", _("This is an old address of the article; it still leads there.")
    NO_ARTICLE = "no_article", _("There is no article at this address.")
    NO_ANCHOR = "no_anchor", _("The article is there, but not this place in it.")
    ARCHIVED = "archived", _("The article is archived.")
    UNPUBLISHED = "unpublished", _("Customers can't read the article: it is not published.")
    SCHEDULED = "scheduled", _("Customers can't read the article yet: it is scheduled.")
    NARROWER = "narrower", _("Not everybody who reads this one may read that one.")
    NO_PAGE = "no_page", _("There is no page at this address.")
    ONE_REQUEST = "one_request", _("This leads to somebody's own request.")
    NO_FILE = "no_file", _("The file is not there.")
    MALFORMED = "malformed", _("This is no complete address.")


class ArticleLink(models.Model):
    """A link in an article, as its HTML has it; ``slug`` and ``anchor`` when it leads into an article
    (``slug`` is ``categories/…`` for a category).

    ``check_at`` is when it has to be looked at (again); None until something about it changes.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="links")
    address = models.CharField(max_length=500, blank=True)
    words = models.CharField(max_length=120, blank=True)
    slug = models.CharField(max_length=120, blank=True, db_index=True)
    anchor = models.CharField(max_length=200, blank=True)
    fault = models.CharField(max_length=12, choices=Fault, blank=True)
    check_at = models.DateTimeField(null=True, default=timezone.now)

    objects = ArticleLinkQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["check_at"], condition=Q(check_at__isnull=False), name="article_link_to_be_checked"
            ),
            models.Index(fields=["fault"], condition=~Q(fault=""), name="article_link_at_fault"),
        ]

    def __str__(self) -> str:
        return self.address
