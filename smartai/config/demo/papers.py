"""Files that the demo's customers send along."""

from __future__ import annotations

from collections.abc import Mapping

from smartai.foundation.files.store import receive

OWNER = "browser:demo"
_LARGEST = 500_000


def receive_papers() -> Mapping[str, str]:
    """Keys of uploads by name. What is not used within a day is swept, as with any upload."""
    return {name: receive([text.encode()], name, _LARGEST, OWNER).key for name, text in _PAPERS.items()}


def _orders() -> str:
    rows = (f"{38_000 + n},2026-{n % 12 + 1:02}-{n % 28 + 1:02},{n * 7 % 90 + 10}.00" for n in range(10_000))
    return "\n".join(["order,delivered,total", *rows]) + "\n"


def _products() -> str:
    rows = (f"{n},Bowl {n},{n % 40 + 3}.50" for n in range(1, 211))
    return "\n".join(["number,name,price", *rows, '211,Frying pan 6",19.00', "212,Lid,4.50"]) + "\n"


_PAPERS = {"orders-2026.csv": _orders(), "products.csv": _products()}
