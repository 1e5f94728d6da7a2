"""The environment: every variable the product reads, with its default and its bounds.

A wrong value stops the start with one clear line per variable.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Environment(BaseSettings):
    """Read from ``SMARTAI_*`` variables; names below are without the prefix, in lower case."""

    model_config = SettingsConfigDict(env_prefix="SMARTAI_", extra="ignore")

    data: Path = Field(default=Path("data"), description="Folder for the database, files and the secret key.")
    database_url: str = Field(default="", description="postgresql://… ; empty means SQLite in the data folder.")
    redis_url: str = Field(default="", description="redis://… ; shared limits for several machines.")
    base_url: str = Field(default="", description="Public address, used in every link of an e-mail.")
    allowed_hosts: Annotated[str, NoDecode] = Field(default="", description="More host names, with commas.")
    secret_key: str = Field(default="", description="At least 50 characters; empty means a kept, generated one.")
    production: bool = Field(default=False, description="Secure cookies, no outbox page, no demo.")
    demo: bool = Field(default=True, description="Fill an empty data folder with a demo company.")
    smtp_url: str = Field(default="", description="smtp://user:password@host:587 ; empty means the outbox page.")
    mail_from: str = Field(default="", description="Sender address; empty means support@<host of base_url>.")
    metrics: bool = Field(default=False, description="Answer GET /metrics.")
    web_processes: int = Field(default=0, ge=0, le=64, description="0 means one on SQLite, two on PostgreSQL.")
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=1, le=65535, validation_alias="PORT", description="PORT: the port.")
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The process's environment, read once; ends the process with exit status 2 when a value is wrong."""
    try:
        return Environment()
    except ValidationError as error:
        for problem in error.errors():
            name = "PORT" if problem["loc"] == ("PORT",) else f"SMARTAI_{str(problem['loc'][0]).upper()}"
            sys.stderr.write(f"smartai: {name}: {problem['msg']}\n")
        raise SystemExit(2) from error
