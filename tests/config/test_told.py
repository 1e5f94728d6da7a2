"""What a command says when the database or the disk keeps it from its work."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from smartai.config.cli.database import told_when_away
from smartai.foundation.files.errors import DiskFull


@pytest.mark.parametrize("problem", [DiskFull(), OperationalError("database or disk is full")])
def test_a_full_disk_is_one_clear_line(problem, capsys, settings):
    with pytest.raises(SystemExit) as ended, told_when_away():
        raise problem
    assert ended.value.code == 1
    assert (
        capsys.readouterr().err
        == f"smartai: No room is left for {settings.DATA}: make some, then start again\n"
    )
