#!/usr/bin/env bash
# See to a Chromium for the tests in a browser; one line and status 1 when there can be none.
set -euo pipefail

for name in chromium-headless-shell chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && exit 0
done

root=()
[ "$(id -u)" = 0 ] || root=(sudo -n)
if command -v apt-get >/dev/null && "${root[@]}" true 2>/dev/null; then
    echo "chromium  installing Debian's"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    install=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends)
    if "${root[@]}" apt-get update >"$log" 2>&1 </dev/null; then
        for package in chromium-headless-shell chromium; do # the second where the first is not packed
            if "${install[@]}" "$package" >>"$log" 2>&1 </dev/null; then
                rm -f "$log"
                exit 0
            fi
        done
    fi
    tail -n 5 "$log" >&2
fi
echo "chromium  missing: install it to run the tests marked 'journey'; they are left out" >&2
exit 1
