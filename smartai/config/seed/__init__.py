"""Synthetic tickets in bulk, for trying out sizes; never for an installation in use."""

from smartai.config.seed.bulk import seed_tickets

__all__ = ["seed_tickets"]
