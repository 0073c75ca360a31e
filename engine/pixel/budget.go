package pixel

import (
	"context"

	"golang.org/x/sync/semaphore"
)

// What all decoding in the process may take together; who comes late waits.
// A single picture may take all of it. Files count as long as they are being
// decoded, what decoders make until it has become an Image, and the Image
// itself until it is handed over.
const (
	fileBudget     = 512 << 20
	decodingBudget = 1 << 30
)

var (
	fileMemory     = semaphore.NewWeighted(fileBudget)
	decodingMemory = semaphore.NewWeighted(decodingBudget)
)

// reserve waits for a part of a budget and returns what gives it back; or
// returns ctx's error. Who holds files may wait for decoding, never the other
// way round.
func reserve(ctx context.Context, memory *semaphore.Weighted, bytes, budget int64) (func(), error) {
	bytes = max(min(bytes, budget), 0)
	if err := memory.Acquire(ctx, bytes); err != nil {
		return nil, err
	}
	return func() { memory.Release(bytes) }, nil
}
