#!/usr/bin/env bash
# Runs every fuzz test: fuzz.sh TIME, such as 30s or 10m, is how long each one searches. As many run at once as there are
# processors, or as JOBS says, each with one worker.
set -uo pipefail
cd "$(dirname "$0")/.."
limit=${1:-30s}
jobs=${JOBS:-$(getconf _NPROCESSORS_ONLN)}
logs=build/fuzz
rm -rf "$logs" && mkdir -p "$logs" || exit 1

# `go test -list` prints the names of a package's tests, and then a line that ends them: ok, the package, the time.
# Only packages that have one are built: most others need a display's libraries.
packages=$(grep -rl --include='*_test.go' '^func Fuzz' . | xargs -n 1 dirname | sort -u)
targets=$(go test -list '^Fuzz' $packages | awk '/^Fuzz/ { names[n++] = $1 } /^ok/ { for (i = 0; i < n; i++) print $2, names[i]; n = 0 }')
[ -n "$targets" ] || { echo "fuzz: there is no fuzz test" >&2; exit 1; }

# search PACKAGE NAME runs one test, and says how that went.
search() {
	local name="${1#*/} $2" log
	log="$logs/${name//[ \/]/-}.log"
	# To make what is merely new shorter costs more than it is worth where a run takes long.
	if go test -run '^$' -fuzz "^$2\$" -fuzztime "$limit" -fuzzminimizetime 20x -parallel 1 "$1" >"$log" 2>&1; then
		printf '%-44s passed: %s\n' "$name" "$(grep '^fuzz: elapsed' "$log" | tail -n 1 | cut -d ' ' -f 3-)"
	else
		printf '%-44s FAILED: %s\n' "$name" "$log"
		tail -n 40 "$log"
		return 1
	fi
}
export -f search
export logs limit
echo "$targets" | xargs -P "$jobs" -L 1 bash -c 'search "$0" "$1"'
