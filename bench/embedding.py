"""What the line of an embedded panel costs the page of another site: ``python -m bench.embedding``.

A plain page of another origin is loaded without the line and with it, in turns, each time by a browser that
knows nothing yet, on a processor and a line made slow as a middling phone's. It prints what Lighthouse scores
are made of: the largest paint, shifts of the layout, time in which the page cannot answer; and bytes.
``--lighthouse`` has Lighthouse itself look at the two pages, as a phone and as a desk, and prints its scores.
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

from bench import lighthouse
from bench.installation import Installation
from tests.browser import chromium_here
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
HEAD: Final = '<meta name="description" content="A shop by the lake.">'
"""What Lighthouse would miss on either page."""
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
    parser.add_argument("--visits", type=int, default=11, help="of each page, or looks of Lighthouse")
    parser.add_argument("--lighthouse", action="store_true", help="its scores; installs it first")
    asked = parser.parse_args()
    with _pages(HEAD if asked.lighthouse else "") as addresses:
        if asked.lighthouse:
            lighthouse.measure(addresses, asked.visits)
        else:
            _measure(addresses, asked.visits)
    return 0


def _measure(addresses: dict[str, str], visits: int) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_here(), args=["--no-sandbox"])
        found: dict[str, list[Cost]] = {name: [] for name in addresses}
        for turn in range(visits + 1):
            for name, address in addresses.items():
                cost = _visit(browser, address)
                if turn:  # the first warms the server
                    found[name].append(cost)
        browser.close()
    table = Table(
        "page", "largest paint ms", "layout shift", "blocking ms", "script ms", "requests", "bytes", box=None
    )
    for name, costs in found.items():
        middle = [statistics.median(astuple(cost)[n] for cost in costs) for n in range(len(fields(Cost)))]
        table.add_row(name, *(f"{one:.3f}" if n == 1 else f"{one:.0f}" for n, one in enumerate(middle)))
    Console(width=110).print(f"medians of {visits} visits, processor {SLOWER} times slower, 10 Mbit/s", table)


@contextmanager
def _pages(head: str) -> Iterator[dict[str, str]]:
    """A help desk, and a site of somebody else with a page ``without`` our line and one ``with`` it."""
    site = HostSite("localhost")
    with Installation("sqlite") as desk:
        desk.migrate()
        desk.start()
        address = f"http://127.0.0.1:{desk.port}"
        with urllib.request.urlopen(f"{address}/embed.js", timeout=10) as answer:
            key = re.search(r"pk_\w+", answer.read().decode())
        assert key
        line = f'<script async src="{address}/embed.js" data-panel="{key[0]}"></script>'
        bodies = {"without": PAGE, "with": PAGE + line}
        yield {name: site.put(f"/{name}/", body, head=head) for name, body in bodies.items()}
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
