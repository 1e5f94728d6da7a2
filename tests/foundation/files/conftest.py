from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def files_folder(tmp_path: Path, settings: Settings) -> Path:
    """Every test has a data folder of its own."""
    settings.DATA = tmp_path
    return tmp_path / "files"
