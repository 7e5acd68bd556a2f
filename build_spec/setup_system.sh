#!/usr/bin/env bash
# Installs what a bare Debian lacks for Qt, Chinese text and the tests, or prints the line to type.
set -u
packages=(python3.11-venv libgl1 libegl1 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0
  libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0
  libxcb-xinerama0 libxcb-xkb1 libdbus-1-3 libfontconfig1 libglib2.0-0 fonts-noto-cjk
  postgresql libreoffice-writer-nogui poppler-utils) # the last three for the tests alone: they
# start a server of their own, and look at Word files as another program prints them

command -v dpkg-query >/dev/null || exit 0 # not Debian: README says what is needed
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ "${#missing[@]}" -eq 0 ] && exit 0

line="apt-get install -y --no-install-recommends ${missing[*]}"
if [ "$(id -u)" -eq 0 ]; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive $line -qq >/dev/null && exit 0
elif sudo -n true 2>/dev/null; then
  sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive $line -qq >/dev/null && exit 0
fi
echo "系统还缺少一些组件，请让管理员运行下面这一行，再重新执行 make："
echo "  sudo $line"
exit 0 # the tests and the program say plainly what is still missing
