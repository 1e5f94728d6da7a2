#!/usr/bin/env bash
# Collect the sentences to translate into smartai/locale, and compile what is translated.
set -euo pipefail
cd "$(dirname "$0")/../smartai"

command -v xgettext >/dev/null || { echo "messages  gettext is needed to collect sentences (Debian: apt-get install gettext)" >&2; exit 1; }
mkdir -p locale
for language in de ar; do
    SMARTAI_DATA=$(mktemp -d) PYTHONPATH=.. DJANGO_SETTINGS_MODULE=smartai.config.settings ../.venv/bin/python -m django makemessages \
        --locale "$language" --no-wrap --no-location --no-obsolete --verbosity 0
    echo "messages  collected into locale/$language"
done
exec ../.venv/bin/python ../scripts/compile_messages.py
