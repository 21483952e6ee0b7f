#!/usr/bin/env bash
# Makes the app image, the .deb and the .rpm below target/installers, out of target/app, which the Maven build made.
# Of a package whose tool (dpkg-deb, rpmbuild) is missing it is said that it was left out.
# Needs: a JDK 25 (JAVA_HOME, or one below /usr/lib/jvm), zip, unzip. Usage: packaging/linux/build.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
here=packaging/linux
. "$here/names.sh"

for tool in zip unzip objdump strip gzip; do
  command -v "$tool" > /dev/null || fail "needs $tool: install it (apt install zip unzip binutils gzip)"
done
[ -f target/app/cellar.jar ] || fail "target/app/cellar.jar is missing: run mvn -Pinstaller package"

rm -rf "$out"
mkdir -p "$out"
"$here/image.sh"
tar -C "$out" --owner=0 --group=0 --sort=name -czf "$out/cellar-$version-linux-$machine.tar.gz" cellar
"$here/tree.sh"
if command -v dpkg-deb > /dev/null; then "$here/deb.sh"; else echo "no .deb: dpkg-deb is missing" >&2; fi
if command -v rpmbuild > /dev/null; then "$here/rpm.sh"; else echo "no .rpm: rpmbuild is missing" >&2; fi
rm -rf "$out/work"
du -sh "$out"/*
