from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartai.config.serving import body as body_module
from smartai.config.serving.body import Body, NoRoom, WithoutFiles
from smartai.foundation.files import receiving

TEXT = b'--XX\r\nContent-Disposition: form-data; name="text"\r\n\r\nline\r\n--X is typed\r\n'
FILE = (
    b'--XX\r\nContent-Disposition: form-data; name="files"; filename="a.bin"\r\n\r\n'
    + b"\r\n--x\0" * 40
    + b"\r\n"
)
NO_FILE = b'--XX\r\nContent-Disposition: form-data; name="files"; filename=""\r\n\r\n\r\n'
END = b"--XX--\r\n"


@pytest.mark.parametrize(
    ("form", "kept", "left_out"),
    [
        (TEXT + FILE + TEXT + END, TEXT + TEXT + END, True),
        (FILE + FILE + TEXT + END, TEXT + END, True),
        (NO_FILE + TEXT + END, TEXT + END, False),
        (TEXT + TEXT + END, TEXT + TEXT + END, False),
        (FILE + END, END, True),
    ],
)
@given(cuts=st.lists(st.integers(0, 900), max_size=30))
def test_files_are_left_out_of_a_form_however_it_is_cut(
    form: bytes, kept: bytes, left_out: bool, cuts: list[int]
):
    without, ends = WithoutFiles(b"XX"), [*sorted(cuts), len(form)]
    pieces = [form[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    assert b"".join(without.feed(piece) for piece in pieces) == kept
    assert without.left_out is left_out


def test_a_part_whose_head_never_ends_is_not_kept_for_ever():
    without = WithoutFiles(b"XX")
    without.feed(b"--XX\r\nX: ")
    with pytest.raises(NoRoom):
        for _ in range(20):
            without.feed(b"x" * 1024)


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_what_was_on_the_disk_already_is_read_once_more(fails_at: int, monkeypatch: pytest.MonkeyPatch):
    """The disk is full at the first byte, or after some of the form was written."""
    monkeypatch.setattr(body_module, "IN_MEMORY", len(TEXT))
    monkeypatch.setattr(body_module, "ASK_EVERY", 1)
    monkeypatch.setattr(receiving, "KEPT_FREE", 0)
    with Body(b"XX") as body:
        for number, piece in enumerate([TEXT, FILE, FILE, TEXT, END]):
            if number == fails_at:
                monkeypatch.setattr(receiving, "KEPT_FREE", 2**60)
            body.write(piece)
        assert body.read().read() == TEXT + TEXT + END
        assert body.lost_files
        assert body.size == len(TEXT + TEXT + END)


def test_a_long_body_with_room_on_the_disk_arrives_as_it_was(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(body_module, "IN_MEMORY", 10)
    monkeypatch.setattr(receiving, "KEPT_FREE", 0)
    with Body(b"XX") as body:
        for piece in (TEXT, FILE, END):
            body.write(piece)
        assert body.read().read() == TEXT + FILE + END
        assert not body.lost_files
    assert list(receiving.receiving().iterdir()) == []
