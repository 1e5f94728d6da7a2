# Sourced by what installs packages: where the home folder cannot be written, they are kept in .venv instead.
if [ ! -w "${HOME:-/dev/null}" ] || [ ! -d "${HOME:-/dev/null}" ]; then
    export PIP_CACHE_DIR=${PIP_CACHE_DIR:-$PWD/.venv/cache/pip}
    export UV_CACHE_DIR=${UV_CACHE_DIR:-$PWD/.venv/cache/uv}
    export npm_config_cache=${npm_config_cache:-$PWD/.venv/cache/npm}
fi
