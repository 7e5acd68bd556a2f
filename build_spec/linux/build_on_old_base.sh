#!/usr/bin/env bash
# Makes the one-dir build on an older Debian, so that it starts under that one's older glibc.
#   sudo MIRROR=… build_spec/linux/build_on_old_base.sh FOLDER
# FOLDER gets the base system (about 1.5 GB), the wheels, and the result in FOLDER/base/frozen/jyguide.
# Python is Debian 12's source package, with its security fixes, compiled on the base; everything
# else is the wheels of build_spec/pack/requirements.lock, hashes checked, of which none may ask for
# more than glibc 2.28. MIRROR is the address of a Debian mirror, BASE another release; OPTIMISE= compiles faster and runs slower.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mkdir -p "${1:?a folder to work in}" && cd "$1" && pwd)
base=$folder/base
BASE=${BASE:-bullseye}
MIRROR=${MIRROR:?the address of a Debian mirror, as it stands in /etc/apt/sources.list}
OPTIMISE=${OPTIMISE---enable-optimizations}
packages=ca-certificates,build-essential,binutils,xz-utils,libssl-dev,zlib1g-dev,libbz2-dev,liblzma-dev
packages+=,libffi-dev,libsqlite3-dev,uuid-dev,libexpat1-dev,libgl1,libegl1,libxkbcommon0
packages+=,libxkbcommon-x11-0,libxcb-cursor0,libxcb-icccm4,libxcb-image0,libxcb-keysyms1,libxcb-randr0
packages+=,libxcb-render-util0,libxcb-shape0,libxcb-xinerama0,libxcb-xkb1,libdbus-1-3,libfontconfig1
packages+=,libglib2.0-0,libcups2

within() { chroot "$base" env -i PATH=/opt/python/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root "$@"; }

[ -e "$base/etc/debian_version" ] || debootstrap --variant=minbase --include="$packages" "$BASE" "$base" "$MIRROR"
mountpoint -q "$base/proc" || mount -t proc proc "$base/proc"
trap 'umount "$base/proc"' EXIT

if [ ! -x "$base/opt/python/bin/python3.11" ]; then
  echo "deb-src $MIRROR bookworm main" >"$base/etc/apt/sources.list.d/python.list"
  cp /etc/resolv.conf "$base/etc/resolv.conf"
  within sh -euc "
    apt-get update -qq
    cd /usr/src && rm -rf python* && apt-get source -qq --download-only python3.11
    dpkg-source -x python3.11_*.dsc python && cd python
    # a security fix of Debian's takes in a header that asks for this
    sed -i '1i #define Py_BUILD_CORE_MODULE 1' Modules/pyexpat.c
    ./configure --prefix=/opt/python --enable-shared --without-ensurepip --with-system-expat $OPTIMISE \
      LDFLAGS=-Wl,-rpath,/opt/python/lib
    make -j\$(nproc)
    make install
    python3.11 -c 'import bz2, ctypes, lzma, pyexpat, sqlite3, ssl, zlib'"
fi

wheels=$base/wheels
rm -rf "$wheels"
platforms=()
for tag in 2_28 2_27 2_26 2_24 2_17 2_12; do platforms+=(--platform "manylinux_${tag}_x86_64"); done
for tag in 2014 2010 1; do platforms+=(--platform "manylinux${tag}_x86_64"); done
"$root/.package-venv/bin/python" -m pip download --quiet --require-hashes --only-binary=:all: \
  --implementation cp --python-version 3.11 "${platforms[@]}" \
  --dest "$wheels" -r "$root/build_spec/pack/requirements.lock"
"$root/.package-venv/bin/python" -m pip download --quiet --no-deps --dest "$wheels" pip setuptools

rm -rf "$base/src" "$base/package-venv" "$base/frozen"
mkdir "$base/src"
git -C "$root" archive HEAD | tar -x -C "$base/src"
within sh -euc '
  cd /src
  python3.11 -m venv --without-pip /package-venv
  pip="env PYTHONPATH=$(ls /wheels/pip-*.whl) /package-venv/bin/python -m pip"
  $pip install --quiet --no-index --find-links /wheels --require-hashes -r build_spec/pack/requirements.lock
  $pip install --quiet --no-index --find-links /wheels setuptools
  $pip install --quiet --no-index --no-deps --no-build-isolation .
  rm -rf ./*.egg-info build # or they would be found in place of what is installed
  /package-venv/bin/python -m PyInstaller --log-level WARN --distpath /frozen --workpath /work \
    --noconfirm build_spec/jyguide.spec
  /frozen/jyguide/jyguide --smoke'
cd "$root"
"$root/.venv/bin/python" -m build_spec.pack.glibc "$base/frozen/jyguide"
