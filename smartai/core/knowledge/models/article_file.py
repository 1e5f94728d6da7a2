from __future__ import annotations

from django.db import models

from smartai.core.knowledge.models.article import Article
from smartai.core.knowledge.querysets import ArticleFileQuerySet
from smartai.foundation.accounts.models import Person
from smartai.foundation.files.models import StoredFile


class ArticleFile(models.Model):
    """A picture or file of an article; seen by whoever may see the article.

    Without an article it was put into a new one that is not saved yet: only the team sees it.
    """

    article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.CASCADE, related_name="files"
    )
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="article_file")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="article_files"
    )

    objects = ArticleFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name

    @property
    def address(self) -> str:
        """The name is for people who look at the address; the key alone finds the file."""
        return f"/help/files/{self.file.key}/{self.plain_name}"

    @property
    def plain_name(self) -> str:
        """That needs no marks around it, neither in an address nor as the name of a file."""
        return "".join(char if char.isalnum() or char in ".-_" else "-" for char in self.file.name)
