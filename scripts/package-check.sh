#!/usr/bin/env bash
# Checks a package as its user meets it: package-check.sh ARCHIVE unpacks and installs it to folders of their own, and
# lets it attack a picture there with an empty home folder and no cache.
set -euo pipefail
archive=$(realpath "$1")
picture=$(realpath "$(find assets/samples -name '*.png' -o -name '*.jpg' | sort | head -n 1)")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# attack PROGRAM
attack() {
	mkdir -p "$work/home"
	env -i PATH=/usr/bin:/bin HOME="$work/home" "$1" attack --json --attack fgsm --out "$work/out" "$picture" |
		grep '"attacked_label"' || { echo "package-check: $1 does not work" >&2; exit 1; }
}

tar -C "$work" -xf "$archive"
unpacked=$(echo "$work"/foolscope-*)
attack "$unpacked/bin/foolscope"
"$unpacked/install.sh" "$work/prefix"
rm -rf "$unpacked"
attack "$work/prefix/bin/foolscope"
