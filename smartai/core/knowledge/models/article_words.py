from __future__ import annotations

from django.db import models

from smartai.core.knowledge.models.article import Article
from smartai.foundation.search.models import Document


class ArticleWords(Document):
    """The words of an article, as the search reads them."""

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="words")

    def __str__(self) -> str:
        return f"words of {self.article_id}"
