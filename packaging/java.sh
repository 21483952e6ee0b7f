# Sourced by scripts of the build: sets JAVA to a java of version 25 or newer, which is JAVA itself, that of JAVA_HOME,
# that of PATH, or one below /usr/lib/jvm.
is25() {
  [ -n "$1" ] && "$1" -version 2>&1 | grep -qE 'version "(2[5-9]|[3-9][0-9])'
}
for each in "${JAVA:-}" "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java || true)" /usr/lib/jvm/*/bin/java; do
  if is25 "$each"; then
    JAVA=$each
    break
  fi
done
is25 "${JAVA:-}" || {
  echo "$(basename "$0"): no Java 25 or newer found: set JAVA_HOME" >&2
  exit 1
}
