#!/usr/bin/env bash
# Draws the icons of all sizes from assets/*.svg: PNG, Windows' .ico, macOS's .icns, and those that the window shows of
# itself. The results are kept in the repository, so that no build needs the tools.
# Needs: rsvg-convert (librsvg2-bin), icotool (icoutils), png2icns (icnsutils). Usage: packaging/icons.sh
set -euo pipefail
cd "$(dirname "$0")/.."
for tool in rsvg-convert icotool png2icns; do
  command -v "$tool" > /dev/null || {
    echo "icons.sh: needs $tool (apt install librsvg2-bin icoutils icnsutils)" >&2
    exit 1
  }
done

# draw NAME SIZE OUT: up to 32 pixels from the drawing that is made for them.
draw() {
  local source=assets/$1.svg
  [ "$2" -gt 32 ] || source=assets/$1-small.svg
  rsvg-convert --width "$2" --height "$2" --output "$3" "$source"
}

# all NAME SIZE...: assets/NAME-SIZE.png.
all() {
  local name=$1 size
  shift
  for size in "$@"; do draw "$name" "$size" "assets/$name-$size.png"; done
}

# files NAME SIZE...: the pictures of these sizes.
files() {
  local name=$1 size
  shift
  for size in "$@"; do printf 'assets/%s-%s.png\n' "$name" "$size"; done
}

all icon 16 24 32 48 64 128 256 512
all document 16 32 48 64 128 256

# The largest in an .ico is kept as PNG, which Windows reads since Vista.
mapfile -t small < <(files icon 16 24 32 48 64 128)
icotool --create --output=assets/cellar.ico "${small[@]}" --raw=assets/icon-256.png
mapfile -t small < <(files document 16 32 48 64 128)
icotool --create --output=assets/document.ico "${small[@]}" --raw=assets/document-256.png

# An .icns has places for these sizes and no others.
mapfile -t places < <(files icon 16 32 48 128 256 512)
png2icns assets/cellar.icns "${places[@]}" > /dev/null
mapfile -t places < <(files document 16 32 48 128 256)
png2icns assets/document.icns "${places[@]}" > /dev/null

window=src/main/resources/io/cellar/ui
mkdir -p "$window"
for size in 16 32 48 64 128; do cp "assets/icon-$size.png" "$window/icon-$size.png"; done
