from smartai.foundation.limits.models.counter import Counter

__all__ = ["Counter"]
