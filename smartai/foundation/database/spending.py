"""What counts once, in all processes together: a row with a digest, whose insertion decides."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.models import Model

_INSERT = "INSERT INTO {table} (digest, expires_at) VALUES (%s, %s) ON CONFLICT DO NOTHING"


def spend_once(model: type[Model], digest: str, expires_at: datetime) -> bool:
    """True for exactly one caller. One statement. ``model`` has ``digest`` as its key, and ``expires_at``."""
    values = [digest, connection.ops.adapt_datetimefield_value(expires_at)]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT.format(table=model._meta.db_table), values)
        return bool(cursor.rowcount == 1)
