"""Each program that owners copy makes a token that we take: run where its language is on the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from smartai.lib.site_keys import Algorithm
from smartai.lib.site_tokens import TOLERANCE, VerifyingKey, examine
from smartai.web.console.examples import Example, identity_examples
from tests.signing import PANEL, SECRET

KID = "k_0123456789abcdef"
EXAMPLES = {example.language: example for example in identity_examples(PANEL, KID)}
RUNTIMES = {
    "Python": (sys.executable,),
    "PHP": ("php",),
    "Node.js": ("node",),
    "Ruby": ("ruby",),
    "Go": ("go", "run"),
    "Java": ("java", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"),
}
PROJECT = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType>
<TargetFramework>net{major}.0</TargetFramework><Nullable>enable</Nullable><UseAppHost>false</UseAppHost>
<NuGetAudit>false</NuGetAudit><UseSharedCompilation>false</UseSharedCompilation></PropertyGroup></Project>"""
"""What the SDK builds by itself: it fetches no package, asks about none, and leaves no process behind."""
QUIET = {"DOTNET_NOLOGO": "1", "DOTNET_CLI_TELEMETRY_OPTOUT": "1"}


def command(example: Example, folder: Path) -> list[str]:
    """How the program is started; skips where its language is not there."""
    if example.language == "C#":
        dotnet = there("dotnet", example)
        return [dotnet, str(built(dotnet, folder))]
    program, *more = RUNTIMES[example.language]
    return [there(program, example), *more, str(folder / example.name)]


def built(dotnet: str, folder: Path) -> Path:
    """By itself and not by ``dotnet run``, which says what it builds where the token is to stand."""

    def run(*asked: str) -> str:
        done = subprocess.run(
            [dotnet, *asked], capture_output=True, text=True, env={**os.environ, **QUIET}, cwd=folder,
            timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    (folder / "token.csproj").write_text(PROJECT.format(major=run("--version").split(".")[0]))
    run("build", "token.csproj", "--output", "out", "-nodeReuse:false")
    return folder / "out/token.dll"


def there(program: str, example: Example) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{example.language}: no {program} on this machine")
    return found


@pytest.mark.timeout(170)
@pytest.mark.parametrize("language", EXAMPLES)
def test_the_example_makes_a_token_that_we_take(language, tmp_path):
    example = EXAMPLES[language]
    (tmp_path / example.name).write_text(example.code, encoding="utf-8")
    run = command(example, tmp_path)
    environment = {**os.environ, "SMARTAI_IDENTITY_SECRET": SECRET, "GOCACHE": str(tmp_path / "cache")}
    done = subprocess.run(run, capture_output=True, text=True, env=environment, cwd=tmp_path, timeout=160)
    assert done.returncode == 0, done.stderr
    token = done.stdout.strip()
    now = (tmp_path / example.name).stat().st_mtime
    keys = [VerifyingKey(KID, Algorithm.HS256, SECRET)]
    found = examine(token, keys, audience=PANEL, now=now)
    assert found.told, [line for line in found.lines if line.refuses]
    assert not [line for line in found.lines if line.remarks]
    assert (found.told.subject, found.told.name) == ("user-1842", "Jonas Lindqvist")
    assert (found.told.organisation, found.told.attributes) == ("Lindqvist & Söner", {"plan": "business"})
    assert found.told.email_verified
    assert found.told.expires_at - now < 600 + TOLERANCE


def test_no_example_holds_a_secret_or_a_place_that_is_left_to_fill_in():
    assert len(EXAMPLES) == 7
    for example in EXAMPLES.values():
        assert PANEL in example.code
        assert KID in example.code
        assert "SMARTAI_IDENTITY_SECRET" in example.code
        assert not {"pk_PANEL", "k_KEY"} & set(example.code.replace('"', " ").replace("'", " ").split())
