from __future__ import annotations

import re

from bench.visits import LINKED, Browser


def first_load(port: int) -> dict[str, int]:
    """What a browser with an empty cache fetches for the form: the page and what it links, compressed."""
    browser = Browser(port)
    compressed = {"Accept-Encoding": "br, gzip"}
    _, page, _ = browser.get("/support/sign-in/", **compressed)
    plain = browser.get("/support/sign-in/")[1].decode()
    sums = {"requests": 1, "bytes": len(page), "script": 0, "style": 0}
    for path in dict.fromkeys(re.sub("&amp;", "&", path) for path in LINKED.findall(plain)):
        kind = "script" if ".js" in path else "style" if ".css" in path else "other"
        _, content, _ = browser.get(path, **compressed)
        sums["requests"] += 1
        sums["bytes"] += len(content)
        if kind in sums:
            sums[kind] += len(content)
    return sums
