#!/usr/bin/env bash
# Runs every fuzz test in turn: fuzz.sh TIME, such as 30s or 10m, is how long each one searches.
set -euo pipefail
limit=${1:-30s}

# `go test -list` prints the names of a package's tests, and then a line that ends them: ok, the package, the time.
# Only packages that have one are built: most others need a display's libraries.
packages=$(grep -rl --include='*_test.go' '^func Fuzz' . | xargs -n 1 dirname | sort -u)
targets=$(go test -list '^Fuzz' $packages | awk '/^Fuzz/ { names[n++] = $1 } /^ok/ { for (i = 0; i < n; i++) print $2, names[i]; n = 0 }')
[ -n "$targets" ] || { echo "fuzz: there is no fuzz test" >&2; exit 1; }
while read -r package name; do
	echo "== $package $name"
	# To make what is merely new shorter costs more than it is worth where a run takes long.
	go test -run '^$' -fuzz "^$name\$" -fuzztime "$limit" -fuzzminimizetime 20x "$package"
done <<<"$targets"
