# What the scripts of this folder have in common; read by them with the project's folder as the working directory.
# shellcheck shell=bash disable=SC2034
fail() {
  echo "$(basename "$0"): $1" >&2
  exit 1
}

out=$PWD/target/installers
image=$out/cellar
tree=$out/work/tree
machine=$(uname -m)
# The version is written in pom.xml alone, and from there in the jar.
version=$(unzip -p target/app/cellar.jar META-INF/MANIFEST.MF | sed -n 's/^Implementation-Version: \([^[:space:]]*\).*/\1/p')
[ -n "$version" ] || fail "target/app/cellar.jar does not tell its version: run mvn -Pinstaller package"
maintainer='The Cellar developers <cellar@localhost>'
# All times in the packages are that of the last change, so that the same sources make the same packages.
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
  SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2> /dev/null || stat -c %Y pom.xml)
fi
export SOURCE_DATE_EPOCH
