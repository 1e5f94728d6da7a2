"""Sentences of synthetic tickets. Deterministic: the same seed gives the same tickets."""

from __future__ import annotations

import random

SUBJECTS = (
    "Export",
    "Invoice",
    "Sign-in",
    "Import",
    "Report",
    "Label",
    "Order",
    "Webhook",
    "Search",
    "Printer",
)
PROBLEMS = (
    "stops after a while", "shows the wrong date", "is empty", "takes very long", "asks for a code again",
    "has the old address", "is missing a column", "came twice", "cannot be opened", "needs another language",
)  # fmt: skip
SENTENCES = (
    "It worked until yesterday.",
    "We tried two computers and a phone.",
    "Our bookkeeping needs it by Friday.",
    "The page says nothing else.",
    "A colleague sees the same.",
    "Please tell us when to expect an answer.",
    "After a restart it works for some minutes.",
    "I add the number of the order here: 48213.",
    "Thank you for the quick help last time.",
    "The list has about two thousand rows.",
)
FIRST = ("Ada", "Ben", "Chen", "Dana", "Emre", "Fay", "Goran", "Hana", "Ivo", "June", "Kofi", "Lena")
LAST = ("Adler", "Boateng", "Cruz", "Dubois", "Eriksen", "Fischer", "Garcia", "Hansen", "Ito", "Jansen")


def title(chance: random.Random) -> str:
    return f"{chance.choice(SUBJECTS)} {chance.choice(PROBLEMS)}"


def letter(chance: random.Random) -> str:
    return " ".join(chance.sample(SENTENCES, k=chance.randint(2, 5)))


def name(chance: random.Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"
