from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import ValidationError

from smartai.config.databases import database
from smartai.config.environment import Environment, problems, variable_of
from smartai.config.secret_key import kept_secret_key


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "99999"),
        ("PORT", "eighty"),
        ("SMARTAI_DATABASE_URL", "mysql://u:geheim@host/db"),
        ("SMARTAI_SMTP_URL", "mail.example.org"),
        ("SMARTAI_BASE_URL", "https://"),
        ("SMARTAI_SECRET_KEY", "geheim"),
        ("SMARTAI_TRUSTED_PROXIES", "10.0.0.0/99"),
        ("SMARTAI_LOG_LEVEL", "LOUD"),
        ("SMARTAI_DEMO", "perhaps"),
        ("SMARTAI_EMBEDDINGS_URL", "ftp://geheim"),
        ("SMARTAI_RECAPTCHA_URL", "http://geheim.example"),
        ("SMARTAI_TURNSTILE_URL", "https://geheim.example/path"),
        ("SMARTAI_HCAPTCHA_URL", "https://geheim.example; script-src *"),
        ("SMARTAI_EMBEDDINGS_KEY", "geheim\nX-Other: 1"),
        ("SMARTAI_EMBEDDINGS_FOLDER", "/nowhere/geheim"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_variable_and_tells_no_secret(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
):
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError) as raised:
        Environment.of(os.environ)
    (line,) = problems(raised.value)
    assert line.startswith(f"{name}: ")
    assert "\n" not in line
    assert "geheim" not in line


def test_a_wrong_value_stops_the_start_with_status_2():
    ended = subprocess.run(
        [sys.executable, "-m", "smartai", "doctor"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "smartai.config.settings", "PORT": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert ended.stderr.startswith("smartai: PORT: ")


def test_production_needs_to_know_its_public_address(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SMARTAI_PRODUCTION", "1")
    with pytest.raises(ValidationError, match="SMARTAI_BASE_URL"):
        Environment.of(os.environ)


def test_an_empty_variable_counts_as_absent(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SMARTAI_WEB_PROCESSES", "")
    assert Environment.of(os.environ).processes == 1


VARIABLES = {variable_of(field) for field in Environment.model_fields}
ROOT = Path(__file__).parents[2]


def test_the_example_holds_every_variable_and_its_default(monkeypatch: pytest.MonkeyPatch):
    lines = (ROOT / "deploy/example.env").read_text().splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert set(example) == VARIABLES
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    default = Environment.of(os.environ)
    for name, value in example.items():
        monkeypatch.setenv(name, value)
    assert Environment.of(os.environ) == default


def test_the_guide_tells_of_every_variable_once_and_of_no_other():
    table = (ROOT / "docs/guide/first-steps.md").read_text()
    assert sorted(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == sorted(VARIABLES)


@pytest.mark.parametrize("file", ["compose.yaml", "Dockerfile", "smartai.service", "smartai-worker.service"])
def test_what_is_deployed_sets_known_variables_only(file: str):
    named = set(re.findall(r"\bSMARTAI_[A-Z_]+", (ROOT / "deploy" / file).read_text()))
    assert named <= VARIABLES


def test_processes_that_start_at_once_agree_on_the_secret_key(tmp_path: Path):
    with ThreadPoolExecutor(16) as threads:
        keys = {*threads.map(kept_secret_key, [tmp_path / "data"] * 64)}
    assert len(keys) == 1
    assert len(keys.pop()) >= 50
    (file,) = (tmp_path / "data").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_address_of_postgresql_is_taken_apart(tmp_path: Path):
    chosen = database("postgresql://ti%40:p%2Fw@db.example:6432/help?sslmode=require", tmp_path)
    assert [chosen[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "ti@",
        "p/w",
        "db.example",
        "6432",
        "help",
    ]
    assert chosen["OPTIONS"]["sslmode"] == "require"
