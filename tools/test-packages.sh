#!/usr/bin/env bash
# See to it that the tests find a Chromium and a PostgreSQL server: Debian's packages, where root allows.
set -u
missing=()
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
[ ${#missing[@]} = 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing ${missing[*]} for the tests ..."
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null && exit 0
fi
echo "Not here, and not root to install it: ${missing[*]}. The tests that need it will be skipped." \
  "Install it yourself (Debian: apt install ${missing[*]}); another Chromium: CHROMIUM=/path/to/chromium make test" >&2
exit 0
