package store

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"

	"stepwise/backend/crm"
	"stepwise/backend/fault"
)

// SentFile is the append-only record of acceptances beside the database. After
// a restore it says what has been sent since the backup.
const SentFile = "sent.log"

// SentLine is one acceptance; it holds no personal data.
type SentLine struct {
	Key   string      `json:"key"`
	At    crm.Instant `json:"at"`
	Reply string      `json:"reply"`
}

type sentLog struct{ f *os.File }

func openSentLog(dir string) (*sentLog, error) {
	f, err := os.OpenFile(filepath.Join(dir, SentFile), os.O_WRONLY|os.O_CREATE|os.O_APPEND, ownerOnly)
	if err != nil {
		return nil, &crm.Error{Code: crm.CodeUnavailable, Key: "error.store.unreadable", Args: crm.Args{"file": SentFile}, Cause: err}
	}
	return &sentLog{f: f}, nil
}

// append writes lines and waits until they are on the disk. What could be
// written only in part is taken back.
func (l *sentLog) append(lines []SentLine) error {
	var out []byte
	for _, line := range lines {
		b, err := json.Marshal(line)
		if err != nil {
			return err
		}
		out = append(append(out, b...), '\n')
	}
	if err := fault.Fail(fault.SentLog); err != nil {
		return diskTrouble(err)
	}
	size, err := l.f.Seek(0, io.SeekEnd)
	if err != nil {
		return diskTrouble(err)
	}
	if _, err := l.f.Write(out); err != nil {
		return diskTrouble(errors.Join(err, l.f.Truncate(size)))
	}
	if err := l.f.Sync(); err != nil {
		return diskTrouble(err)
	}
	return diskTrouble(fault.Fail(fault.SentLogDone))
}

func (l *sentLog) close() error { return l.f.Close() }
