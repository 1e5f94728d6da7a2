from __future__ import annotations

import errno
import hashlib
import os
import shutil
import signal
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import connection, transaction
from django.utils import timezone

from smartai.foundation.files.errors import DiskFull, FileEmpty, FileGone, FileTooLarge, UploadNotFound
from smartai.foundation.files.models import StoredFile, StoredState
from smartai.foundation.files.receiving import KEPT_FREE
from smartai.foundation.files.store import discard, open_file, receive
from smartai.foundation.files.sweep import UploadSweep, sweep_uploads
from smartai.foundation.files.uploads import browser_owner, find_uploads, keep, person_owner

pytestmark = pytest.mark.django_db

ALICE, CAROL = person_owner(1), browser_owner("carols-secret")


def upload(content: bytes = b"hello", owner: str = ALICE) -> StoredFile:
    return receive([content[:2], content[2:]], "../hello.txt", 100, owner)


def on_disk(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def a_day_later() -> None:
    StoredFile.objects.update(created_at=timezone.now() - timedelta(hours=25))


def test_an_upload_lies_under_a_random_key_that_only_the_product_may_read(files_folder: Path) -> None:
    stored = upload()
    with open_file(stored) as file:
        assert file.read() == b"hello"
    place = files_folder / stored.key[:2] / stored.key[2:4] / stored.key
    assert on_disk(files_folder) == [stored.key]
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    row = StoredFile.objects.get()
    assert (row.name, row.size, row.state) == ("hello.txt", 5, "uploaded")
    assert row.sha256 == hashlib.sha256(b"hello").hexdigest()
    assert len(row.key) == 22
    assert "carols-secret" not in upload(owner=CAROL).owner_token_hash


def endless() -> Iterator[bytes]:
    while True:
        yield b"x" * 30


@pytest.mark.parametrize(("chunks", "problem"), [(endless(), FileTooLarge), (iter([b""]), FileEmpty)])
def test_a_refused_upload_leaves_nothing(
    files_folder: Path, chunks: Iterator[bytes], problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        receive(chunks, "a", 100, ALICE)
    assert on_disk(files_folder) == []
    assert not StoredFile.objects.exists()


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_uploads_leave_room_on_the_disk_for_everything_else(
    files_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**9, 0, KEPT_FREE + 1000))
    with pytest.raises(DiskFull):
        upload()
    assert on_disk(files_folder) == []


def test_a_disk_that_fills_up_while_writing_is_told_as_such(
    files_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        upload()
    assert on_disk(files_folder) == []
    assert not StoredFile.objects.exists()


def test_only_its_owner_finds_an_upload_and_only_until_it_is_used() -> None:
    first, second = upload(b"one"), upload(b"two")
    assert find_uploads([second.key, first.key, second.key], ALICE) == [second, first]
    for keys, owner in [
        ([first.key], CAROL),
        ([first.key], browser_owner("person:1")),
        ([first.key, "no-such-key"], ALICE),
        (["\x00\ud800"], ALICE),
    ]:
        with pytest.raises(UploadNotFound):
            find_uploads(keys, owner)
    with transaction.atomic():
        keep([first])
    with pytest.raises(UploadNotFound):
        find_uploads([first.key], ALICE)
    with pytest.raises(UploadNotFound), transaction.atomic():
        keep([first, second])
    assert StoredFile.objects.get(pk=second.pk).state == StoredState.UPLOADED


def test_the_sweep_takes_what_nobody_used_for_a_day_and_nothing_else(files_folder: Path) -> None:
    used, forgotten = upload(), upload()
    with transaction.atomic():
        keep([used])
    a_day_later()
    young = upload()
    assert sweep_uploads() == 1
    assert on_disk(files_folder) == sorted([used.key, young.key])
    assert not StoredFile.objects.filter(pk=forgotten.pk).exists()
    with pytest.raises(UploadNotFound):
        keep([forgotten])


def test_half_written_files_of_a_day_ago_are_swept_even_without_a_row(files_folder: Path) -> None:
    upload()
    old, young = files_folder / "incoming" / "old.preview", files_folder / "incoming" / "young"
    old.touch()
    young.touch()
    os.utime(old, (0, 0))
    sweep_uploads()
    assert (old.exists(), young.exists()) == (False, True)


def test_the_sweep_looks_once_an_hour() -> None:
    sweep = UploadSweep()
    upload()
    assert sweep.drain() == 0
    a_day_later()
    assert sweep.drain() == 0
    assert UploadSweep().drain() == 1


@pytest.mark.django_db(transaction=True)
def test_discarding_waits_for_the_commit(files_folder: Path) -> None:
    stored = upload()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        discard(stored)
        1 / 0  # noqa: B018
    assert on_disk(files_folder) == [stored.key]
    with transaction.atomic():
        discard(stored)
    assert on_disk(files_folder) == []
    with pytest.raises(FileGone):
        open_file(stored)
    assert sweep_uploads() == 1


@pytest.mark.django_db(transaction=True)
def test_receiving_refuses_a_transaction_whose_rollback_would_orphan_the_bytes() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        upload()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["arriving", "renamed"])
def test_what_a_kill_leaves_behind_is_swept(
    files_folder: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if step == "renamed":  # the file is flushed before, its folder after it has its name
        monkeypatch.setattr(os, "fsync", lambda descriptor: kill_me() if is_folder(descriptor) else None)
    connection.close()
    child = os.fork()
    if child == 0:
        receive(killed_midway() if step == "arriving" else [b"half"], "a", 100, ALICE)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    row = StoredFile.objects.get()
    assert row.state == StoredState.UPLOADING
    assert on_disk(files_folder) == [row.key]
    a_day_later()
    assert sweep_uploads() == 1
    assert on_disk(files_folder) == []
    assert not StoredFile.objects.exists()


def killed_midway() -> Iterator[bytes]:
    yield b"half"
    kill_me()


def is_folder(descriptor: int) -> bool:
    return stat.S_ISDIR(os.fstat(descriptor).st_mode)


def kill_me() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
