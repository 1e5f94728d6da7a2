"""``smartai user``: a way in for whoever runs the machine."""

from __future__ import annotations

import sys

import typer

from smartai.config.cli.database import current_database
from smartai.config.output import fail, say
from smartai.core.people import actions
from smartai.core.people.errors import AddressTaken
from smartai.core.people.querysets import owner_of_address
from smartai.foundation.accounts.actors import System
from smartai.foundation.accounts.errors import PasswordTooWeak
from smartai.lib.addresses import normal_address

COMMAND_LINE = System("command line")


def create_owner(email: str, name: str, password_stdin: bool) -> None:
    address = _address(email)
    with current_database():
        try:
            actions.create_owner(address, name=name, password=_password(password_stdin), by=COMMAND_LINE)
        except AddressTaken:
            fail(f"{address} belongs to a colleague already")
        except PasswordTooWeak as error:
            fail(str(error))
    say(f"{address} is an owner now")


def reset_password(email: str, password_stdin: bool) -> None:
    address = _address(email)
    with current_database():
        person = owner_of_address(address)
        if person is None:
            fail(f"Nobody has proven the address {address}")
        try:
            actions.change_password(person, _password(password_stdin), by=COMMAND_LINE)
        except PasswordTooWeak as error:
            fail(str(error))
    say(f"{address} has a new password and is signed out everywhere")


def end_second_step(email: str) -> None:
    address = _address(email)
    with current_database():
        person = owner_of_address(address)
        if person is None:
            fail(f"Nobody has proven the address {address}")
        if not actions.take_second_step_away(person, by=COMMAND_LINE):
            fail(f"{address} has no second step")
    say(f"{address} signs in without a second step now, and is signed out everywhere")


def _address(email: str) -> str:
    try:
        return normal_address(email)
    except ValueError:
        fail(f"{email!r} is not an e-mail address", status=2)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
