#!/usr/bin/env bash
# Installs the .deb in a new Debian, of which nothing else is known, and uses it there as an ordinary user does, on
# servers of this machine alone; then the app image, moved to another folder. Prints a line for each check, leaves a
# picture of the window as target/installers/window.png, and ends with 1 when a check failed.
# The new Debian is kept as a tar file in target/debian; SUITE names another than bookworm.
# Needs: root, a network that leads to Debian's packages, and the tools below.
# Usage: packaging/linux/check-deb.sh [FILE.deb]
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/linux/names.sh

deb=$(realpath "${1:-$(ls "$out"/cellar_*.deb)}")
suite=${SUITE:-bookworm}
kept=$PWD/target/debian
if [ "${IN_NAMESPACE:-}" != yes ]; then
  [ "$(id -u)" = 0 ] || fail "needs root, since it makes a Debian of its own: run it with sudo"
  for tool in debootstrap unshare chroot Xvfb xdotool xprop import dpkg-deb; do
    command -v "$tool" > /dev/null ||
      fail "needs $tool: apt install debootstrap util-linux xvfb xdotool x11-utils imagemagick dpkg"
  done
  # All that is mounted and started here ends with this namespace.
  IN_NAMESPACE=yes exec unshare --mount --pid --fork --kill-child --mount-proc "$0" "$deb"
fi

failed=0
# check WHAT COMMAND...: one line of the result.
check() {
  local what=$1
  shift
  if "$@" > "$work/last.txt" 2>&1; then
    echo "ok    $what"
  else
    echo "FAILS $what"
    tail -n 12 "$work/last.txt" | sed 's/^/        /'
    failed=1
  fi
}
# within SECONDS COMMAND...: waits until the command is true.
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
}
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C DEBIAN_FRONTEND=noninteractive "$@"; }
# as_user COMMAND...: with nothing in the environment but what a session has.
as_user() {
  chroot "$root" runuser -u ada -- env -i -C /home/ada HOME=/home/ada USER=ada PATH=/usr/bin:/bin LANG=C.UTF-8 \
    DISPLAY="${DISPLAY:-}" "$@"
}

work=$(mktemp -d)
root=$work/root
mkdir -p "$root" "$kept/apt"
mount -t tmpfs -o size=6g,mode=755 none "$root"
if [ ! -f "$kept/$suite.tar" ]; then
  debootstrap --variant=minbase --make-tarball="$kept/part.tar" "$suite" "$work/packages" > "$work/debootstrap.txt" 2>&1 ||
    fail "no Debian could be fetched: $(tail -n 3 "$work/debootstrap.txt")"
  mv "$kept/part.tar" "$kept/$suite.tar"
fi
debootstrap --variant=minbase --unpack-tarball="$kept/$suite.tar" "$suite" "$root" > "$work/debootstrap.txt" 2>&1 ||
  fail "Debian does not unpack: $(tail -n 3 "$work/debootstrap.txt")"
mount -t proc proc "$root/proc"
# Devices of its own: what is deleted below the root must never be this machine's.
for device in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0; do
  IFS=: read -r name major minor <<< "$device"
  [ -c "$root/dev/$name" ] || mknod -m 666 "$root/dev/$name" c "$major" "$minor"
done
[ -e "$root/dev/fd" ] || ln -s /proc/self/fd "$root/dev/fd"
mkdir -p "$root/dev/shm"
mount -t tmpfs -o mode=1777 none "$root/dev/shm"
mkdir -p /tmp/.X11-unix "$root/tmp/.X11-unix" "$root/var/cache/apt/archives"
mount -t tmpfs -o mode=1777 none /tmp/.X11-unix
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
mount --bind "$kept/apt" "$root/var/cache/apt/archives"
cp /etc/resolv.conf "$root/etc/"
cp "$deb" "$root/root/cellar.deb"
inside useradd -m -s /bin/bash ada

files() { (cd "$root" && find usr etc opt srv var/lib -xdev ! -path 'var/lib/apt/*' ! -path 'var/lib/dpkg/*' | sort); }
# Debian's own part first: what the package depends on, and what a desktop has to start programs by their entries.
dependencies() {
  inside apt-get update &&
    inside apt-get satisfy -y --no-install-recommends "$(dpkg-deb -f "$deb" Depends)" &&
    inside apt-get install -y --no-install-recommends desktop-file-utils shared-mime-info libgtk-3-bin libglib2.0-bin
}
check "what the package depends on is there in Debian $suite" dependencies
files > "$work/before"
adds_itself_alone() {
  inside apt-get install -y --no-install-recommends /root/cellar.deb &&
    [ -z "$(files | comm -13 "$work/before" - | grep -vE 'cellar|^usr/share/(nemo|kio|metainfo|bash-completion|icons|man|lintian)')" ]
}
check "apt installs it, and nothing besides" adds_itself_alone
inside dpkg -L cellar | sort > "$work/of-the-package"

version_is() { as_user "$@" | grep -x "cellar $version"; }
check "cellar --version tells $version" version_is /usr/bin/cellar --version
check "the desktop entry is valid" inside desktop-file-validate /usr/share/applications/io.cellar.Cellar.desktop
handles() { as_user gio mime "$1" | grep io.cellar.Cellar.desktop; }
check "it opens its own descriptions" handles application/x-cellar-volume+json

