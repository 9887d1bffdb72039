#!/bin/sh
# What the tests need besides Python: a browser that opens the map, and a Chinese font for it.
set -eu
missing=""
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing="chromium"
if ! { command -v fc-list >/dev/null && fc-list :lang=zh family | grep -q .; }; then missing="$missing fontconfig fonts-noto-cjk"; fi
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    # shellcheck disable=SC2086
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null; } && exit 0
fi
echo "For the tests of the map please run:  sudo apt-get install $missing" >&2
