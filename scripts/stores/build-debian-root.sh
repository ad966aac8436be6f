#!/usr/bin/env bash
# build-debian-root.sh TARGET PACKAGE...: makes a private Debian 13 with these packages, all or nothing.
# mmdebstrap knows its default archive; RC_DEBIAN_MIRROR names another.
set -euo pipefail
target=$1
shift
packages=$(IFS=,; echo "$*")

exec 9>"$target.lock"
flock 9
[ -d "$target" ] && exit 0

draft=$(mktemp -d "$target.XXXXXX")
trap 'rm -rf "$draft"' EXIT
# Through tar, so that every file belongs to the one who runs this and can be deleted by them.
mmdebstrap --variant=apt --include="$packages" trixie - ${RC_DEBIAN_MIRROR:+"$RC_DEBIAN_MIRROR"} 2>"$target.log" |
  tar --extract --directory "$draft" --no-same-owner --exclude='./dev/*'
chmod 755 "$draft"
mv -T "$draft" "$target"
trap - EXIT