# A display of its own, by no number that another one may have.
Xvfb -displayfd 3 -screen 0 1400x900x24 -ac -nolisten tcp -nolisten local 3> "$work/display" > "$work/xvfb.txt" 2>&1 &
within 20 test -s "$work/display" || fail "Xvfb does not start: $(tail -n 3 "$work/xvfb.txt")"
DISPLAY=:$(cat "$work/display")
export DISPLAY
# served NAME FOLDER: a server; its first line is the path of a description, whose cache lies beside it.
served() {
  as_user /usr/bin/cellar sample --cache "/home/ada/$1" > "$work/$1.txt" 2>&1 &
  within 60 grep -q '^/' "$work/$1.txt"
}
description() { grep -m 1 '^/' "$work/$1.txt"; }
blocks() { find "$root/home/ada/$1" -name '*.h5' | wc -l; }
has_blocks() { [ "$(blocks "$1")" -ge "${2:-1}" ]; }
windows() { xdotool search --onlyvisible --class cellar 2> /dev/null | wc -l; }
has_windows() { [ "$(windows)" = "$1" ]; }
programs() { pgrep -u "$(stat -c %u "$root/home/ada")" -f 'cellar.desktop=true' | wc -l; }
launch() { as_user gtk-launch io.cellar.Cellar "$1"; }

check "a server starts" served first
check "a second server starts" served second
check "the desktop entry starts it with a file" launch "$(description first)"
check "a window appears" within 90 has_windows 1
check "blocks of the server are in the cache" within 90 has_blocks first 3
picture() { sleep 2 && import -window root "$out/window.png" && [ -s "$out/window.png" ]; }
check "there is a picture of it: target/installers/window.png" picture
check "the desktop entry starts it with a second file" launch "$(description second)"
check "which opens a second window" within 60 has_windows 2
check "blocks of the second server are in the cache" within 60 has_blocks second
check "both windows are of one process" test "$(programs)" = 1

fetch() { as_user /usr/bin/cellar fetch "$(description first)" --level 4 --json; }
check "the console's command fetches" fetch
# The shell that makes the job ends at once; its worker is slow enough to be met.
job() {
  as_user /usr/bin/cellar jobs add "$(description second)" --level 2 --rate 1MB/s --name afterwards > "$work/job.txt"
}
worker() { pgrep -u "$(stat -c %u "$root/home/ada")" -f 'cellar.jar work ' | head -n 1; }
worker_is_installed() {
  local pid launcher
  pid=$(worker)
  launcher=$(tr '\0' '\n' < "/proc/$pid/cmdline" | sed -n 's/^-Dcellar.launcher=//p')
  echo "worker $pid of $launcher is $(readlink "/proc/$pid/exe")"
  [ "$(readlink "/proc/$pid/exe")" = "$root/usr/lib/cellar/runtime/bin/cellar" ] &&
    [ "$(inside realpath "$launcher")" = /usr/lib/cellar/bin/cellar ]
}
goes_on() {
  local before
  before=$(blocks second)
  within 60 has_blocks second $((before + 3))
}
check "a job is begun in the background" job
check "its worker is the installed program" worker_is_installed
quit() { pkill -u "$(stat -c %u "$root/home/ada")" -f 'cellar.desktop=true' && within 20 has_windows 0; }
check "the windows end" quit
check "the job goes on without them" goes_on
check "it can be canceled" as_user /usr/bin/cellar jobs cancel afterwards

# The image, in a folder with a blank in its name; its cache of classes must still be accepted there.
mkdir "$root/opt/an image"
cp -a "$image" "$root/opt/an image/"
moved="/opt/an image/cellar/bin"
check "the moved image tells its version" version_is "$moved/cellar" --version
picture_of_image() {
  as_user "$moved/cellar-window" open --picture image.png --size 1280x800 "$(description first)" &&
    [ -s "$root/home/ada/image.png" ]
}
check "the moved image makes a picture of its window" picture_of_image
check "the moved image fetches" as_user "$moved/cellar" fetch "$(description first)" --level 4
# Recorded runs go through most of what there is, but not through all of it.
recorded() {
  local log=$root/home/ada/classes.txt all other
  rm -f "$log"
  as_user env JAVA_TOOL_OPTIONS=-Xlog:class+load:file=/home/ada/classes.txt "$1/cellar" info "$(description first)"
  all=$(grep -c 'source: shared objects file' "$log")
  other=$(grep -c 'source: \(file\|jrt\):' "$log" || true)
  echo "$all classes recorded, $other not"
  [ "$all" -gt 1000 ] && [ "$other" -lt $((all / 50)) ]
}
check "the installed program takes its classes out of what was recorded" recorded /usr/bin
check "the moved image does so too" recorded "$moved"
unpacked() { find "$root/home/ada/.openjfx" "$root/tmp" -name '*.so' 2> /dev/null | grep .; }
check "no library was unpacked" eval '! unpacked'
rm -r "$root/opt/an image"

pkill -u "$(stat -c %u "$root/home/ada")" -f cellar.jar || true
check "apt removes it" inside apt-get purge -y cellar
leaves_nothing() {
  local path
  while read -r path; do
    [ -d "$root$path" ] || [ ! -e "$root$path" ] || echo "$path"
  done < "$work/of-the-package" | grep . && return 1
  ! files | comm -13 "$work/before" - | grep .
}
check "nothing of it is left" leaves_nothing
# Nothing is deleted through a mount.
if umount --recursive --lazy "$root"; then
  rm -rf --one-file-system "$work"
fi
exit "$failed"
