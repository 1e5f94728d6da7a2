"""The pages that are measured, and who looks at them."""

from __future__ import annotations

from typing import Any


def pages(known: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Path and session by name, of what ``prepare`` told."""
    customer, agent = known["customer"], known["agent"]
    return {
        "customer: form": ("/support/", customer),
        "customer: own list": ("/support/requests/", customer),
        "customer: closed list": ("/support/requests/?show=closed", customer),
        "customer: conversation": (f"/support/requests/{known['own_ticket']}/", customer),
        "desk: needs reply": ("/desk/", agent),
        "desk: all open": ("/desk/views/open/", agent),
        "desk: solved": ("/desk/views/solved/", agent),
        "desk: conversation": (f"/desk/tickets/{known['agent_ticket']}/", agent),
    }
