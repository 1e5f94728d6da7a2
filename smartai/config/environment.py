"""The environment: every variable the product reads, with its default and its bounds.

A wrong value stops the start with one clear line per variable.
"""

from __future__ import annotations

import ipaddress
import os
import re
import sys
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel, Field, ValidationError, field_validator, model_validator


class Environment(BaseModel):
    """Each field is the variable that ``variable_of`` names."""

    data: Path = Field(default=Path("data"), description="Folder for the database, files and the secret key.")
    database_url: str = Field(default="", description="postgresql://… ; empty: SQLite in the data folder.")
    redis_url: str = Field(default="", description="redis://… ; shared limits for several machines.")
    base_url: str = Field(default="", description="Public address, used in every link of an e-mail.")
    allowed_hosts: str = Field(default="", description="More host names, with commas.")
    trusted_proxies: str = Field(
        default="",
        description="Addresses or networks whose X-Forwarded-* are believed, with commas.",
    )
    secret_key: str = Field(
        default="", description="At least 50 characters; empty: made and kept in the data folder."
    )
    production: bool = Field(default=False, description="Needs a base URL; no outbox page, no demo.")
    demo: bool = Field(default=True, description="Fill an empty database with a demo company.")
    smtp_url: str = Field(default="", description="smtp://user:password@host:587 ; empty: the outbox page.")
    mail_from: str = Field(default="", description="Sender address; empty means support@<host of base_url>.")
    embeddings_url: str = Field(
        default="",
        description="An OpenAI-compatible server for vectors, as in http://127.0.0.1:11434/v1 ; empty: none.",
    )
    embeddings_model: str = Field(default="", max_length=100, description="Its model; needed with the URL.")
    embeddings_key: str = Field(default="", description="Its key, when it wants one.")
    embeddings_folder: str = Field(
        default="",
        description="Instead: a folder with a static model. Needs the extra smartai-tickets[model].",
    )
    recaptcha_url: str = Field(
        default="", description="Instead of https://www.google.com, as in https://www.recaptcha.net"
    )
    turnstile_url: str = Field(default="", description="Instead of https://challenges.cloudflare.com")
    hcaptcha_url: str = Field(
        default="", description="Instead of https://js.hcaptcha.com and https://api.hcaptcha.com"
    )
    metrics: bool = Field(default=False, description="Answer GET /metrics.")
    web_processes: int = Field(default=0, ge=0, le=64, description="0: one on SQLite, two on PostgreSQL.")
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port to listen on.")
    log_level: str = Field(
        default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="DEBUG, INFO, WARNING or ERROR."
    )
    log_format: str = Field(default="text", pattern="^(text|json)$", description="text or json.")

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Environment:
        """An empty variable counts as absent. Raises ``ValidationError``, for ``problems``."""
        named = {field: variables.get(variable_of(field), "") for field in cls.model_fields}
        return cls.model_validate({field: value for field, value in named.items() if value})

    @field_validator("database_url", "redis_url", "smtp_url", "base_url", "embeddings_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if value and (not urlsplit(value).scheme or "://" not in value):
            raise ValueError("should be an address such as scheme://host")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_postgresql(cls, value: str) -> str:
        threshold = dict(parse_qsl(urlsplit(value).query)).get("prepare_threshold", "0")
        if not (threshold.isascii() and threshold.isdecimal()):
            raise ValueError("prepare_threshold should be a number; 0 prepares no statements")
        return _with_scheme(value, {"postgresql", "postgres"})

    @field_validator("redis_url")
    @classmethod
    def _is_redis(cls, value: str) -> str:
        return _with_scheme(value, {"redis", "rediss", "unix"})

    @field_validator("smtp_url")
    @classmethod
    def _is_smtp(cls, value: str) -> str:
        return _with_scheme(value, {"smtp", "smtps"})

    @field_validator("base_url", "embeddings_url")
    @classmethod
    def _is_http(cls, value: str) -> str:
        if value and not urlsplit(value).hostname:
            raise ValueError("has no host name")
        return _with_scheme(value, {"http", "https"}).rstrip("/")

    @field_validator("recaptcha_url", "turnstile_url", "hcaptcha_url")
    @classmethod
    def _is_a_safe_origin(cls, value: str) -> str:
        """A source of scripts in the policy of pages: a bare origin, over TLS unless on this machine."""
        parts = urlsplit(value)
        if value and not (parts.hostname and re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+/?", value)):
            raise ValueError("should be an address such as https://host, without a path")
        if parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "::1", "localhost"):
            raise ValueError("should begin with https://")
        return value.rstrip("/")

    @field_validator("embeddings_key")
    @classmethod
    def _fits_a_header(cls, value: str) -> str:
        if not (value.isascii() and value.isprintable()) or " " in value:
            raise ValueError("should be plain letters and digits without blanks")
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        for one in split(value):
            ipaddress.ip_network(one, strict=False)
        return value

    @field_validator("secret_key")
    @classmethod
    def _is_long(cls, value: str) -> str:
        if value and len(value) < 50:
            raise ValueError("needs at least 50 characters")
        return value

    @model_validator(mode="after")
    def _knows_its_public_address(self) -> Environment:
        if self.production and not self.base_url:
            raise ValueError("SMARTAI_BASE_URL: is needed when SMARTAI_PRODUCTION is on")
        return self

    @model_validator(mode="after")
    def _names_its_model(self) -> Environment:
        if self.embeddings_url and not self.embeddings_model:
            raise ValueError("SMARTAI_EMBEDDINGS_MODEL: is needed with SMARTAI_EMBEDDINGS_URL")
        return self

    @model_validator(mode="after")
    def _has_its_model(self) -> Environment:
        if not self.embeddings_folder:
            return self
        if self.embeddings_url:
            raise ValueError(
                "SMARTAI_EMBEDDINGS_FOLDER: is not used with SMARTAI_EMBEDDINGS_URL; set one of them"
            )
        for name in ("model.safetensors", "tokenizer.json"):
            if not (Path(self.embeddings_folder) / name).is_file():
                raise ValueError(f"SMARTAI_EMBEDDINGS_FOLDER: has no {name}")
        if find_spec("tokenizers") is None:
            raise ValueError("SMARTAI_EMBEDDINGS_FOLDER: needs: pip install 'smartai-tickets[model]'")
        return self

    @property
    def public_url(self) -> str:
        """The base of every absolute link, without a final slash."""
        return self.base_url or f"http://127.0.0.1:{self.port}"

    @property
    def fills_demo(self) -> bool:
        return self.demo and not self.production

    @property
    def processes(self) -> int:
        return self.web_processes or (2 if self.database_url else 1)


def variable_of(field: str) -> str:
    """``PORT`` is what hosting platforms set."""
    return "PORT" if field == "port" else f"SMARTAI_{field.upper()}"


def split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


def _with_scheme(value: str, allowed: set[str]) -> str:
    if value and urlsplit(value).scheme not in allowed:
        raise ValueError(f"should begin with {' or '.join(f'{one}://' for one in sorted(allowed))}")
    return value


def problems(error: ValidationError) -> list[str]:
    """One line per wrong variable; the value itself is never repeated, because it may be a secret."""
    lines = []
    for problem in error.errors(include_input=False, include_url=False):
        message = problem["msg"].removeprefix("Value error, ")
        if not problem["loc"]:
            lines.append(message)
            continue
        lines.append(f"{variable_of(str(problem['loc'][0]))}: {message}")
    return lines


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The process's environment, read once; ends the process with exit status 2 when a value is wrong."""
    try:
        return Environment.of(os.environ)
    except ValidationError as error:
        sys.stderr.writelines(f"smartai: {line}\n" for line in problems(error))
        raise SystemExit(2) from error
