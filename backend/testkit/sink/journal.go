package sink

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"
)

// What became of a message or connection.
const (
	EvAccepted = "accepted" // counts as delivered
	EvRefused  = "refused"  // a 4xx or 5xx was said; does not count
	EvDropped  = "dropped"  // cut before it was taken; does not count
	EvAborted  = "aborted"  // the client went away in the middle
	EvReplay   = "replay"   // SMS: the same key again, not delivered again
	EvStart    = "start"
)

// Entry is one line of a sink's log.
type Entry struct {
	Ev   string   `json:"ev"`
	T    float64  `json:"t"` // Unix seconds
	Conn int      `json:"conn,omitempty"`
	Why  string   `json:"why,omitempty"`
	Code int      `json:"code,omitempty"`
	At   string   `json:"at,omitempty"`
	Lint []string `json:"lint,omitempty"`

	// of an email
	Reply    string   `json:"reply,omitempty"` // what the client was told: 250, slow or none
	Mid      string   `json:"mid,omitempty"`
	Rcpt     []string `json:"rcpt,omitempty"`
	MailFrom string   `json:"mail_from,omitempty"`
	Bytes    int      `json:"bytes,omitempty"`
	Subject  string   `json:"subject,omitempty"`
	Sha      string   `json:"sha,omitempty"`
	BodySha  string   `json:"body_sha,omitempty"`
	TLS      bool     `json:"tls,omitempty"`
	Raw      []byte   `json:"-"`

	// of an SMS
	ID          string `json:"id,omitempty"`
	DuplicateOf string `json:"duplicate_of,omitempty"`
	Key         string `json:"key,omitempty"`
	To          string `json:"to,omitempty"`
	Text        string `json:"text,omitempty"`
	TextSha     string `json:"text_sha,omitempty"`
	Quiet       bool   `json:"quiet,omitempty"` // taken between 23:00 and 07:30
	E164        bool   `json:"e164,omitempty"`
}

// journal is the log: a file, if one is wanted, and memory.
type journal struct {
	now func() time.Time

	mu      sync.Mutex
	file    *os.File
	entries []Entry
	changed chan struct{}
}

func newJournal(path string, now func() time.Time) (*journal, error) {
	j := &journal{now: now, changed: make(chan struct{})}
	if path == "" {
		return j, nil
	}
	var err error
	j.file, err = os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	return j, err
}

// add writes and syncs an entry before it returns.
func (j *journal) add(e Entry) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	e.T = float64(j.now().UnixMicro()) / 1e6
	if j.file != nil {
		var line bytes.Buffer
		enc := json.NewEncoder(&line)
		enc.SetEscapeHTML(false) // a Message-ID stays readable
		if err := enc.Encode(e); err != nil {
			return err
		}
		if _, err := j.file.Write(line.Bytes()); err != nil {
			return err
		}
		if err := j.file.Sync(); err != nil {
			return err
		}
	}
	j.entries = append(j.entries, e)
	close(j.changed)
	j.changed = make(chan struct{})
	return nil
}

// Entries are all lines since the start, in order.
func (j *journal) Entries() []Entry {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Clone(j.entries)
}

// Accepted are the messages that count as delivered, in order.
func (j *journal) Accepted() []Entry {
	return slices.DeleteFunc(j.Entries(), func(e Entry) bool { return e.Ev != EvAccepted })
}

// Await waits for the first entry that matches, also one from before.
func (j *journal) Await(ctx context.Context, match func(Entry) bool) (Entry, error) {
	for seen := 0; ; {
		j.mu.Lock()
		news, changed := j.entries[seen:], j.changed
		j.mu.Unlock()
		if i := slices.IndexFunc(news, match); i >= 0 {
			return news[i], nil
		}
		seen += len(news)
		select {
		case <-changed:
		case <-ctx.Done():
			return Entry{}, ctx.Err()
		}
	}
}

func (j *journal) close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.file == nil {
		return nil
	}
	err := j.file.Close()
	j.file = nil
	return err
}

// ReadLog reads a sink's log, also one of a sink that was killed in the middle
// of a line: what is no whole line is left out. No file is an empty log.
func ReadLog(path string) ([]Entry, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	var out []Entry
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var e Entry
		if json.Unmarshal(lines.Bytes(), &e) == nil {
			out = append(out, e)
		}
	}
	return out, lines.Err()
}
