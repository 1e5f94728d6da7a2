from smartai.core.satisfaction.models.rating import Rating, Score

__all__ = ["Rating", "Score"]
