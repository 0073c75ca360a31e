# shellcheck shell=bash
# Sourced by the scripts that open a real window: a display without a screen, and a program on it. The display, the
# program and the folder $work end with the script.

work=$(mktemp -d)
display_pid=
program_pid=
trap 'stop_program; stop_display; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# Windows are drawn at one pixel a unit and without a graphics card. Settings are the program's defaults, and what it
# saves goes to $work; the cache folder stays the user's, as it holds onnxruntime.
export XDG_CACHE_HOME=${XDG_CACHE_HOME:-$HOME/.cache}
export HOME=$work XDG_CONFIG_HOME=$work/config LANG=en_US.UTF-8 LIBGL_ALWAYS_SOFTWARE=1 FYNE_SCALE=1

# start_display WIDTHxHEIGHT
start_display() {
	: >"$work/display"
	Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp 3>"$work/display" 2>"$work/display.log" &
	display_pid=$!
	for _ in $(seq 100); do
		[ ! -s "$work/display" ] || break
		kill -0 "$display_pid" 2>/dev/null || fail "no display: $(cat "$work/display.log")"
		sleep 0.1
	done
	DISPLAY=:$(cat "$work/display")
	export DISPLAY
	for _ in $(seq 100); do
		! xdotool getdisplaygeometry >/dev/null 2>&1 || return 0
		sleep 0.1
	done
	fail "the display $DISPLAY does not answer: $(cat "$work/display.log")"
}

stop_display() {
	[ -z "$display_pid" ] || { kill "$display_pid" 2>/dev/null && wait "$display_pid" 2>/dev/null; } || true
	display_pid=
}

# start_program WIDTH HEIGHT COMMAND... waits for the command's window and lets it fill the display. What it prints is
# in $work/program.log, and its window in $window.
start_program() {
	local width=$1 height=$2
	shift 2
	(cd "$work" && exec "$@") >"$work/program.log" 2>&1 &
	program_pid=$!
	for _ in $(seq 300); do
		window=$(xdotool search --onlyvisible --pid "$program_pid" 2>/dev/null | tail -n 1) || true
		[ -z "$window" ] || break
		running || fail "the program ended without a window: $(cat "$work/program.log")"
		sleep 0.1
	done
	[ -n "$window" ] || fail "the program opened no window within 30 seconds"
	xdotool windowmove "$window" 0 0 windowsize "$window" "$width" "$height" windowfocus "$window"
}

# fills WIDTH HEIGHT reports whether the window has that size.
fills() {
	local WIDTH HEIGHT
	eval "$(xdotool getwindowgeometry --shell "$window" | grep -E '^(WIDTH|HEIGHT)=[0-9]+$')"
	[ "$WIDTH" = "$1" ] && [ "$HEIGHT" = "$2" ]
}

running() { [ -n "$program_pid" ] && kill -0 "$program_pid" 2>/dev/null; }

stop_program() {
	[ -z "$program_pid" ] || { kill "$program_pid" 2>/dev/null && wait "$program_pid" 2>/dev/null; } || true
	program_pid=
}

fail() {
	echo "$(basename "$0" .sh): $*" >&2
	exit 1
}
