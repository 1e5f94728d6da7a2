"""Rows in another order: by buttons, which move one up or down, and by dragging, which sends all of them."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict

from smartai.lib.ordering import P, moved_by_one

LONGEST_LIST = 500
"""Rows that one form may put into order."""


def wanted_order(sent: QueryDict, rows: Sequence[P]) -> list[P]:
    """The rows as they should stand: in the sent ``order`` of keys, or with ``row`` moved ``to`` up or down.

    What is not among the rows counts for nothing; rows that are not in the order stay where they are.
    """
    by_key = {row.pk: row for row in rows}
    if "row" in sent:
        keys = moved_by_one(list(by_key), _number(sent.get("row", "")), sent.get("to", ""))
    else:
        keys = [_number(key) for key in sent.get("order", "").split(",", LONGEST_LIST)[:LONGEST_LIST]]
    return [by_key[key] for key in dict.fromkeys(keys) if key in by_key]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
