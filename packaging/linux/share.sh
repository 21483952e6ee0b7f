#!/usr/bin/env bash
# Lays out what a Linux desktop wants to know of the program, as below /usr/share: menu entry, file types, actions on
# folders, AppStream data with the releases of CHANGELOG.md, and icons.
# Needs: a JDK 25. Usage: packaging/linux/share.sh DEST_SHARE VERSION
set -euo pipefail
[ $# = 2 ] || { echo "usage: packaging/linux/share.sh DEST_SHARE VERSION" >&2; exit 2; }
mkdir -p "$1"
dest=$(cd "$1" && pwd)
version=$2
cd "$(dirname "$0")/../.."
. packaging/java.sh

releases=$(mktemp)
trap 'rm -f "$releases"' EXIT
"$JAVA" packaging/ReleaseNotes.java "$version" appstream > "$releases"

cp -R packaging/linux/share/. "$dest/"
metainfo=$dest/metainfo/io.cellar.Cellar.metainfo.xml
sed -i -e "/<!-- releases -->/r $releases" -e '/<!-- releases -->/d' "$metainfo"

# icon NAME KIND ICON: assets/NAME-SIZE.png and assets/NAME.svg as ICON of the theme that all others fall back to.
icon() {
  local png size
  for png in assets/"$1"-[0-9]*.png; do
    size=${png##*-}
    size=${size%.png}
    install -Dm644 "$png" "$dest/icons/hicolor/${size}x$size/$2/$3.png"
  done
  install -Dm644 "assets/$1.svg" "$dest/icons/hicolor/scalable/$2/$3.svg"
}
icon icon apps io.cellar.Cellar
icon document mimetypes application-x-cellar-volume+json

find "$dest" -type d -exec chmod 755 {} +
find "$dest" -type f -exec chmod 644 {} +
