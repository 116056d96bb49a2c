#!/bin/sh
# Make .spdesk files open in this copy of SP Desk, for this user only; --remove undoes it.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-${HOME:?}/.local/share}

fail() {
    echo "$1" >&2
    exit 1
}

# The menu's file is left to the end: it alone must name the place where the program lies.
register() {
    case $here in
    *[\"\\\`\$%]* | *'
'*) fail "The desktop cannot start programs from a folder with such a name: $here" ;;
    esac
    for file in $files; do
        mkdir -p "$data/$(dirname "$file")"
        cp "$file" "$data/$file"
    done
    {
        grep -v '^Exec=' applications/spdesk.desktop
        printf 'Exec="%s/spdesk" %%f\n' "$here"
    } >"$data/applications/spdesk.desktop"
}

remove() {
    for file in $files; do
        rm -f "$data/$file"
    done
}

refresh() {
    for folder in "$data/mime/packages" "$data/applications"; do
        mkdir -p "$folder"
    done
    update-mime-database "$data/mime"
    update-desktop-database "$data/applications"
}

command -v update-mime-database >/dev/null || fail "Please install shared-mime-info first."
command -v update-desktop-database >/dev/null || fail "Please install desktop-file-utils first."
cd "$here/share"
files=$(find . -type f)
case ${1-} in
'')
    register
    refresh
    echo "Files of the kind .spdesk now open in $here/spdesk. Undo: register.sh --remove"
    ;;
--remove)
    remove
    refresh
    echo "Files of the kind .spdesk no longer open in SP Desk."
    ;;
*) fail "Usage: register.sh [--remove]" ;;
esac
