#!/usr/bin/env bash
# Makes target/installers/Cellar-VERSION-macos-ARCH.dmg, out of target/app, which the Maven build made on this Mac.
# Needs: a JDK 25 (JAVA_HOME, or the one that java_home finds), Xcode's command line tools.
# Usage: mvn -Pinstaller package, or packaging/macos/build.sh after mvn package
#
#   Cellar.app/Contents/MacOS/Cellar       the window: what Finder starts
#   Cellar.app/Contents/MacOS/cellar-cli   commands
#
# The package is signed ad hoc: it starts on every Mac, after a question. See docs/installing.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

fail() {
  echo "packaging/macos/build.sh: $1" >&2
  exit 1
}

[ "$(uname -s)" = Darwin ] || fail "makes packages for macOS, on macOS only"
[ -f target/app/cellar.jar ] || fail "target/app/cellar.jar is missing: run mvn -Pinstaller package"
jdk=${JAVA_HOME:-$(/usr/libexec/java_home -v 25+ 2> /dev/null || true)}
[ -x "$jdk/bin/jpackage" ] || fail "needs a JDK 25 or newer with jpackage: install one or set JAVA_HOME"

case $(uname -m) in
  arm64) arch=aarch64 ;;
  *) arch=x86_64 ;;
esac
# The version is written in pom.xml alone, and from there in the jar.
version=$(unzip -p target/app/cellar.jar META-INF/MANIFEST.MF | sed -n 's/^Implementation-Version: \([^[:space:]]*\).*/\1/p')
[ -n "$version" ] || fail "target/app/cellar.jar does not tell its version"

out=$PWD/target/installers
work=$out/macos
rm -rf "$work"
mkdir -p "$work/fx" "$work/input/lib" "$work/stage"

cp target/app/cellar.jar LICENSE "$work/input/"
cp assets/document.icns "$work/"
for jar in target/app/lib/*.jar; do
  case $(basename "$jar") in
    javafx-*-mac*.jar) cp "$jar" "$work/fx/" ;;
    javafx-*) ;;
    *) cp "$jar" "$work/input/lib/" ;;
  esac
done
"$jdk/bin/java" packaging/NativeLibraries.java "$work/native" . "$work"/fx/*.jar
"$jdk/bin/java" packaging/NativeLibraries.java "$work/native" "darwin/$arch" "$work"/input/lib/zstd-jni-*.jar
# Of LZ4 only what is written in Java is used.
"$jdk/bin/java" packaging/NativeLibraries.java "$work/unused" . "$work"/input/lib/lz4-java-*.jar

# The same modules as packaging/linux/image.sh, which says what they are for.
"$jdk/bin/jlink" --module-path "$work/fx" \
  --add-modules java.base,java.desktop,java.logging,java.management,java.xml \
  --add-modules jdk.crypto.ec,jdk.httpserver,jdk.localedata,jdk.net,jdk.unsupported,jdk.zipfs \
  --add-modules javafx.controls,javafx.swing \
  --strip-debug --no-header-files --no-man-pages --compress zip-6 --output "$work/runtime"
cp "$work"/native/*.dylib "$work/runtime/lib/"

# What both launchers give to Java. jpackage puts the folders into $APPDIR and $BINDIR when they start.
# shellcheck disable=SC2016
options='--enable-native-access=javafx.graphics,ALL-UNNAMED -Djdk.util.jar.version=21 -Xlog:aot=off -Xlog:cds=off -Dcellar.launcher=$BINDIR/cellar-cli'
noprofiles='-XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining'
# shellcheck disable=SC2016
echo "java-options=$options $noprofiles "'-XX:AOTCache=$APPDIR/commands.aot' > "$work/cellar-cli.properties"

# jpackage refuses versions that begin with 0: the right one is written into Info.plist below.
# shellcheck disable=SC2016
"$jdk/bin/jpackage" --type app-image --name Cellar --app-version 1.0.0 --dest "$work/stage" \
  --vendor Cellar --copyright 'BSD 2-Clause licence' --icon assets/cellar.icns \
  --mac-package-identifier io.cellar.Cellar --mac-package-name Cellar \
  --runtime-image "$work/runtime" --input "$work/input" --main-jar cellar.jar --main-class io.cellar.Main \
  --java-options "$options" --java-options '-XX:AOTCache=$APPDIR/window.aot -Dcellar.desktop=true' \
  --add-launcher "cellar-cli=$work/cellar-cli.properties"
contents=$work/stage/Cellar.app/Contents
app=$contents/app

# Runs are recorded with the runtime and the class path of the image; what is recorded holds for these alone.
classpath=$(sed -n "s|^app.classpath=\$APPDIR|$app|p" "$app/Cellar.cfg" | paste -s -d : -)
# record NAME OPTIONS PART...
record() {
  name=$1
  profiles=$2
  shift 2
  # shellcheck disable=SC2086
  CELLAR_HOME=$work/home "$contents/runtime/Contents/Home/bin/java" \
    --enable-native-access=javafx.graphics,ALL-UNNAMED -Djdk.util.jar.version=21 \
    -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dglass.platform=Headless -Dprism.order=sw -Xlog:aot=off -Xlog:cds=off \
    $profiles -XX:AOTCacheOutput="$app/$name.aot" -cp "$classpath" io.cellar.Main train "$@" > "$work/record-$name.txt" 2>&1 ||
    fail "the run to be recorded failed: $(tail -n 5 "$work/record-$name.txt")"
  [ -s "$app/$name.aot" ] || fail "nothing was recorded: $(tail -n 5 "$work/record-$name.txt")"
}
record commands '-XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining' upkeep voxels
record window '' window
rm -rf "$contents/runtime/Contents/Home/bin"

# Links, file types and the version; then everything is sealed anew.
cp "$work/document.icns" "$contents/Resources/"
plist=$contents/Info.plist
/usr/libexec/PlistBuddy -c "Merge packaging/macos/types.plist" "$plist"
/usr/libexec/PlistBuddy -c "Set :CFBundleShortVersionString $version" -c "Set :CFBundleVersion $version" "$plist"
plutil -lint "$plist"
codesign --force --deep --sign - "$work/stage/Cellar.app"
codesign --verify --deep --strict "$work/stage/Cellar.app"

# Not by jpackage, which would change the times of the jars, and with them what was recorded would be void.
ln -s /Applications "$work/stage/Applications"
dmg=$out/Cellar-$version-macos-$arch.dmg
hdiutil create -ov -quiet -volname Cellar -srcfolder "$work/stage" -format UDZO "$dmg"
rm -rf "$work"
du -sh "$dmg"
