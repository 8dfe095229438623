#!/bin/sh
# A Debian package in dist/ from the one-folder program in dist/zjgdesk (`make deb`).
#   installer/make_deb.sh [gzip|xz|zstd]     xz: smallest, takes minutes
set -eu
cd "$(dirname "$0")/.."
COMPRESSION=${1:-gzip}
VERSION=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' src/zjgdesk/__init__.py)
ARCHITECTURE=$(dpkg --print-architecture)
TREE=build/deb
DEB=dist/zjgdesk_${VERSION}_${ARCHITECTURE}.deb

[ -x dist/zjgdesk/zjgdesk ] || { echo "dist/zjgdesk is missing; run make freeze first" >&2; exit 1; }

rm -rf "$TREE" "$DEB"
mkdir -p "$TREE/DEBIAN" "$TREE/opt" "$TREE/usr/bin" "$TREE/usr/share/applications" \
    "$TREE/usr/share/icons/hicolor/scalable/apps" "$TREE/usr/share/doc/zjgdesk"
cp -a dist/zjgdesk "$TREE/opt/zjgdesk"
(cd "$TREE/opt/zjgdesk" && sha256sum --quiet --strict -c _internal/shipped.sha256)
ln -s /opt/zjgdesk/zjgdesk "$TREE/usr/bin/zjgdesk"
cp installer/zjgdesk.desktop "$TREE/usr/share/applications/"
cp resources/icons/desk.svg "$TREE/usr/share/icons/hicolor/scalable/apps/zjgdesk.svg"
cat NOTICE LICENSE >"$TREE/usr/share/doc/zjgdesk/copyright"

# The oldest C library on which every part of the folder starts.
GLIBC=$(find "$TREE/opt/zjgdesk" -type f \( -name '*.so*' -o -name zjgdesk \) -exec grep -ahoE 'GLIBC_2\.[0-9]+' {} + |
    sort -uV | tail -n 1 | sed 's/GLIBC_//')

cat >"$TREE/DEBIAN/control" <<CONTROL
Package: zjgdesk
Version: $VERSION
Architecture: $ARCHITECTURE
Section: misc
Priority: optional
Installed-Size: $(du -sk "$TREE/opt" | cut -f 1)
Maintainer: the zjgdesk founders <zjgdesk@localhost>
Depends: libc6 (>= $GLIBC), libegl1, libgl1, libdbus-1-3, libfontconfig1, libglib2.0-0 | libglib2.0-0t64, libxkbcommon0, libxkbcommon-x11-0, libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-shape0, libx11-xcb1
Recommends: libcups2 | libcups2t64, libwayland-client0
Description: offline desk of an organisation department
 Candidates, review opinions, committee ballots, public notices and tolerance
 cases, from the departments' spreadsheets to the printed page. Opens no
 network connection. The window is in Simplified Chinese.
CONTROL

chmod -R u=rwX,go=rX "$TREE"
dpkg-deb --root-owner-group "-Z$COMPRESSION" --build "$TREE" "$DEB" >/dev/null
echo "$DEB ($(du -h "$DEB" | cut -f 1), needs glibc $GLIBC)"
