from __future__ import annotations

from django.db import models

from smartai.core.knowledge.models.article import Article
from smartai.foundation.embedding.models import Embedded


class ArticleVector(Embedded):
    """What an article means, as the server says that whoever runs the product has set."""

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="vector")

    def __str__(self) -> str:
        return f"vector of {self.article_id}"
