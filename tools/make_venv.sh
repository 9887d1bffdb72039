#!/bin/sh
# Make the virtual environment; on a bare Debian the module for it may have to be installed first.
set -eu
if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "XC-GIS needs Python 3.11 or newer as '$PYTHON'. On Debian 12:  sudo apt-get install python3 python3-venv" >&2
    exit 1
fi
if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
    else
        echo "Python's venv module is missing. Please run:  sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi
"$PYTHON" -m venv "$VENV"
