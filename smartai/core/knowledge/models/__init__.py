from smartai.core.knowledge.models.article import Article, Section
from smartai.core.knowledge.models.article_words import ArticleWords

__all__ = ["Article", "ArticleWords", "Section"]
