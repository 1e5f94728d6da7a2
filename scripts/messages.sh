#!/usr/bin/env bash
# Collect the sentences to translate into smartai/locale, and compile what is translated.
# scripts/messages.sh FILE only collects them, into that file.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"

collect() {
    pybabel --quiet extract --mapping-file pyproject.toml --no-location --no-wrap --output-file "$1" \
        -k gettext_lazy -k gettext_noop -k ngettext_lazy:1,2 -k pgettext_lazy:1c,2 smartai
}

if [ $# -gt 0 ]; then
    collect "$1"
    exit
fi
found=$(mktemp)
trap 'rm -f "$found"' EXIT
collect "$found"
for language in de ar; do
    pybabel --quiet update --input-file "$found" --output-dir smartai/locale --domain django --locale "$language" \
        --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --init-missing
    echo "messages  collected into locale/$language"
done
python scripts/compile_messages.py
