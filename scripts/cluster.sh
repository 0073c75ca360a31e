#!/usr/bin/env bash
# Runs a study on a Slurm of one machine, and compares it with one that no Slurm had a part in: cluster.sh PROGRAM.
# The Slurm is the test's own: its files, keys and ports are nobody else's, and it ends with the test. One task is thrown
# out and queued again on its way.
set -euo pipefail
program=$(realpath "$1")
top=$(realpath "$(dirname "$0")/..")
job=$top/packaging/cluster/study.sbatch
flags=(noise --data signs:90 --pictures 90)

place=$(mktemp -d)
daemons=()
finish() {
	status=$?
	for daemon in "${daemons[@]}"; do kill "$daemon" 2>/dev/null || true; done
	wait
	[ $status -eq 0 ] || tail -n 20 "$place"/*.log "$place"/out.* 2>/dev/null || true
	rm -rf "$place"
}
trap finish EXIT

export PATH=$place/bin:$PATH:/usr/sbin SLURM_CONF=$place/slurm.conf
mkdir "$place/bin" "$place/spool" "$place/state"
ln -s "$program" "$place/bin/foolscope"
name=$(hostname -s)
user=$(id -un)
head -c 1024 /dev/urandom >"$place/munge.key"
chmod 600 "$place/munge.key"
# Other machines are not to reach this Slurm, nor this one theirs.
cat >"$SLURM_CONF" <<END
ClusterName=foolscope
SlurmctldHost=$name(127.0.0.1)
SlurmctldPort=26817
SlurmdPort=26818
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$place/munge.socket
StateSaveLocation=$place/state
SlurmdSpoolDir=$place/spool
SlurmctldPidFile=$place/slurmctld.pid
SlurmdPidFile=$place/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
ReturnToService=2
NodeName=$name NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=$(awk '/MemTotal/ { print int($2 / 1024) }' /proc/meminfo)
PartitionName=study Nodes=$name Default=YES MaxTime=INFINITE State=UP
END
munged --foreground --force --key-file="$place/munge.key" --socket="$place/munge.socket" --pid-file="$place/munge.pid" \
	--log-file="$place/munged.log" --seed-file="$place/munge.seed" >"$place/munged.out.log" 2>&1 &
daemons+=($!)
for _ in $(seq 50); do [ -S "$place/munge.socket" ] && break || sleep 0.1; done
slurmctld -D >"$place/slurmctld.log" 2>&1 &
daemons+=($!)
slurmd -D >"$place/slurmd.log" 2>&1 &
daemons+=($!)
for _ in $(seq 60); do [ "$(sinfo -h -o %t 2>/dev/null)" = idle ] && break || sleep 0.5; done
[ "$(sinfo -h -o %t)" = idle ] || { echo "cluster: Slurm does not start" >&2; exit 1; }

id=$(sbatch --parsable --array=0-2 --cpus-per-task=1 --mem=1G -o "$place/out.%a" "$job" "$place/study" "${flags[@]}")
# The first task is thrown out when it has written some rows.
rows() { wc -l 2>/dev/null <"$place/study/part-0/rows.part.csv" || echo 0; }
for _ in $(seq 1200); do [ "$(rows)" -gt 20 ] && break || sleep 0.05; done
begun=$(rows)
if scontrol requeue "${id}_0" 2>"$place/requeue.log"; then
	echo "cluster: task 0 was requeued after $begun rows"
	# Slurm waits two minutes before it begins a task again; a test need not.
	for _ in $(seq 120); do
		state=$(squeue -h -j "${id}_0" -o %T 2>/dev/null || true)
		[ "$state" = PENDING ] || [ "$state" = COMPLETING ] || break
		scontrol update JobId="${id}_0" StartTime=now 2>/dev/null || true
		sleep 0.5
	done
fi
sbatch --wait -o "$place/out.merge" --dependency="afterok:$id" \
	--wrap "foolscope study merge --out '$place/study/whole' '$place'/study/part-*" >/dev/null
foolscope study --quiet --processors 1 --out "$place/alone" "${flags[@]}" >"$place/alone.txt"
for file in plan.json run.json rows.csv summary.json; do
	cmp "$place/study/whole/$file" "$place/alone/$file"
done
cmp "$place/out.merge" "$place/alone.txt"
echo "cluster: three tasks of a job array, merged, are one run to the byte ($(($(wc -l <"$place/alone/rows.csv") - 1)) rows)"
