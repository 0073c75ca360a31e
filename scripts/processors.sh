#!/usr/bin/env bash
# Runs the tests that compute as other computers would: processors.sh [PACKAGE...] takes those that do not draw windows
# unless told which. Nothing may depend on how sums are rounded, which differs with the number of threads, with the level
# of onnxruntime's optimization and with the processor. Old processors are emulated where qemu-user is installed.
#
# EMULATED="Haswell Nehalem" names the processors to emulate, none if it is empty (`qemu-x86_64 -cpu help` lists them).
# Logs are kept in build/processors.
set -uo pipefail
cd "$(dirname "$0")/.."
go=${GO:-go}
logs=build/processors
mkdir -p "$logs"

packages=("$@")
[ $# -gt 0 ] || packages=(./engine/... ./models/... ./ui/explore/control)
# An emulated processor takes ten to twenty times as long, so that those run there that compare gradients and scores, and
# the short tests of them.
emulated=("$@")
[ $# -gt 0 ] || emulated=(./engine/autodiff ./engine/check ./engine/classifier ./engine/defense ./engine/metric
	./engine/onnx/kink ./engine/ort ./engine/train ./models)
# On ARM, Go rounds once where it multiplies and adds; what needs no onnxruntime can be emulated from here.
plain=(./engine/defense ./engine/metric ./engine/npy ./engine/pixel ./engine/roadsign)

failed=0
# stand_in NAME COMMAND... runs tests, and says how they went.
stand_in() {
	local name=$1 log start=$SECONDS
	log="$logs/${name//[ ,]/-}.log"
	shift
	if "$@" >"$log" 2>&1; then
		printf '%-24s passed, %d s\n' "$name" $((SECONDS - start))
	else
		failed=1
		printf '%-24s FAILED, %d s: %s\n' "$name" $((SECONDS - start)) "$log"
		grep -E '^ *(--- FAIL|FAIL|panic:)|_test\.go:' "$log" | head -n 20
	fi
}

# golden NAME VARIABLE... runs the small golden commands likewise.
golden() {
	local name=$1
	shift
	[ ${#chosen} -gt 0 ] || stand_in "$name, golden" env "$@" "$go" test -run Golden ./app
}

chosen=$*
native=("$go" test -timeout 30m "${packages[@]}")
for n in 1 2 3; do
	stand_in "threads $n" env FOOLSCOPE_THREADS=$n "${native[@]}"
	golden "threads $n" FOOLSCOPE_THREADS=$n
done
for level in none basic extended; do
	stand_in "optimization $level" env FOOLSCOPE_OPTIMIZATION=$level "${native[@]}"
	golden "optimization $level" FOOLSCOPE_OPTIMIZATION=$level
done
stand_in "Go without extensions" env GODEBUG=cpu.all=off "${native[@]}"

models=${EMULATED-Haswell Nehalem}
if [ -z "$models" ]; then
	echo "skipped: emulated processors, as EMULATED is empty"
elif [ "$(uname -m)" != x86_64 ]; then
	echo "skipped: $models, which are emulated on x86-64 only"
elif ! command -v qemu-x86_64 >/dev/null; then
	echo "skipped: $models, for want of qemu-x86_64; Debian has it in qemu-user"
else
	for model in $models; do
		stand_in "$model" "$go" test -short -timeout 60m -exec "qemu-x86_64 -cpu $model" "${emulated[@]}"
		golden "$model" GOFLAGS="'-exec=qemu-x86_64 -cpu $model'"
	done
fi
if [ $# -gt 0 ]; then
	echo "skipped: ARM, which runs packages of its own"
elif ! command -v qemu-aarch64 >/dev/null; then
	echo "skipped: ARM, for want of qemu-aarch64; Debian has it in qemu-user"
else
	stand_in "ARM, without onnxruntime" env CGO_ENABLED=0 GOARCH=arm64 "$go" test -short -timeout 60m -exec qemu-aarch64 "${plain[@]}"
fi
exit $failed
