package store

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"stepwise/backend/crm"
)

// ClearSentLog takes words out of the servers' replies in the record of
// acceptances; keys and times stay.
func (t *Tx) ClearSentLog(words []string) error { return t.s.sent.clear(words) }

// clear rewrites the file where a reply holds one of the words: a whole new one
// takes its place.
func (l *sentLog) clear(words []string) error {
	name := l.f.Name()
	old, err := os.ReadFile(name)
	if err != nil {
		return diskTrouble(err)
	}
	lines := strings.Split(string(old), "\n")
	for i, text := range lines {
		var line SentLine
		if json.Unmarshal([]byte(text), &line) != nil {
			continue
		}
		if cleared := Clear(line.Reply, words); cleared != line.Reply {
			line.Reply = cleared
			b, err := json.Marshal(line)
			if err != nil {
				return err
			}
			lines[i] = string(b)
		}
	}
	if cleared := strings.Join(lines, "\n"); cleared != string(old) {
		return diskTrouble(l.replace(name, cleared))
	}
	return nil
}

func (l *sentLog) replace(name, content string) error {
	part := name + ".new"
	if err := os.WriteFile(part, []byte(content), ownerOnly); err != nil { //nolint:gosec // names of our own in the data folder
		return err
	}
	if err := l.f.Close(); err != nil { // Windows renames over no open file
		return err
	}
	renamed := settle(part, name)
	again, err := openSentLog(filepath.Dir(name))
	if err != nil {
		return err
	}
	*l = *again
	return renamed
}

// Scour makes sure that what was erased is nowhere in the database's files: the
// search indexes, the free pages, the write-ahead log. It takes some seconds for
// each gigabyte, and nobody can write meanwhile.
func (s *Store) Scour(ctx context.Context) error {
	const chunk = 250
	for left := chunk; left == chunk; {
		err := s.WriteBulk(ctx, func(tx *Tx) (err error) {
			if left, err = tx.RenewSearch(chunk); err == nil && left < chunk {
				left, err = tx.RenewContactSearch(chunk)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	err := s.WriteBulk(ctx, func(tx *Tx) error {
		var tables []string
		if err := tx.list(&tables, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"); err != nil {
			return err
		}
		for _, name := range tables {
			if _, err := tx.exec("INSERT INTO " + name + " (" + name + ") VALUES ('optimize')"); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.gate.RLock()
	defer s.gate.RUnlock()
	if _, err := s.w.ExecContext(ctx, "VACUUM"); err != nil {
		return trouble(err)
	}
	const tries = 10 // each waits for readers for the busy timeout
	for range tries {
		var c struct {
			Busy int `db:"busy"`
			Log  int `db:"log"`
			Done int `db:"checkpointed"`
		}
		if err := s.w.GetContext(ctx, &c, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
			return trouble(err)
		}
		if c.Busy == 0 {
			return nil
		}
	}
	return crm.Fail(crm.CodeUnavailable, "contacts.erase_busy")
}
