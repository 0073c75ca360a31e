#!/usr/bin/env bash
# Checks a package as its user meets it: package-check.sh ARCHIVE unpacks it, and installs it to another folder. In both
# places, with an empty home folder, the program has to find its own onnxruntime, to read a stop sign and to attack it.
set -euo pipefail
archive=$(realpath "$1")
picture=$(realpath assets/samples/01-stop.jpg)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/home"

# check PREFIX
check() {
	foolscope() { env -i PATH=/usr/bin:/bin HOME="$work/home" "$1/bin/foolscope" "${@:2}"; }
	foolscope "$1" version | tee "$work/said" | grep -F "$1/lib/foolscope/" >/dev/null ||
		fail "it does not use its own onnxruntime: $(cat "$work/said")"
	foolscope "$1" attack --attack pgd --out "$work/out" --json "$picture" | tee "$work/said" | grep '"clean_label":"stop"' >/dev/null ||
		fail "it does not read a stop sign: $(cat "$work/said")"
	[ -s "$work/out/01-stop.png" ] || fail "it does not save what it attacked"
	rm -r "$work/out"
}

fail() {
	echo "package-check: $*" >&2
	exit 1
}

tar -C "$work" -xf "$archive"
unpacked=$(echo "$work"/foolscope-*)
check "$unpacked"
"$unpacked/install.sh" "$work/prefix"
rm -rf "$unpacked"
check "$work/prefix"
