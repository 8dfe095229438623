#!/bin/sh
# Makes .venv with the locked packages, and the system libraries that Qt needs. Does nothing twice.
#   tools/setup.sh run|test
set -eu
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}
VENV=.venv
LOCK=requirements.lock

say() { printf '%s\n' "$*" >&2; }

is_debian() { [ -e /etc/debian_version ] && command -v apt-get >/dev/null 2>&1; }

# Installs what is missing where that is allowed; otherwise names the one command that does.
need_packages() {
    if is_debian && [ "$(id -u)" = 0 ]; then
        say "installing system packages: $*"
        apt-get -o DPkg::Lock::Timeout=300 update -q >/dev/null
        DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -q \
            --no-install-recommends --no-upgrade "$@" >/dev/null
    else
        say "System packages are missing. Please run:"
        say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
        exit 3
    fi
}

make_venv() {
    command -v "$PYTHON" >/dev/null 2>&1 || need_packages python3 python3-venv
    "$PYTHON" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || {
        say "Python 3.11, 3.12 or 3.13 is needed; $PYTHON is $("$PYTHON" --version 2>&1)." \
            "Name another with: make PYTHON=python3.12 test"
        exit 3
    }
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || need_packages python3-venv
    stamp=$(cat "$LOCK" pyproject.toml | cksum)
    if [ -e "$VENV/stamp" ] && [ "$(cat "$VENV/stamp")" = "$stamp" ]; then return; fi
    say "setting up $VENV (once)"
    [ -x "$VENV/bin/python" ] || "$PYTHON" -m venv "$VENV"
    "$VENV/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r "$LOCK"
    "$VENV/bin/python" -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
    printf '%s' "$stamp" >"$VENV/stamp"
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
    libX11.so* | libX11-xcb.so*) echo libx11-xcb1 ;;
    libxcb-*.so*) name=${1%%.so*}; echo "${name}${1##*.so.}" ;;
    libxcb.so*) echo libxcb1 ;;
    *) echo "$1" ;;
    esac
}

qt_libraries() {
    plugins=$("$VENV/bin/python" -c 'import PySide6, pathlib; print(pathlib.Path(PySide6.__file__).parent / "Qt")')
    set -- "$plugins/plugins/platforms/libqoffscreen.so"
    if [ "$want" = run ] && has_display; then set -- "$@" "$plugins/plugins/platforms/libqxcb.so"; fi
    missing=$(ldd "$@" "$plugins/lib/libQt6Widgets.so.6" "$plugins/lib/libQt6PrintSupport.so.6" |
        sed -n 's/^[[:space:]]*\([^ ]*\) => not found$/\1/p' | sort -u)
    [ -z "$missing" ] && return
    packages=$(for library in $missing; do package_of "$library"; done | sort -u)
    # shellcheck disable=SC2086 - a list of words
    need_packages $packages
}

has_display() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }

want=${1:-test}
make_venv
case $(uname -s) in Linux) qt_libraries ;; esac
