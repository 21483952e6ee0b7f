#!/usr/bin/env bash
# Writes the manual pages and the completion for bash out of the built program's own help, as below /usr/share.
# In zsh the completion works after: source FILE
# Needs: a JDK 25. Usage: packaging/linux/pages.sh APP_FOLDER DEST_SHARE
set -euo pipefail
[ $# = 2 ] || { echo "usage: packaging/linux/pages.sh APP_FOLDER DEST_SHARE" >&2; exit 2; }
[ -f "$1/cellar.jar" ] || { echo "pages.sh: no cellar.jar in $1; make it with: mvn package -DskipTests" >&2; exit 1; }
app=$(cd "$1" && pwd)
mkdir -p "$2"
dest=$(cd "$2" && pwd)
packaging=$(cd "$(dirname "$0")/.." && pwd)
. "$packaging/java.sh"

mkdir -p "$dest/man/man1" "$dest/bash-completion/completions"
"$JAVA" -cp "$app/cellar.jar:$app/lib/*" "$packaging/ManPages.java" "$dest/man/man1"
gzip -9nf "$dest"/man/man1/cellar*.1
"$JAVA" -cp "$app/cellar.jar:$app/lib/*" "$packaging/Completion.java" > "$dest/bash-completion/completions/cellar"
chmod 644 "$dest"/man/man1/cellar*.1.gz "$dest/bash-completion/completions/cellar"
