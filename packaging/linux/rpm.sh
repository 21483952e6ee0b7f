#!/usr/bin/env bash
# Makes target/installers/cellar-VERSION-1.ARCH.rpm of the tree that tree.sh laid out.
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/linux/names.sh

# The libraries of other packages, by the names that rpm knows them by on a machine of this width.
width='()(64bit)'
[ "$(getconf LONG_BIT)" = 64 ] || width=
requires=$(foreign "$tree/usr/lib/cellar/runtime" | grep -v '^ld-linux' | sed "s/.*/Requires: &$width/")
top=$out/work/rpm
mkdir -p "$top"
{
  printf '%s\n' "%define version_of_cellar $version" "$requires"
  cat packaging/linux/cellar.spec
} > "$top/cellar.spec"
rpmbuild -bb --quiet --define "_topdir $top" --define "tree $tree" --define "_rpmdir $out" \
  --define '_rpmfilename %{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}.rpm' "$top/cellar.spec"
