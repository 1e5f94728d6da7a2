from smartai.core.knowledge.models.article import Article, ArticleStatus, Audience
from smartai.core.knowledge.models.article_draft import ArticleDraft
from smartai.core.knowledge.models.article_file import ArticleFile
from smartai.core.knowledge.models.article_link import ArticleLink, Fault
from smartai.core.knowledge.models.article_source import ArticleSource
from smartai.core.knowledge.models.article_use import ArticleUse
from smartai.core.knowledge.models.article_vector import ArticleVector
from smartai.core.knowledge.models.article_version import ArticleVersion
from smartai.core.knowledge.models.article_words import ArticleWords
from smartai.core.knowledge.models.category import Category
from smartai.core.knowledge.models.former_address import FormerAddress
from smartai.core.knowledge.models.former_category_address import FormerCategoryAddress
from smartai.core.knowledge.models.learned_words import LearnedWords

__all__ = [
    "Article",
    "ArticleDraft",
    "ArticleFile",
    "ArticleLink",
    "ArticleSource",
    "ArticleStatus",
    "ArticleUse",
    "ArticleVector",
    "ArticleVersion",
    "ArticleWords",
    "Audience",
    "Category",
    "Fault",
    "FormerAddress",
    "FormerCategoryAddress",
    "LearnedWords",
]
