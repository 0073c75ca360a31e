#!/usr/bin/env bash
# Compares what two versions of the program write: golden.sh BEFORE [AFTER] builds two commits (AFTER is what is checked
# out here, uncommitted changes and all, unless another is named), runs each command of app/testdata/golden/commands.txt
# with both, and compares every byte: what is printed, the exit status, pictures, arrays. The only thing taken out are
# durations, by app/testdata/golden/durations.sed. The gradient graphs of small networks and of the real models are
# compared too, as tools/graphs writes them, and what three windows save: pictures and metrics as CSV and JSON. The status is 1 if anything differs.
#
# A command that already fails with BEFORE compares nothing and counts as different, unless its name begins with no-.
#
# ONLY='pgd*' runs some commands. All that was written stays in build/golden/before and build/golden/after.
set -euo pipefail
[ $# -ge 1 ] && [ $# -le 2 ] || { echo "usage: golden.sh BEFORE [AFTER]" >&2; exit 2; }
cd "$(dirname "$0")/.."
top=$PWD
go=${GO:-go}
only=${ONLY:-*}
before=$(git rev-parse --verify --quiet "$1^{commit}") || { echo "golden: there is no commit $1" >&2; exit 2; }
after=
if [ $# -eq 2 ]; then
	after=$(git rev-parse --verify --quiet "$2^{commit}") || { echo "golden: there is no commit $2" >&2; exit 2; }
fi
golden=$top/app/testdata/golden
shared=$top/../shared
out=$top/build/golden
rm -rf "$out"
mkdir -p "$out"
# Each version has an empty cache of its own, where the library would be missing.
FOOLSCOPE_ONNXRUNTIME=${FOOLSCOPE_ONNXRUNTIME:-$("$go" run ./tools/onnxruntime)}
export FOOLSCOPE_ONNXRUNTIME

work=$(mktemp -d)
# shellcheck disable=SC2317 # called by the trap
tidy() {
	for tree in "$work"/*.tree; do
		[ ! -d "$tree" ] || git worktree remove --force "$tree"
	done
	rm -rf "$work"
}
trap tidy EXIT

models=("$top/models/roadsigns.onnx")
if [ -d "$shared/testdata" ]; then
	models+=("$shared"/testdata/models/*.onnx)
fi

# build NAME COMMIT builds the program as $work/NAME, and writes gradient graphs to $out/NAME/graphs. A commit that is
# older than tools/graphs is given the first version of it.
build() {
	local name=$1 tree=$top first
	if [ -n "$2" ]; then
		tree=$work/$name.tree
		git worktree add --quiet --detach "$tree" "$2"
	fi
	(
		cd "$tree"
		if [ ! -d tools/graphs ]; then
			first=$(git -C "$top" log --diff-filter=A --format=%H -- tools/graphs/main.go | tail -n 1)
			git checkout --quiet "$first" -- tools/graphs engine/onnx/outline
		fi
		"$go" build -buildvcs=false -tags release,migrated_fynedo -o "$work/$name" ./app
		"$go" run ./tools/graphs "$out/$name/graphs" "${models[@]}"
	)
}

# run NAME runs all commands with a program that build made. Nothing is kept from one version to the other.
run() {
	local name=$1 words folder status
	while read -r -a words; do
		[[ ${#words[@]} -gt 0 && ${words[0]} != "#" && ${words[0]} == $only ]] || continue
		[[ " ${words[*]} " != *" models/"* && " ${words[*]} " != *" photos/"* && " ${words[*]} " != *" cases/"* || -d $shared/testdata ]] ||
			{ [ "$name" = after ] || echo "skipped: ${words[0]}, for want of ../shared"; continue; }
		folder=$work/run
		rm -rf "$folder"
		mkdir "$folder"
		ln -s "$golden/small" "$folder/small"
		ln -s "$top/assets/samples" "$folder/samples"
		ln -s "$shared/testdata/models" "$folder/models"
		ln -s "$shared/testdata/photos" "$folder/photos"
		ln -s "$shared/cases" "$folder/cases"
		status=0
		(
			cd "$folder"
			env -u FOOLSCOPE_EVENTS XDG_CACHE_HOME="$work/$name.cache" XDG_DATA_HOME="$work/$name.data" \
				"$work/$name" "${words[@]:1}" >stdout.txt 2>stderr.txt </dev/null
		) || status=$?
		echo "$status" >"$folder/status.txt"
		find "$folder" -type l -delete
		sed -E -i -f "$golden/durations.sed" "$folder"/std*.txt
		mv "$folder" "$out/$name/${words[0]}"
	done <"$golden/commands.txt"
}

build before "$before"
build after "$after"
run before
run after

# What the window saves is compared by the driver of this tree, whatever the versions.
if [[ $only != "*" && $only != window* ]]; then
	echo "skipped: what the window saves, as ONLY is $only"
elif ! command -v Xvfb >/dev/null || ! command -v xdotool >/dev/null; then
	echo "skipped: what the window saves, for want of Xvfb and xdotool"
else
	for name in before after; do
		LANG=en_US.UTF-8 LIBGL_ALWAYS_SOFTWARE=1 "$go" run ./tools/saved "$work/$name" "$top/assets/samples" "$out/$name"
	done
fi

# Everything of one name is compared: the folder of a command, or a graph.
differing=0
compared=0
# compare NAME WHAT prints a row, and what differs.
compare() {
	local files
	compared=$((compared + 1))
	if [[ $1 != no-* && -f $out/before/$1/status.txt && $(<"$out/before/$1/status.txt") != 0 ]]; then
		differing=$((differing + 1))
		printf '%-22s FAILS BEFORE\n' "$1"
		sed 's|^|    |' "$out/before/$1/stderr.txt"
		return
	fi
	files=$(cd "$out/before" && find "$1" -type f | wc -l)
	if diff -rq "$out/before/$1" "$out/after/$1" >"$work/difference" 2>&1; then
		printf '%-22s equal, %d files\n' "$1" "$files"
		return
	fi
	differing=$((differing + 1))
	printf '%-22s DIFFERS\n' "$1"
	sed "s|$out/||g; s|^|    |" "$work/difference"
	diff -r "$out/before/$1" "$out/after/$1" | head -n 6 | cut -c 1-300 | sed 's|^|    |' || true
}
for name in $(cd "$out" && ls before after | grep -v ':$' | sort -u); do
	compare "$name"
done
echo "$compared compared, $differing differ: ${before:0:7} and ${after:-the tree here}"
[ "$compared" -gt 1 ] && [ "$differing" -eq 0 ]
