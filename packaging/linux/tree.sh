#!/usr/bin/env bash
# Lays the app image and what a desktop wants to know of it out as it is installed; the packages are made of this.
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/linux/names.sh

rm -rf "$tree"
share=$tree/usr/share
doc=$share/doc/cellar
mkdir -p "$tree/usr/bin" "$tree/usr/lib" "$doc"
cp -a "$image" "$tree/usr/lib/cellar"
rm "$tree/usr/lib/cellar/LICENSE"
for name in cellar cellar-window; do ln -s "../lib/cellar/bin/$name" "$tree/usr/bin/$name"; done
packaging/linux/share.sh "$share" "$version"
packaging/linux/pages.sh target/app "$share"
packaging/linux/copyright.sh > "$doc/copyright"
"$JAVA" packaging/ReleaseNotes.java "$version" debian | gzip -9n > "$doc/changelog.gz"
chmod -R u=rwX,go=rX "$tree"
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
