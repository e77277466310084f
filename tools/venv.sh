#!/usr/bin/env bash
# Make the virtual environment and install the locked versions: tools/venv.sh FOLDER run|dev
set -euo pipefail
folder=$1 what=$2

python=
for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
  if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then python=$name; break; fi
done
if [ -z "$python" ]; then
  echo "Duiding needs Python 3.11, 3.12 or 3.13. Install one (Debian 12: apt install python3), or name it: make run PYTHON=/path/to/python3.12" >&2
  exit 1
fi

if ! "$python" -c 'import ensurepip' 2>/dev/null; then  # Debian keeps it in a package of its own
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "python$version-venv"
  else
    echo "This Python lacks its module for virtual environments. Install it as root (Debian: apt install python3-venv)." >&2
    exit 1
  fi
fi

if [ ! -x "$folder/bin/python" ] || ! "$folder/bin/python" -c '' 2>/dev/null; then
  echo "Making a virtual environment with $("$python" --version) in $folder ..."
  "$python" -m venv --clear "$folder"
fi
echo "Installing the locked packages ($what); the first time takes a minute or two ..."
pip=("$folder/bin/python" -m pip --disable-pip-version-check --quiet install)
"${pip[@]}" --require-hashes -r requirements/build.txt -r "requirements/$what.txt"
"${pip[@]}" --no-deps --no-build-isolation --editable .
