#!/usr/bin/env bash
# Pin every dependency, with the hashes of its files, for each supported Python and system.
set -euo pipefail
cd "$(dirname "$0")/.."

lock() {
    local file=$1
    shift
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-annotate --no-emit-index-url --no-emit-find-links --output-file "$file" "$@" >/dev/null
    echo "locked  $file"
}

# Development pins what production pins, so that installing one after the other changes nothing.
# With UPGRADE=1 every pin moves to the newest version; else only what pyproject.toml asks for moves.
[ -z "${UPGRADE:-}" ] || rm -f requirements*.lock
lock requirements.lock pyproject.toml
lock requirements-build.lock --group build
lock requirements-node.lock --group node
lock requirements-dev.lock pyproject.toml --group dev -c requirements.lock -c requirements-build.lock
