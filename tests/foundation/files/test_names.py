from __future__ import annotations

import pytest

from smartai.foundation.files.names import clean_name, extension


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("orders.csv", "orders.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\alice\\bill.pdf", "bill.pdf"),
        ("folder/", "folder"),
        (".htaccess", "htaccess"),
        ("\u200b.htaccess", "htaccess"),
        ("..", "file"),
        ("", "file"),
        ("\u200b\u202e", "file"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\x00b\r\nc.txt", "ab c.txt"),
        ("half\ud800.txt", "half\ufffd.txt"),
        ("e\u0301.txt", "\u00e9.txt"),
        ("e\u200b\u0301.txt", "\u00e9.txt"),
        ("  a \u2028 b\t.txt ", "a b .txt"),
        ("report.exe. . .", "report.exe"),
        ("\u0641\u0627\u062a\u0648\u0631\u0629.pdf", "\u0641\u0627\u062a\u0648\u0631\u0629.pdf"),
        ('<img src=x onerror="a">.png', '<img src=x onerror="a">.png'),
    ],
)
def test_a_hostile_name_becomes_a_harmless_one(sent: str, kept: str) -> None:
    assert clean_name(sent) == kept


@pytest.mark.parametrize("sent", ["a" * 5000 + ".pdf", "\u0958" * 400 + ".pdf"])
def test_a_long_name_is_cut_but_keeps_its_extension(sent: str) -> None:
    name = clean_name(sent)
    assert len(name) <= 200
    assert name.endswith(".pdf")


def test_what_is_too_long_to_be_an_extension_is_none() -> None:
    assert extension("a." + "b" * 300) == ""
    assert extension("archive.tar.GZ") == ".gz"
    assert extension(".profile") == ""
