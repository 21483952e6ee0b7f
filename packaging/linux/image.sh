#!/usr/bin/env bash
# Makes the app image target/installers/cellar: the program as in target/app, with a Java runtime of its own beside it,
# which knows JavaFX. It can be moved anywhere, by what keeps the times of files (cp -a, tar).
#
#   bin/cellar           commands and the window     bin/cellar-window   what desktops start
#   cellar.jar, lib/     the program, its libraries  runtime/            Java and JavaFX
#   commands.aot, window.aot                         what starts faster, recorded with this runtime
#
# jpackage's launchers are not used: on Linux they ask rpm and dpkg, twice at each start, which package they are of.
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/linux/names.sh

jdk=$(dirname "$(dirname "$(readlink -f "$JAVA")")")
[ -x "$jdk/bin/jlink" ] || fail "needs a JDK 25 or newer with jlink: $jdk has none; set JAVA_HOME to one that has"

# The words of jars: amd64, aarch64 ...
case $machine in x86_64) arch=amd64 ;; *) arch=$machine ;; esac
natives='*.so *.dylib *.jnilib *.dll'

# take JAR ENTRY FILE: the library of this machine, out of a jar.
take() { unzip -p "$1" "$2" > "$3" && [ -s "$3" ] || fail "$(basename "$1") has no library for $arch"; }

mkdir -p "$out/work/fx" "$out/work/so" "$image/lib"
cp target/app/cellar.jar "$image/"
for jar in target/app/lib/*.jar; do
  name=$(basename "$jar")
  case $name in
    javafx-*-linux*.jar)
      cp "$jar" "$out/work/fx/"
      ;;
    javafx-*) ;;
    *) cp "$jar" "$image/lib/" ;;
  esac
done

# Libraries lie in the runtime, where they are found without being unpacked into somebody's home at each start.
for jar in "$out"/work/fx/*.jar; do
  unzip -qo "$jar" '*.so' -d "$out/work/so" 2> /dev/null || continue
  zip -qd "$jar" '*.so'
done
for jar in "$image"/lib/zstd-jni-*.jar; do
  name=libzstd-jni-$(basename "$jar" .jar | sed 's/^zstd-jni-//').so
  take "$jar" "linux/$arch/$name" "$out/work/so/$name"
done
# Of LZ4 only what is written in Java is used.
# shellcheck disable=SC2086
for jar in "$image"/lib/zstd-jni-*.jar "$image"/lib/lz4-java-*.jar; do zip -qd "$jar" $natives; done

# jdk.crypto.ec: TLS; jdk.localedata: numbers and dates as the user writes them; jdk.zipfs: archives as folders;
# jdk.net: who is at the other end of a local socket; java.management: how much memory is in use.
"$jdk/bin/jlink" --module-path "$out/work/fx" \
  --add-modules java.base,java.desktop,java.logging,java.management,java.xml \
  --add-modules jdk.crypto.ec,jdk.httpserver,jdk.localedata,jdk.net,jdk.unsupported,jdk.zipfs \
  --add-modules javafx.controls,javafx.swing \
  --strip-debug --no-header-files --no-man-pages --compress zip-6 --output "$image/runtime"
cp "$out"/work/so/*.so "$image/runtime/lib/"
# Sound, a splash screen, executable jars, printing: nothing of it is used, and the first needs another package.
(cd "$image/runtime/lib" && rm -f libjsound.so libsplashscreen.so jexec jrt-fs.jar classlist psfont*)
find "$image/runtime/bin" -type f ! -name java -delete
find "$image/runtime" -type f \( -name '*.so' -o -name java -o -name jspawnhelper \) -exec strip --strip-unneeded {} +
find "$image" -type f -name '*.so' -exec chmod 644 {} +

# The times go into what is recorded: they must be final before.
find "$image" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
# record NAME OPTIONS PART...
record() {
  # shellcheck disable=SC2086
  CELLAR_HOME=$out/work/home "$image/runtime/bin/java" --enable-native-access=javafx.graphics,ALL-UNNAMED \
    -Djdk.util.jar.version=21 -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dglass.platform=Headless -Dprism.order=sw -Xlog:aot=off -Xlog:cds=off \
    $2 -XX:AOTCacheOutput="$image/$1.aot" -jar "$image/cellar.jar" train "${@:3}" > "$out/work/record-$1.txt" 2>&1 ||
    fail "the run to be recorded failed: $(tail -n 5 "$out/work/record-$1.txt")"
  [ -s "$image/$1.aot" ] || fail "nothing was recorded: $(tail -n 5 "$out/work/record-$1.txt")"
}
record commands '-XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining' upkeep voxels
record window '' window

# From here on it is no Java for others, and its processes are known by the program's name.
mv "$image/runtime/bin/java" "$image/runtime/bin/cellar"
mkdir "$image/bin"
install -m 755 src/main/launchers/cellar "$image/bin/cellar"
ln -s cellar "$image/bin/cellar-window"
cp LICENSE "$image/"
find "$image" ! -type d -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
find "$image" -type d -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
"$image/bin/cellar" --version
