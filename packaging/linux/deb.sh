#!/usr/bin/env bash
# Makes target/installers/cellar_VERSION_ARCH.deb of the tree that tree.sh laid out.
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/linux/names.sh

arch=$(dpkg --print-architecture)
root=$out/work/deb
rm -rf "$root"
cp -a "$tree" "$root"
install -Dm644 packaging/linux/lintian-overrides "$root/usr/share/lintian/overrides/cellar"

# The newest version of a symbol of glibc that anything asks for.
libc=$(find "$root/usr/lib/cellar/runtime" -type f \( -name '*.so' -o -perm -u+x \) -exec objdump -T {} + 2> /dev/null |
  grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)
depends=
while read -r library; do
  package=$(awk -v library="$library" '$1 == library { $1 = ""; print substr($0, 2) }' packaging/linux/libraries.txt)
  [ -n "$package" ] || fail "packaging/linux/libraries.txt does not tell which package has $library"
  [ "$package" != libc6 ] || package="libc6 (>= ${libc#GLIBC_})"
  case ", $depends" in *", $package, "*) ;; *) depends="$depends$package, " ;; esac
done < <(foreign "$root/usr/lib/cellar/runtime")

mkdir "$root/DEBIAN"
(cd "$root" && find usr -type f -printf '%P\0' | sort -z | sed -z 's|^|usr/|' | xargs -0 md5sum) > "$root/DEBIAN/md5sums"
cat > "$root/DEBIAN/control" << END
Package: cellar
Version: $version
Architecture: $arch
Maintainer: $DEBFULLNAME <$DEBEMAIL>
Installed-Size: $(du -k -s --apparent-size "$root/usr" | cut -f1)
Depends: ${depends%, }
Recommends: desktop-file-utils, hicolor-icon-theme, shared-mime-info, xdg-utils
Section: science
Priority: optional
Description: viewer for image volumes that are far too big to copy
 Cellar shows electron microscopy, light-sheet and CT volumes of terabytes as
 three linked slices, from an address, a folder or a file. What comes into view
 is fetched in the background, shown at once and kept, so that it is there
 without network too.
 .
 It opens OME-Zarr, Zarr, N5, Neuroglancer's precomputed volumes and HDF5, and
 never changes your own files. It brings the Java runtime that it needs.
END
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz -z2 --build "$root" "$out/cellar_${version}_$arch.deb"
