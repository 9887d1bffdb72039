#!/bin/sh
# What PyInstaller needs from a Linux system: objdump, and Python as a shared library.
set -eu
missing=""
command -v objdump >/dev/null || missing="binutils"
version=$("$PY" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
shared=$("$PY" -c 'import sysconfig; print(sysconfig.get_config_var("Py_ENABLE_SHARED") or 0)')
known=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null || true)
if [ "$shared" = 0 ]; then
    case "$known" in *"libpython$version.so"*) ;; *) missing="$missing libpython$version" ;; esac
fi
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
else
    echo "Please run:  sudo apt-get install $missing" >&2
    exit 1
fi
