#!/bin/sh
# What the window and the tests need besides Python: a browser that opens the map, a Chinese font, and the libraries
# that Qt and its web engine load from the system.
set -eu
missing=""
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing="chromium"
if ! { command -v fc-list >/dev/null && fc-list :lang=zh family | grep -q .; }; then missing="$missing fontconfig fonts-noto-cjk"; fi
command -v xvfb-run >/dev/null || missing="$missing xvfb xauth"
known=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null || true)
while read -r library package; do
    case "$known" in *"$library"*) ;; *) missing="$missing $package" ;; esac
done <<'LIBRARIES'
libGL.so.1 libgl1
libEGL.so.1 libegl1
libX11-xcb.so.1 libx11-xcb1
libXcomposite.so.1 libxcomposite1
libXdamage.so.1 libxdamage1
libXrandr.so.2 libxrandr2
libXtst.so.6 libxtst6
libasound.so.2 libasound2
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
libnss3.so libnss3
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xinerama.so.0 libxcb-xinerama0
libxcb-xkb.so.1 libxcb-xkb1
LIBRARIES
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    # shellcheck disable=SC2086
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null; } && exit 0
fi
echo "For the window and the tests please run:  sudo apt-get install $missing" >&2
