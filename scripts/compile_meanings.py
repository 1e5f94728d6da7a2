"""Compile the lists of what words mean into the files that are looked up."""

from __future__ import annotations

import sys

from smartai.lib.meanings.thesaurus import compile_lists


def main() -> int:
    sys.stdout.write(f"meanings  {len(compile_lists())} lists compiled\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
