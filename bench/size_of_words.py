"""Run inside the installation that is measured: prints how many bytes the words of tickets take."""

from __future__ import annotations

import django
from django.db import connection

ON_SQLITE = "SELECT SUM(pgsize) FROM dbstat WHERE name LIKE 'tickets_ticketwords%'"
ON_POSTGRESQL = "SELECT pg_total_relation_size('tickets_ticketwords')"


def main() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL)
        print(cursor.fetchone()[0])


if __name__ == "__main__":
    django.setup()
    main()
