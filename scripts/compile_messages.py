"""Compile the translations, also without gettext: each ``django.po`` becomes the ``.mo`` beside it."""

from __future__ import annotations

import sys
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "smartai" / "locale"


def main() -> int:
    sources = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
    for source in sources:
        polib.pofile(str(source), check_for_duplicates=True).save_as_mofile(str(source.with_suffix(".mo")))
    sys.stdout.write(f"messages  {len(sources)} translations compiled\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
