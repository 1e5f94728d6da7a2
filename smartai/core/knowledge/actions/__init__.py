from smartai.core.knowledge.actions.save_article import save_article

__all__ = ["save_article"]
