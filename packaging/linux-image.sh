#!/usr/bin/env bash
# Makes the Linux app image (a folder with its own Java runtime) below target/image, then starts it
# under Xvfb on the built-in sample and keeps a picture of its window.
# Needs: a JDK 25 (JAVA_HOME, or one below /usr/lib/jvm), Maven, Xvfb. Usage: packaging/linux-image.sh
set -euo pipefail
cd "$(dirname "$0")/.."

is25() { [ -x "$1/bin/jpackage" ] && "$1/bin/java" -version 2>&1 | grep -q 'version "2[5-9]'; }
jdk=
for home in "${JAVA_HOME:-/nowhere}" /usr/lib/jvm/*; do
  if is25 "$home"; then jdk=$home; break; fi
done
[ -n "$jdk" ] || { echo "needs a JDK 25 or newer with jpackage: set JAVA_HOME" >&2; exit 1; }

[ -f target/app/cellar.jar ] || mvn -q -DskipTests package

image=target/image
rm -rf "$image"
mkdir -p "$image/fx" "$image/input"
for jar in target/app/lib/*.jar; do
  case $(basename "$jar") in
    javafx-*-linux*.jar) cp "$jar" "$image/fx/" ;;
    javafx-*) ;;
    *) cp "$jar" "$image/input/" ;;
  esac
done
cp target/app/cellar.jar "$image/input/"

"$jdk/bin/jlink" --module-path "$image/fx" \
  --add-modules java.base,java.desktop,java.logging,java.management,jdk.unsupported,jdk.crypto.ec,jdk.httpserver,jdk.net,jdk.zipfs,javafx.controls,javafx.swing \
  --strip-debug --no-header-files --no-man-pages --compress zip-6 --output "$image/runtime"

"$jdk/bin/jpackage" --type app-image --name cellar --app-version 0.1.0 \
  --runtime-image "$image/runtime" --input "$image/input" --main-jar cellar.jar --main-class io.cellar.Main \
  --java-options --enable-native-access=javafx.graphics,ALL-UNNAMED \
  --dest "$image"
rm -rf "$image/fx" "$image/input" "$image/runtime"
du -sh "$image/cellar"

"$image/cellar/bin/cellar" --version
picture=$image/window.png
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
CELLAR_HOME=$home timeout 120 xvfb-run -a -s "-screen 0 1400x900x24" \
  "$image/cellar/bin/cellar" open --picture "$picture" --size 1280x800
[ -s "$picture" ] || { echo "the image started but made no picture" >&2; exit 1; }
echo "image: $image/cellar, its window: $picture"
