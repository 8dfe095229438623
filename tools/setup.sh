#!/bin/sh
# Makes .venv with the locked packages, and the system libraries that Qt needs. Does nothing twice.
#   tools/setup.sh run|test|freeze
set -eu
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}
VENV=.venv
LOCK=requirements.lock

say() { printf '%s\n' "$*" >&2; }

is_debian() { [ -e /etc/debian_version ] && command -v apt-get >/dev/null 2>&1; }

# Installs what is missing where that is allowed; otherwise names the one command that does.
need_packages() {
    if ! is_debian; then
        say "System parts are missing; please install what this system calls these Debian packages: $*"
        exit 3
    elif [ "$(id -u)" != 0 ]; then
        say "System packages are missing; please run:" \
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
        exit 3
    fi
    say "installing system packages: $*"
    apt-get -o DPkg::Lock::Timeout=300 update -q >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -q \
        --no-install-recommends --no-upgrade "$@" >/dev/null
}

make_venv() {
    command -v "$PYTHON" >/dev/null 2>&1 || need_packages python3 python3-venv
    "$PYTHON" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || {
        say "Python 3.11, 3.12 or 3.13 is needed; $PYTHON is $("$PYTHON" --version 2>&1)." \
            "Name another with: make PYTHON=python3.12 test"
        exit 3
    }
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || need_packages python3-venv
    # The scripts in .venv carry its path: after a move, or for another Python, it is made anew.
    place="$("$PYTHON" --version) in $(pwd)"
    stamp="$place, $(cat "$LOCK" pyproject.toml | cksum)"
    found=$(cat "$VENV/stamp" 2>/dev/null || true)
    if [ "$found" = "$stamp" ]; then return; fi
    say "setting up $VENV (once; a minute or so)"
    case $found in "$place, "*) ;; *) "$PYTHON" -m venv --clear "$VENV" ;; esac
    "$VENV/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r "$LOCK"
    "$VENV/bin/python" -m pip install -q --disable-pip-version-check --no-index --no-deps --no-build-isolation -e .
    printf '%s\n' "$stamp" >"$VENV/stamp"
}

# Which package holds a library: asked of the loader, so that nothing is fetched when all is there.
package_of() {
    case $1 in
    libEGL.so*) echo libegl1 ;;
    libGL.so* | libOpenGL.so* | libGLX.so*) echo libgl1 ;;
    libdbus-1.so*) echo libdbus-1-3 ;;
    libfontconfig.so*) echo libfontconfig1 ;;
    libfreetype.so*) echo libfreetype6 ;;
    libglib-2.0.so* | libgthread-2.0.so* | libgobject-2.0.so*) echo libglib2.0-0 ;;
    libxkbcommon.so*) echo libxkbcommon0 ;;
    libxkbcommon-x11.so*) echo libxkbcommon-x11-0 ;;
    libX11.so*) echo libx11-6 ;;
    libX11-xcb.so*) echo libx11-xcb1 ;;
    libxcb-*.so*) name=${1%%.so*} && echo "${name}${1##*.so.}" ;;
    libxcb.so*) echo libxcb1 ;;
    *) echo "$1" ;;
    esac
}

qt_libraries() {
    qt=$("$VENV/bin/python" -c 'import PySide6, pathlib; print(pathlib.Path(PySide6.__file__).parent / "Qt")')
    set -- "$qt/plugins/platforms/libqoffscreen.so" "$qt/plugins/iconengines/libqsvgicon.so" \
        "$qt/lib/libQt6Widgets.so.6" "$qt/lib/libQt6PrintSupport.so.6" "$qt/lib/libQt6Test.so.6"
    if needs_screen; then set -- "$@" "$qt/plugins/platforms/libqxcb.so"; fi
    missing=$(ldd "$@" | sed -n 's/^[[:space:]]*\([^ ]*\) => not found$/\1/p' | sort -u)
    [ -z "$missing" ] || for library in $missing; do package_of "$library"; done | sort -u
}

needs_screen() {
    case $want in
    freeze) true ;;
    run) [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] ;;
    *) false ;;
    esac
}

# What PyInstaller asks for: a tool that reads libraries, and Python as a library.
freezing_parts() {
    command -v objdump >/dev/null 2>&1 || echo binutils
    "$VENV/bin/python" - <<'PYTHON_ENDS'
import ctypes, sys
name = "libpython%d.%d" % sys.version_info[:2]
try:
    ctypes.CDLL(name + ".so.1.0")
except OSError:
    print(name)
PYTHON_ENDS
}

want=${1:-test}
make_venv
[ "$(uname -s)" = Linux ] || exit 0
packages=$(qt_libraries)
if [ "$want" = freeze ]; then packages="$packages $(freezing_parts)"; fi
# shellcheck disable=SC2086 - a list of words
case $packages in *[![:space:]]*) need_packages $packages ;; esac
