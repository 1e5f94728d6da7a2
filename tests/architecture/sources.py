"""The product's own files, as the architecture's rules read them."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCT = ROOT / "smartai"
_NOT_OURS = {".git", ".venv", "node_modules", "built", "__pycache__", "data", "build", "dist"}


def files(*patterns: str, under: Path = ROOT) -> list[Path]:
    """Own files whose name matches a pattern; nothing installed or built. No folder, no files."""
    return sorted(
        path
        for pattern in patterns
        for path in under.rglob(pattern)
        if path.is_file() and not _NOT_OURS & set(path.relative_to(ROOT).parts)
    )


def python_files() -> list[Path]:
    return files("*.py", under=PRODUCT)


def templates(under: Path = PRODUCT) -> list[Path]:
    return [path for path in files("*.html", "*.txt", under=under) if "templates" in path.parts]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def place(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(module: ast.AST) -> Iterator[tuple[str, int]]:
    """Dotted names that a module imports, at any depth, with their lines."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def lines_matching(pattern: str, text: str) -> Iterator[tuple[int, str]]:
    """Line number and text of every match; a match may span lines."""
    for match in re.finditer(pattern, text, re.IGNORECASE):
        yield text.count("\n", 0, match.start()) + 1, " ".join(match[0].split())


@cache
def _layers() -> list[list[set[str]]]:
    """From the import contracts of pyproject.toml: for each contract its layers, highest first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    return [
        [{f"{container}{name.strip()}" for name in layer.split("|")} for layer in contract["layers"]]
        for contract in contracts
        for container in [f"{c}." for c in contract.get("containers", [])] or [""]
    ]


def may_know(module: str, other: str) -> bool:
    """Whether the import contracts let ``module`` depend on ``other``."""
    for layers in _layers():
        here, there = _level(module, layers), _level(other, layers)
        if here is None or there is None or here == there:
            continue
        return here[0] < there[0]
    return True


def _level(module: str, layers: list[set[str]]) -> tuple[int, str] | None:
    for level, names in enumerate(layers):
        for name in names:
            if f"{module}.".startswith(f"{name}."):
                return level, name
    return None
