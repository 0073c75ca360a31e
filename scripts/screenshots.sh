#!/usr/bin/env bash
# Photographs every state of the window in every size, both themes and both languages: screenshots.sh PROGRAM FOLDER
# [PATTERN] writes FOLDER/STATE-WIDTHxHEIGHT-THEME.png, German ones with -de before the ending, of those that match the
# pattern, and a sheet of each state, to look at. The two that the README shows, explore-light.png and explore-dark.png, go to docs/screenshots if all are made.
set -euo pipefail
program=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
pattern=${3:-*}
docs=$(realpath "$(dirname "$0")/../docs/screenshots")
samples=$(realpath "$(dirname "$0")/../assets/samples")
builtin=$(realpath "$(dirname "$0")/../models")
# shellcheck source=scripts/display.sh
. "$(dirname "$0")/display.sh"

states="first fooled unfooled cancelled compare classroom missing unreadable models data"
# The last one is a screen of 3840x2160 pixels that magnifies everything twice.
languages="en de"
sizes="1024x700 1280x800 1920x1080 3840x2160@2"

# launch STATE WIDTH HEIGHT COMMAND... starts the program so that it comes to a state.
launch() {
	local state=$1 width=$2 height=$3
	shift 3
	case $state in
	first) start_program "$width" "$height" "$@" ;;
	fooled) start_program "$width" "$height" "$@" --attack pgd --defense jpeg ;;
	unfooled) start_program "$width" "$height" "$@" --attack gaussian_noise --defense median "$samples/05-no-entry.jpg" ;;
	cancelled)
		start_program "$width" "$height" "$@" --attack pgd --set steps=100 --set restarts=10 "$samples/01-stop.jpg"
		press_until Escape '"verdict":"cancelled"'
		;;
	compare) start_program "$width" "$height" "$@" --attack pgd --compare-attack fgsm --defense jpeg ;;
	classroom) start_program "$width" "$height" "$@" --classroom --attack pgd --defense jpeg ;;
	missing) start_program "$width" "$height" env FOOLSCOPE_ONNXRUNTIME="$work/nowhere" "$@" --attack pgd ;;
	unreadable)
		head -c 5000 "$samples/01-stop.jpg" >"$work/holiday.jpg"
		start_program "$width" "$height" "$@" "$work/holiday.jpg"
		;;
	models)
		mkdir -p "$work/shelf"
		cp "$builtin/roadsigns.onnx" "$work/shelf/signs.onnx"
		cp "$builtin/roadsigns.json" "$work/shelf/signs.json"
		start_program "$width" "$height" env FOOLSCOPE_MODELS="$work/shelf" "$@"
		press_until '' '"kind":"result"'
		xdotool key ctrl+shift+m
		# Below what came with the program.
		xdotool key Home key Down
		press_until '' '"kind":"inspection".*differentiable'
		;;
	data)
		start_program "$width" "$height" "$@"
		press_until '' '"kind":"result"'
		xdotool key ctrl+shift+d
		# Something is decided, and something else is looked at.
		sleep 2
		xdotool key k key k key x key k key Right
		;;
	esac
}

# press_until KEY EVENT presses a key, or waits if it is empty, until the program has noted an event.
press_until() {
	for _ in $(seq 100); do
		! grep -q "$2" "$work/events" || return 0
		running || fail "the program ended: $(cat "$work/program.log")"
		[ -z "$1" ] || xdotool key "$1"
		sleep 0.2
	done
	fail "$1 never led to $2"
}

# settle waits until the window shows something and has not changed for two seconds.
settle() {
	local still=0
	: >"$work/before"
	for _ in $(seq 120); do
		sleep 0.5
		running || fail "the program ended: $(cat "$work/program.log")"
		import -silent -window root -depth 8 "rgb:$work/now"
		if cmp -s "$work/now" "$work/before" && [ "$(colours)" -gt 100 ]; then
			still=$((still + 1))
		else
			still=0
		fi
		mv "$work/now" "$work/before"
		[ "$still" -lt 4 ] || return 0
	done
	fail "the window did not come to rest within a minute"
}

# colours counts the colours on the display; a window that is not painted yet has few.
colours() { import -silent -window root -format '%k' info:; }

# named STATE SIZE THEME LANGUAGE is what a picture is called, and matched by.
named() {
	local name=$1-$2-$3
	[ "$4" = en ] || name=$name-$4
	echo "$name"
}

# photograph STATE SIZE THEME LANGUAGE
photograph() {
	local state=$1 pixels=${2%@*} scale=1
	[ "$pixels" = "$2" ] || scale=${2#*@}
	local file language
	file=$folder/$(named "$state" "$pixels" "$3" "$4").png
	language=$(echo "$4" | tr '[:lower:]' '[:upper:]')
	[ "$4" != en ] || language=US
	rm -rf "$work/config" && : >"$work/events"
	start_display "$pixels"
	launch "$state" "${pixels%x*}" "${pixels#*x}" env FYNE_THEME="$3" FYNE_SCALE="$scale" LANG="$4_$language.UTF-8" \
		FOOLSCOPE_EVENTS="$work/events" "$program"
	# Nothing is to be explained but what is explained without being pointed at.
	xdotool mousemove $((${pixels%x*} - 1)) $((${pixels#*x} - 1))
	settle
	# A busy program may give its window its own size after it was given this one.
	fills "${pixels%x*}" "${pixels#*x}" || {
		xdotool windowmove "$window" 0 0 windowsize "$window" "${pixels%x*}" "${pixels#*x}"
		settle
	}
	import -silent -window root -define png:exclude-chunks=date,time "$file"
	echo "$file"
	stop_program
	stop_display
}

for state in $states; do
	for size in $sizes; do
		for theme in light dark; do
			for language in $languages; do
				# shellcheck disable=SC2053 # what stands right of it is meant as a pattern
				[[ $(named "$state" "$size" "$theme" "$language") == $pattern ]] || continue
				photograph "$state" "$size" "$theme" "$language"
			done
		done
	done
	! compgen -G "$folder/$state-*-light.png" >/dev/null ||
		montage "$folder/$state"-*-{light,dark}{,-de}.png -tile 2x -geometry 960x600+8+8 "$folder/sheet-$state.png" 2>/dev/null || true
done
if [ "$pattern" = '*' ]; then
	for theme in light dark; do
		cp "$folder/fooled-1280x800-$theme.png" "$docs/explore-$theme.png"
	done
fi
