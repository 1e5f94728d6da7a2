from smartai.core.knowledge.models.article import Article, Section

__all__ = ["Article", "Section"]
