#!/usr/bin/env bash
# Make the virtual environment and install what is locked. `install.sh` for running, `install.sh dev` for developing.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/caches.sh

for candidate in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11 python; do
    "$candidate" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && python=$candidate && break
    python=
done
[ -n "$python" ] || { echo "install  Python 3.11 or newer with pip is needed; name it with PYTHON=…" >&2; exit 1; }

# Without ensurepip, which some systems leave out: the machine's pip fills the environment.
[ -x .venv/bin/python ] || { echo "install  .venv with $("$python" --version)"; "$python" -m venv --without-pip .venv; }

pip() {
    "$python" -m pip --python .venv/bin/python --disable-pip-version-check install --quiet --no-input "$@" \
        2> >(grep -v '^WARNING: Location' >&2)
}

# uv is quick, but reads no pip configuration: where that names another index, pip does the work.
locked() {
    .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r "$1" 2>/dev/null \
        || pip --require-hashes -r "$1"
}

echo "install  the locked packages"
pip --require-hashes -r requirements-build.lock
locked requirements.lock
[ "${1:-}" != dev ] || locked requirements-dev.lock
pip --no-deps --no-build-isolation --editable .
