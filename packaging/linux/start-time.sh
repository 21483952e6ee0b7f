#!/usr/bin/env bash
# How long it takes from the start of the program to the first whole picture of its window, under Xvfb: as installed
# (the app image, or the launcher that is named), and as java -jar. Prints seconds, in turns, and both medians.
# Usage: packaging/linux/start-time.sh [TIMES [LAUNCHER]]
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/linux/names.sh

times=${1:-5}
launcher=${2:-$image/bin/cellar-window}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2> /dev/null; rm -rf "$work"' EXIT
Xvfb -displayfd 3 -screen 0 1400x900x24 -nolisten tcp 3> "$work/display" 2> /dev/null &
for _ in $(seq 100); do [ -s "$work/display" ] && break || sleep 0.1; done
export DISPLAY=:$(cat "$work/display") CELLAR_HOME=$work/home
"${launcher%-window}" sample --cache "$work/sample" > "$work/served.txt" 2>&1 &
for _ in $(seq 300); do grep -q '^/' "$work/served.txt" && break || sleep 0.1; done
description=$(grep -m 1 '^/' "$work/served.txt")

# once NAME COMMAND...: notes the seconds from the start to the end.
once() {
  local name=$1 begin end
  shift
  begin=$(date +%s%N)
  "$@" open --picture "$work/picture.png" --size 1280x800 "$description" > "$work/out.txt" 2>&1 ||
    fail "no picture: $(tail -n 3 "$work/out.txt")"
  end=$(date +%s%N)
  awk -v ns=$((end - begin)) 'BEGIN { printf "%.2f\n", ns / 1e9 }' >> "$work/$name"
}
plain=("$JAVA" --enable-native-access=ALL-UNNAMED -jar target/app/cellar.jar)
once warm "${plain[@]}"
for _ in $(seq "$times"); do
  once installed "$launcher"
  once plain "${plain[@]}"
done
for name in installed plain; do
  echo "$name: $(tr '\n' ' ' < "$work/$name") median $(sort -n "$work/$name" | sed -n "$(((times + 1) / 2))p") s"
done
