"""Logs: one line each on standard error, as text or JSON, without anything that opens a ticket."""

from __future__ import annotations

import logging.config
from typing import Any, Final, TypedDict

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from smartai.lib.masking import masked

_CONTROLS: Final = {ord("\n"): "\\n", ord("\r"): "\\r", ord("\x1b"): "\\e", 0: "\\0"}


class LogSettings(TypedDict):
    level: str
    format: str


def configure(settings: LogSettings) -> None:
    """Django's LOGGING_CONFIG: standard loggers and structlog's write through the same formatter."""
    before: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        structlog.processors.format_exc_info,  # plain tracebacks: without the values of local variables
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *before,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    render: Processor = structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    logging.config.dictConfig(
        _standard(settings["level"], before, render if settings["format"] == "json" else text_line)
    )


def text_line(logger: WrappedLogger, method: str, event: EventDict) -> str:
    """``2026-01-31T10:00:00Z INFO smartai.worker mail.sent mail=12``; a traceback follows."""
    traceback = event.pop("exception", "")
    head = " ".join(str(event.pop(name, "")) for name in ("at", "level", "logger", "event"))
    facts = "".join(f" {name}={value}" for name, value in event.items())
    # Line breaks in what a visitor sent must not forge a line of the log.
    line = (head + facts).translate(_CONTROLS)
    return f"{line}\n{traceback}" if traceback else line


class SafeFormatter(structlog.stdlib.ProcessorFormatter):
    """Masks last, so that nothing an argument or a traceback brings along gets past it."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record)).encode("utf-8", "replace").decode()


def _standard(level: str, before: list[Processor], render: Processor) -> dict[str, Any]:
    extras = structlog.stdlib.ExtraAdder()
    formatter = {
        "()": SafeFormatter,
        "foreign_pre_chain": [*before, extras, _without_requests],
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"level": level},
            "django.db.backends": {"level": "INFO"},
            # Visitors are told about missing pages and refused requests; in the log it would only be noise.
            "django.request": {"level": "ERROR"},
            "django.security": {"level": "CRITICAL"},
            "django.security.csrf": {"level": "WARNING"},
            "_granian": {"level": "ERROR"},
            "PIL": {"level": "INFO"},
            "asyncio": {"level": "WARNING"},
        },
    }


def _without_requests(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Django attaches whole requests; their cookies and forms stay out of the log."""
    for name in ("request", "response", "status_code"):
        event.pop(name, None)
    return event
