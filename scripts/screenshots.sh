#!/usr/bin/env bash
# Photographs the window: screenshots.sh PROGRAM FOLDER writes explore-light.png and explore-dark.png of 1280x800, and
# the same of 1920x1080 with the size in their names.
set -euo pipefail
program=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
# shellcheck source=scripts/display.sh
. "$(dirname "$0")/display.sh"

# settle waits until the window shows something and has not changed for two seconds: the verdict is there.
settle() {
	local still=0
	: >"$work/before"
	for _ in $(seq 60); do
		sleep 1
		running || fail "the program ended: $(tail -n 5 "$work/program.log")"
		import -silent -window root -depth 8 "rgb:$work/now"
		if cmp -s "$work/now" "$work/before" && [ "$(colours)" -gt 300 ]; then
			still=$((still + 1))
		else
			still=0
		fi
		mv "$work/now" "$work/before"
		[ "$still" -lt 2 ] || return 0
	done
	fail "the window did not come to rest within a minute"
}

# colours counts the colours on the display; a window that is not painted yet has few.
colours() { import -silent -window root -format '%k' info:; }

for size in 1280x800 1920x1080; do
	for theme in light dark; do
		start_display "$size"
		start_program "${size%x*}" "${size#*x}" env FYNE_THEME="$theme" "$program"
		settle
		file=$folder/explore-$theme.png
		[ "$size" = 1280x800 ] || file=${file%.png}-$size.png
		import -silent -window root -define png:exclude-chunks=date,time "$file"
		echo "$file"
		stop_program
		stop_display
	done
done
