package desk

import (
	"bytes"
	"fmt"
	"os"
	"time"
)

// tick is the unit in which Linux counts the processor time of a process.
const tick = time.Second / 100

// Spent is the processor time of the program so far, its own and that which the system spent for it. Unlike the time of a
// clock it hardly depends on what else the machine does.
func (p *Program) Spent() (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.Process()))
	if err != nil {
		return 0, err
	}
	// The name of the program, in parentheses, may hold anything.
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	if len(fields) < 13 {
		return 0, fmt.Errorf("desk: %s is not understood", stat)
	}
	var user, system int64
	if _, err := fmt.Sscan(string(fields[11])+" "+string(fields[12]), &user, &system); err != nil {
		return 0, fmt.Errorf("desk: %s is not understood: %w", stat, err)
	}
	return time.Duration(user+system) * tick, nil
}
