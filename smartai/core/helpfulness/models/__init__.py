from smartai.core.helpfulness.models.arrival import Arrival
from smartai.core.helpfulness.models.article_feedback import ArticleFeedback
from smartai.core.helpfulness.models.day_sum import ArticleDaySum, DaySum
from smartai.core.helpfulness.models.missed_search import MissedAsking, MissedSearch
from smartai.core.helpfulness.models.writing import OpenedArticle, Writing

__all__ = [
    "Arrival",
    "ArticleDaySum",
    "ArticleFeedback",
    "DaySum",
    "MissedAsking",
    "MissedSearch",
    "OpenedArticle",
    "Writing",
]
