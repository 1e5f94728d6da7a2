"""What the database holds when the product starts: this version's form, and the demo in an empty one."""

from __future__ import annotations

from smartai.config.cli.database import told_when_away
from smartai.config.demo import cast, fill_demo
from smartai.config.environment import Environment
from smartai.config.migrating import migrate
from smartai.config.output import say_fact
from smartai.core.people.querysets import has_owner
from smartai.foundation.accounts.models import Person


def bring_up_to_date(chosen: Environment) -> tuple[bool, list[tuple[str, str, str]]]:
    """Whether there is an owner, and whom of the demo one can be.

    Beside the process that is forked: the forms of a database through time and the demo's prose are many
    megabytes, which each of its forks would keep. So this module is imported there and nowhere else.
    """
    with told_when_away():
        if applied := migrate():
            say_fact("Database", f"{applied} migrations applied")
        demo = _demo() if chosen.fills_demo else []
        return has_owner(), demo


def _demo() -> list[tuple[str, str, str]]:
    if fill_demo():
        say_fact("Demo", "filled with an invented company")
    owner, agent, customer = cast.COLLEAGUES[0], cast.COLLEAGUES[1], cast.CUSTOMERS[0]
    if not Person.objects.filter(email=owner.address).exists():
        return []
    shown = (("Owner", owner.address), ("Agent", agent.address), ("Customer", customer.address))
    return [(who, address, cast.PASSWORD) for who, address in shown]
