#!/usr/bin/env bash
# Presses keys and buttons at random in a real window: soak.sh PROGRAM MINUTES. Fails if the program ends, complains of
# calls from the wrong thread, or keeps growing. SEED=n repeats a run's keys and clicks.
set -euo pipefail
program=$(realpath "$1")
minutes=$2
# shellcheck source=scripts/display.sh
. "$(dirname "$0")/display.sh"

RANDOM=${SEED:-1}
width=1280 height=800
keys=(Tab Tab shift+Tab Right Right Right Left Left Up Down Page_Up Page_Down Home End space Return Escape Escape)

poke() {
	if ((RANDOM % 4)); then
		xdotool key --window 0 "${keys[RANDOM % ${#keys[@]}]}"
	else
		xdotool mousemove $((RANDOM % width)) $((RANDOM % height)) click 1
	fi
}

memory() { awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$program_pid/status"; }

start_display "${width}x$height"
start_program $width $height "$program"
end=$((SECONDS + minutes * 60)) warm=$((SECONDS + minutes * 15)) report=$SECONDS
baseline=0
while [ $SECONDS -lt $end ]; do
	poke
	sleep 0.1
	running || fail "the program ended: $(tail -n 20 "$work/program.log")"
	now=$(memory)
	# The first quarter fills the caches; what is used then is what may be used later.
	[ $SECONDS -ge $warm ] || [ "$now" -le "$baseline" ] || baseline=$now
	if [ $SECONDS -ge $report ]; then
		echo "$(((end - SECONDS + 59) / 60)) min left, $now MiB"
		report=$((report + 60))
	fi
done
! grep -E 'panic|Error in Fyne call thread' "$work/program.log" || fail "the program complained"
echo "memory: $baseline MiB at most in the first quarter, $now MiB at the end"
[ "$now" -le $((baseline * 3 / 2 + 64)) ] || fail "the program keeps growing"
