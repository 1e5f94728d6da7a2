#!/usr/bin/env bash
# Everything a change must pass, quick steps first. Stops at the first that fails and shows what it said.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"

step() {
    local name=$1 began=$SECONDS log
    shift
    log=$(mktemp)
    if "$@" >"$log" 2>&1 </dev/null; then
        printf '%-10s passed in %ss\n' "$name" $((SECONDS - began))
        rm -f "$log"
    else
        cat "$log"
        rm -f "$log"
        printf '%-10s FAILED: %s\n' "$name" "$*"
        exit 1
    fi
}

tests() {
    echo "tests      on $1"
    shift
    env "$@" </dev/null
}

step format ruff format --check .
step lint ruff check .
step types mypy
step layers lint-imports
step templates djlint --lint --quiet smartai
step migrations env SMARTAI_DATA="$(mktemp -d)" python -m django makemigrations --check --dry-run --settings smartai.config.settings
step frontend scripts/frontend.sh run --silent check

pytest=(python -m pytest -q -n auto --dist worksteal)
if scripts/chromium.sh; then
    tests SQLite "${pytest[@]}"
else
    tests "SQLite, without a browser" "${pytest[@]}" -m "not journey"
fi
if postgres=$(python -m tests.services); then
    # The same on every database: what asks none, how processes start and end, and what pages say to whom. Below
    # them all actions, reads and searches are tested here, and the pages of the desk and of help, and hostile input.
    # SMARTAI_TEST_DATABASE_URL=… make test runs all of them.
    known=(tests/config/test_serving.py tests/web/{console,embed,outbox,panel,ui}
        tests/web/test_{access_table,answers,every_choice_is_seen,previews,reach,stored_words}.py)
    tests PostgreSQL SMARTAI_TEST_DATABASE_URL="$postgres" SMARTAI_TEST_ONLY=database "${pytest[@]}" -m "not journey" "${known[@]/#/--ignore=}"
else
    echo "tests      PostgreSQL does not answer on this machine: left out"
fi
