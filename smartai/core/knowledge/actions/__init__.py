from smartai.core.knowledge.actions.answer_by_article import answer_by_article, take_back_answer
from smartai.core.knowledge.actions.save_article import save_article

__all__ = ["answer_by_article", "save_article", "take_back_answer"]
