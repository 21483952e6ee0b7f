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
export DEBFULLNAME=${DEBFULLNAME:-The Cellar developers} DEBEMAIL=${DEBEMAIL:-cellar@users.noreply.invalid}
. packaging/java.sh
export JAVA
# All times in the packages are that of the last change, so that the same sources make the same packages.
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
  SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2> /dev/null || stat -c %Y pom.xml)
fi
export SOURCE_DATE_EPOCH

# foreign FOLDER: the names of the libraries that its programs and libraries need and that are not in it.
foreign() {
  local file
  comm -23 \
    <(find "$1" -type f \( -name '*.so' -o -perm -u+x \) ! -name '*.jar' | while read -r file; do
      objdump -p "$file" 2> /dev/null | awk '/NEEDED/ { print $2 }'
    done | sort -u) \
    <(find "$1" -type f -name '*.so' -printf '%f\n' | sort -u)
}
