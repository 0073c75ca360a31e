package study

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Shard is the part of an experiment that one of several machines does: each Of-th picture,
// from Index on. The zero value is the whole of it.
type Shard struct {
	Index int `json:"index"`
	Of    int `json:"of"`
}

// whole reports whether the shard is the whole experiment.
func (s Shard) whole() bool { return s.Of <= 1 }

// has reports whether a picture belongs to the shard.
func (s Shard) has(picture int) bool { return s.whole() || picture%s.Of == s.Index }

// ParseShard reads "2/5", the second of five parts.
func ParseShard(text string) (Shard, error) {
	first, second, ok := strings.Cut(text, "/")
	i, err := strconv.Atoi(first)
	n, err2 := strconv.Atoi(second)
	if !ok || err != nil || err2 != nil || n < 1 || i < 1 || i > n {
		return Shard{}, fmt.Errorf("a shard is written as 2/5, the second of five, not as %q", text)
	}
	return Shard{i - 1, n}, nil
}

// ShardOf reads the shard of a job array from the environment: of Slurm's (SLURM_ARRAY_TASK_ID,
// _MIN, _STEP, _COUNT) or of an Indexed Job of Kubernetes (JOB_COMPLETION_INDEX, together with
// JOB_COMPLETIONS, which its manifest has to set). It is the whole experiment outside of both.
func ShardOf(getenv func(string) string) (Shard, error) {
	if id := getenv("SLURM_ARRAY_TASK_ID"); id != "" {
		return slurmShard(id, getenv)
	}
	index := getenv("JOB_COMPLETION_INDEX")
	if index == "" {
		return Shard{}, nil
	}
	i, err := strconv.Atoi(index)
	n, err2 := strconv.Atoi(getenv("JOB_COMPLETIONS"))
	if err != nil || err2 != nil || i < 0 || i >= n {
		return Shard{}, errors.New("JOB_COMPLETION_INDEX is set, but JOB_COMPLETIONS does not say of how many: set it to the job's completions, or give --shard")
	}
	return Shard{i, n}, nil
}

func slurmShard(id string, getenv func(string) string) (Shard, error) {
	number := func(name string, missing int) (int, error) {
		text := getenv(name)
		if text == "" {
			return missing, nil
		}
		return strconv.Atoi(text)
	}
	i, err := strconv.Atoi(id)
	least, err2 := number("SLURM_ARRAY_TASK_MIN", 0)
	step, err3 := number("SLURM_ARRAY_TASK_STEP", 1)
	n, err4 := number("SLURM_ARRAY_TASK_COUNT", 0)
	if err := errors.Join(err, err2, err3, err4); err != nil || step < 1 || n < 1 || (i-least)%step != 0 || i < least || (i-least)/step >= n {
		return Shard{}, errors.New("the variables of Slurm's job array do not say which part this is: give --shard")
	}
	return Shard{(i - least) / step, n}, nil
}
