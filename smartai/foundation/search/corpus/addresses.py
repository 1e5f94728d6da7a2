"""E-mail addresses in a corpus: found exactly, whole or by their domain."""

from __future__ import annotations

import re
from hashlib import blake2b
from itertools import islice
from typing import Final

MARK: Final = "at0x"
MOST: Final = 12
_ADDRESS: Final = re.compile(r"(?<![\w@.])(?:[\w.+%-]{1,64})?@?[\w-]{1,63}(?:\.[\w-]{1,63})+(?![\w@])")


def address_terms(address: str) -> tuple[str, str]:
    """Terms by which an address, and every address of its domain, is found exactly."""
    return address_term(address), address_term(f"@{address.rpartition('@')[2]}")


def address_term(address: str) -> str:
    """Of a whole address, or of ``@`` and a domain. No word of a text looks so."""
    whole = address.casefold().encode("utf-8", "replace")
    return MARK + blake2b(whole, digest_size=8).hexdigest()


def addresses_in(text: str) -> tuple[list[str], str]:
    """What looks like an address or a domain, and the text without it."""
    found = [one[0].strip(".") for one in islice(_ADDRESS.finditer(text), MOST)]
    return found, _ADDRESS.sub(" ", text)


def sought_address(written: str) -> str:
    return address_term(written if "@" in written else f"@{written}")
