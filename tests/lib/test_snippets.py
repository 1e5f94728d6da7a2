from __future__ import annotations

import time

import pytest

from smartai.lib.snippets import Snippet, embedding_in

LINE = '<script async src="https://help.example/embed.js" data-panel="pk_1"></script>'


def test_the_line_is_found_with_its_address_its_key_and_its_nonce():
    page = f"<!doctype html><body><p>Shop</p>{LINE.replace('async', 'nonce=abc async')}</body>"
    assert embedding_in(page).snippets == [Snippet("https://help.example/embed.js", "pk_1", "abc")]


@pytest.mark.parametrize(
    "written",
    [
        "<SCRIPT ASYNC SRC='https://help.example/embed.js' DATA-PANEL=pk_1>",
        '<script\n  data-panel = "pk_1"\n  src = "https://help.example/embed.js"/>',
        '<script src="https&#58;//help.example/embed.js" data-panel="pk_1" data-panel="pk_2" x=">">',
    ],
)
def test_html_is_read_as_browsers_read_it(written):
    [found] = embedding_in(written).snippets
    assert (found.src, found.panel) == ("https://help.example/embed.js", "pk_1")


@pytest.mark.parametrize(
    "hidden",
    [
        f"<!-- {LINE} -->",
        f"<!-- {LINE}",
        f"<textarea>{LINE}</textarea>",
        f"<script>document.write('{LINE[:-9]}')</script>",
        f"<template>{LINE}</template>",
        f"<pre>{LINE.replace('<', '&lt;')}</pre>",
    ],
)
def test_what_no_browser_runs_is_no_line(hidden):
    assert embedding_in(f"<p>İ</p>{hidden}").snippets == []


def test_an_element_and_the_script_that_it_needs_are_found():
    found = embedding_in(
        '<script src="https://help.example/embed.js?v=2"></script><smartai-tickets panel="pk_1">'
    )
    assert found.snippets == [Snippet("", "pk_1", "", is_element=True)]
    assert found.loads == ["https://help.example/embed.js?v=2"]


def test_policies_of_the_page_itself_are_found():
    page = (
        """<meta http-equiv="Content-Security-Policy" content="script-src 'self'; img-src *"><meta name=x>"""
    )
    assert embedding_in(page).policies == ["script-src 'self'; img-src *"]


@pytest.mark.parametrize(
    "piece",
    ["<", "<!--", "<script ", "<a b='", '<a b="', "<a " + " " * 99, "<script>", "a=", "<a b=c>", "</"],
)
def test_no_page_makes_the_reading_slow(piece):
    began = time.perf_counter()
    embedding_in(piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - began < 8
