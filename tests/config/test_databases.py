from __future__ import annotations

from pathlib import Path

import pytest

from smartai.config.databases import database


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("", "-c lock_timeout=10s -c jit=off"),
        ("?options=", ""),
        ("?options=-c%20search_path%3Dhelp", "-c search_path=help"),
    ],
)
def test_a_page_waits_ten_seconds_for_a_lock_unless_the_operator_says_otherwise(query: str, options: str):
    made = database(f"postgresql://root@127.0.0.1:5432/test{query}", Path())
    assert made["OPTIONS"]["options"] == options


@pytest.mark.parametrize(
    ("query", "threshold"), [("", 5), ("?prepare_threshold=20", 20), ("?prepare_threshold=0", None)]
)
def test_statements_are_prepared_unless_a_pooler_needs_them_whole(query: str, threshold: int | None):
    made = database(f"postgresql://root@127.0.0.1:5432/test{query}", Path())
    assert made["OPTIONS"].get("prepare_threshold") == threshold
    assert made["OPTIONS"].get("server_side_binding", False) is (threshold is not None)
