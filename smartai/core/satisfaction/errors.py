from __future__ import annotations


class RatingClosed(Exception):
    """Ratings are switched off, or the request is not ended yet."""
