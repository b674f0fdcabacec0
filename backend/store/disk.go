package store

import (
	"os"

	"stepwise/backend/crm"
)

// reserve is how much room there has to be on the disk before anything runs by
// itself: what was handed over must still be recorded.
const reserve = 100_000_000

type disk struct {
	free    func(dir string) (int64, error)
	reserve int64
}

func diskOf(o Options) disk {
	d := disk{free: o.Free, reserve: o.Reserve}
	if d.free == nil {
		d.free = freeOn
	}
	if d.reserve == 0 {
		d.reserve = reserve
	}
	return d
}

// Room fails where the disk has too little room for anything to run by itself:
// unavailable, "error.store.low" with free and need in MB. It needs the reserve,
// or twice the write-ahead log.
func (s *Store) Room() error {
	if s.memory != nil {
		return nil
	}
	free, err := s.disk.free(s.dir)
	if err != nil {
		return nil //nolint:nilerr // a system that doesn't say: the disk itself will
	}
	need := s.disk.reserve
	if info, err := os.Stat(s.path() + "-wal"); err == nil {
		need = max(need, 2*info.Size())
	}
	if free >= need {
		return nil
	}
	const mb = 1_000_000
	return crm.Fail(crm.CodeUnavailable, "error.store.low", "free", free/mb, "need", (need+mb-1)/mb)
}

// Free is how many bytes are free on the disk of a folder.
func Free(dir string) (int64, error) { return freeOn(dir) }
