from smartai.core.satisfaction.actions.rate_ticket import rate_ticket

__all__ = ["rate_ticket"]
