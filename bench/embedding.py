"""What the line of an embedded panel costs the page of another site: ``python -m bench.embedding``.

A plain page of another origin is loaded without the line and with it, in turns, each time by a browser that
knows nothing yet, on a processor and a line made slow as a middling phone's. It prints what Lighthouse scores
are made of: the largest paint, shifts of the layout, time in which the page cannot answer; and bytes.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from typing import Any, Final

from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table

from bench.installation import Installation
from tests.journeys.host_site import HostSite

SLOWER: Final = 4
"""Than this machine's processor: what Lighthouse takes for a phone."""
LINE: Final = {"offline": False, "latency": 40, "downloadThroughput": 1_250_000, "uploadThroughput": 500_000}
WATCH: Final = """
    window.seen = {lcp: 0, cls: 0, tbt: 0};
    const watch = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take))
        .observe({type, buffered: true});
    watch('largest-contentful-paint', entry => { seen.lcp = entry.startTime });
    watch('layout-shift', entry => { if (!entry.hadRecentInput) seen.cls += entry.value });
    watch('longtask', entry => { seen.tbt += entry.duration - 50 });
"""
WORDS: Final = "<p>" + "A shop by the lake sells what people need on the water. " * 12 + "</p>"
PAGE: Final = f"<h1>Lake Shop</h1>{WORDS * 12}"


@dataclass(frozen=True)
class Cost:
    """Milliseconds, of scripts the processor's; the shift has no unit, and two say what was fetched."""

    largest_paint: float
    layout_shift: float
    blocking: float
    script: float
    requests: int
    bytes: int


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.embedding", description=__doc__)
    parser.add_argument("--visits", type=int, default=11, help="of each page")
    visits = parser.parse_args().visits
    with _pages() as (browser, addresses):
        found: dict[str, list[Cost]] = {name: [] for name in addresses}
        for turn in range(visits + 1):
            for name, address in addresses.items():
                cost = _visit(browser, address)
                if turn:  # the first warms the server
                    found[name].append(cost)
    table = Table(
        "page", "largest paint ms", "layout shift", "blocking ms", "script ms", "requests", "bytes", box=None
    )
    for name, costs in found.items():
        middle = [statistics.median(astuple(cost)[n] for cost in costs) for n in range(len(fields(Cost)))]
        table.add_row(name, *(f"{one:.3f}" if n == 1 else f"{one:.0f}" for n, one in enumerate(middle)))
    Console(width=110).print(f"medians of {visits} visits, processor {SLOWER} times slower, 10 Mbit/s", table)
    return 0


@contextmanager
def _pages() -> Iterator[tuple[Browser, dict[str, str]]]:
    """A help desk, a site of somebody else, and a browser."""
    site = HostSite("localhost")
    with Installation("sqlite") as desk, sync_playwright() as playwright:
        desk.migrate()
        desk.start()
        address = f"http://127.0.0.1:{desk.port}"
        with urllib.request.urlopen(f"{address}/embed.js", timeout=10) as answer:
            key = re.search(r"pk_\w+", answer.read().decode())
        assert key
        line = f'<script async src="{address}/embed.js" data-panel="{key[0]}"></script>'
        addresses = {"without": site.put("/without/", PAGE), "with": site.put("/with/", PAGE + line)}
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser, addresses
        browser.close()
    site.stop()


def _visit(browser: Browser, address: str) -> Cost:
    context = browser.new_context(viewport={"width": 412, "height": 823}, device_scale_factor=2)
    page, received = context.new_page(), []
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})  # whatever else the machine does
    tools.send("Network.emulateNetworkConditions", LINE)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    tools.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    cost = _cost(page, tools, received)
    context.close()
    return cost


def _cost(page: Page, tools: Any, received: list[int]) -> Cost:
    seen = page.evaluate("seen")
    spent = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
    return Cost(
        seen["lcp"], seen["cls"], seen["tbt"], 1000 * spent["ScriptDuration"], len(received), sum(received)
    )


if __name__ == "__main__":
    sys.exit(main())
