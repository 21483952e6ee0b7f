#!/usr/bin/env bash
# Prints who wrote what of the installed files, and under which licences, as Debian's copyright format 1.0 wants it.
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/linux/names.sh

paragraph() { printf 'Files: %s\nCopyright: %s\nLicense: %s\n\n' "$1" "$2" "$3"; }
# indented FILE: a text as the body of a field.
indented() { sed -e 's/[[:space:]]*$//' -e 's/^$/./' -e 's/^/ /' "$1"; }

cat << 'END'
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Cellar
Upstream-Contact: The Cellar developers

END
paragraph '*' "$(sed -n 's/^Copyright (c) //p' LICENSE)" BSD-2-Clause
paragraph 'usr/lib/cellar/runtime/*' \
  'Oracle and/or its affiliates, and the contributors to OpenJDK and OpenJFX' 'GPL-2.0-with-classpath-exception'
for jar in "$image"/lib/*.jar; do
  name=$(basename "$jar" .jar | sed 's/-[0-9][^-]*\(-[0-9]*\)*$//')
  read -r licence holders < <(awk -v name="$name" '$1 == name { $1 = ""; print }' packaging/linux/licences.txt) ||
    fail "packaging/linux/licences.txt does not tell the licence of $name"
  paragraph "usr/lib/cellar/lib/$(basename "$jar")" "$holders" "$licence"
done
paragraph 'usr/lib/cellar/runtime/lib/libzstd-jni-*.so' 'Meta Platforms, Inc. and affiliates; Luben Karavelov' BSD-2-Clause

echo 'License: BSD-2-Clause'
sed '1,/^Copyright/d' LICENSE | sed '1{/^$/d}' > "$out/work/licence.txt"
indented "$out/work/licence.txt"
cat << 'END'

License: Apache-2.0
 On Debian systems the text is in /usr/share/common-licenses/Apache-2.0. The notices of the
 libraries are in their jars, below META-INF.

License: GPL-2.0-with-classpath-exception
 Version 2 of the GNU General Public License, with the exception that classes may be linked to a
 program without its falling under this licence. On Debian systems the text of the licence is in
 /usr/share/common-licenses/GPL-2; with the exception, and with the licences of what the runtime
 itself includes, it is below /usr/lib/cellar/runtime/legal.

License: MIT
 Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
 associated documentation files (the "Software"), to deal in the Software without restriction,
 including without limitation the rights to use, copy, modify, merge, publish, distribute,
 sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
 furnished to do so, subject to the following conditions:
 .
 The above copyright notice and this permission notice shall be included in all copies or
 substantial portions of the Software.
 .
 THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
 NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
 NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
 DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
 OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

License: 0BSD
 Permission to use, copy, modify, and/or distribute this software for any purpose with or without
 fee is hereby granted.
 .
 THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS
 SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE
 AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
 WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT,
 NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE
 OF THIS SOFTWARE.

License: BSD-3-Clause
END
sed -e 's/^$/./' -e 's/^/ /' << 'END'
Redistribution and use in source and binary forms, with or without modification, are permitted
provided that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions
   and the following disclaimer.
2. Redistributions in binary form must reproduce the above copyright notice, this list of
   conditions and the following disclaimer in the documentation and/or other materials provided
   with the distribution.
3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse
   or promote products derived from this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED
WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A
PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT
LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR
TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF
ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
END
