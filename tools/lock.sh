#!/usr/bin/env bash
# Lock the versions of all dependencies, with hashes, for Python 3.11 to 3.13.
set -euo pipefail
python3 -m venv .venv-lock
.venv-lock/bin/python -m pip --disable-pip-version-check --quiet install uv
compile=(.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header)
"${compile[@]}" pyproject.toml -o requirements/run.txt
"${compile[@]}" pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt
printf 'hatchling\neditables\n' | "${compile[@]}" - -c requirements/dev.txt -o requirements/build.txt
rm -rf .venv-lock
