#!/usr/bin/env bash
# Install Tesseract with its data for Dutch and French; Duiding finds it by itself at the next ingest.
set -euo pipefail

packages=(tesseract-ocr tesseract-ocr-nld tesseract-ocr-fra)

if command -v tesseract >/dev/null && tesseract --list-langs 2>&1 | grep -qx nld; then
    echo "Text recognition is there already: $(tesseract --version 2>&1 | head -n 1), with Dutch."
elif ! command -v apt-get >/dev/null; then
    echo "This is no Debian or Ubuntu. Install Tesseract 5 with its data for Dutch ('nld') and, for bilingual documents," >&2
    echo "French ('fra') in the way of your system; 'tesseract --list-langs' must show nld. Duiding then finds it." >&2
    exit 1
elif [ "$(id -u)" -ne 0 ]; then
    echo "Installing packages needs root. Run: sudo apt-get install --no-install-recommends ${packages[*]}" >&2
    exit 1
else
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}"
    echo "Text recognition is installed. Ingest again: pages without text are now read."
fi
