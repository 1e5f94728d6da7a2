"""Lighthouse itself on pages of a host, in turns: ``python -m bench.embedding --lighthouse``.

Its packages are installed beside this file when somebody asks for it, and belong to nothing else.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

HERE: Final = Path(__file__).parent
NPM: Final = (str(HERE.parents[1] / "scripts/frontend.sh"), "--prefix", str(HERE))
CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
FORMS: Final = {"mobile": (), "desktop": ("--preset=desktop",)}
CHROME: Final = "--headless=new --no-sandbox"
WITHIN: Final = 180.0
"""Seconds that one look may take."""


@dataclass(frozen=True)
class Look:
    """What Lighthouse said once: its categories from 0 to 100, its single audits from 0 to 1."""

    categories: dict[str, float]
    audits: dict[str, float]


def measure(addresses: dict[str, str], looks: int) -> None:
    """``addresses`` has the page ``without`` and ``with`` our line. Prints medians, and which audits lost."""
    install()
    for form in FORMS:
        found: dict[str, list[Look]] = {name: [] for name in addresses}
        for turn in range(looks + 1):
            for name, address in addresses.items():
                look = look_at(address, form)
                if turn:  # the first warms the server
                    found[name].append(look)
        show(form, found)


def install() -> None:
    """As locked; nothing when it is there."""
    lock, done = HERE / "package-lock.json", HERE / "node_modules/.package-lock.json"
    if not done.exists() or done.stat().st_mtime < lock.stat().st_mtime:
        subprocess.run([*NPM, "ci", "--loglevel=error"], check=True)


def look_at(address: str, form: str) -> Look:
    asked = [
        *NPM, "run", "--silent", "lighthouse", "--", address, *FORMS[form], "--quiet", "--output=json",
        "--no-enable-error-reporting",
        f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={CHROME}",
    ]  # fmt: skip
    chrome = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
    told = subprocess.run(
        asked,
        env={**os.environ, "CHROME_PATH": chrome},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=WITHIN,
    )
    said = json.loads(told.stdout)
    if "runtimeError" in said:
        raise RuntimeError(said["runtimeError"]["message"])
    return Look(
        {name: 100 * said["categories"][name]["score"] for name in CATEGORIES},
        {name: one["score"] for name, one in said["audits"].items() if one["score"] is not None},
    )


def show(form: str, found: dict[str, list[Look]]) -> None:
    """Each score as its median, with the lowest and the highest where they differ."""
    table = Table("page", *CATEGORIES, box=None)
    for name, looks in found.items():
        table.add_row(name, *(_spread([look.categories[one] for look in looks]) for one in CATEGORIES))
    without, others = found["without"], found["with"]
    changes = [_median(others, one) - _median(without, one) for one in CATEGORIES]
    table.add_row("difference", *(f"{change:+.0f}" for change in changes))
    looks_each = len(others)
    Console(width=110).print(f"{form}: medians of {looks_each} looks of each page", table)
    if lost := _lost(without, others):
        Console(width=110).print("audits that lost: " + ", ".join(lost))


def _lost(without: list[Look], others: list[Look]) -> list[str]:
    """Audits that both pages have and whose median is lower with the line."""
    names = sorted(without[0].audits.keys() & others[0].audits.keys())
    middle = {
        name: [statistics.median(look.audits.get(name, 1.0) for look in looks) for looks in (without, others)]
        for name in names
    }
    return [f"{name} {was:.2f} to {now:.2f}" for name, (was, now) in middle.items() if now < was]


def _median(looks: list[Look], category: str) -> float:
    return statistics.median(look.categories[category] for look in looks)


def _spread(scores: list[float]) -> str:
    middle, lowest, highest = statistics.median(scores), min(scores), max(scores)
    return f"{middle:.0f}" if lowest == highest else f"{middle:.0f} ({lowest:.0f} to {highest:.0f})"
