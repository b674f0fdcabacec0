// Package gammu hands SMS to a GSM modem through gammu-smsd, a program of its
// own that watches folders: a file in one is a message to send.
//
// Order of reading: gammu.go (what the outbox calls), spool.go (the files),
// inbox.go (what came in).
//
// A message's key is in the name of its file, which never changes on its way
// through the folders: whether it was taken can always be told, and it isn't
// put there twice.
package gammu

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// Gammu is safe for use by many at once.
type Gammu struct{}

// New makes a Gammu.
func New() *Gammu { return &Gammu{} }

// Compose is the text of the SMS.
func (*Gammu) Compose(a crm.Account, m crm.Message, r crm.Rendered) ([]byte, error) {
	if a.Gammu == nil {
		return nil, crm.Fail(crm.CodeInvalid, "account.no_settings")
	}
	if r.Text == "" {
		return nil, crm.Fail(crm.CodeInvalid, "account.compose.empty")
	}
	if !isNumber(m.To) {
		return nil, crm.Fail(crm.CodeInvalid, "account.compose.address", "address", m.To)
	}
	return []byte(strings.ToValidUTF8(r.Text, "\uFFFD")), nil
}

func isNumber(to string) bool {
	return len(to) > 3 && strings.Trim(strings.TrimPrefix(to, "+"), "0123456789") == ""
}

// Send puts the message's file where gammu-smsd takes it from. The rename that
// makes it visible is what hands it over.
func (g *Gammu) Send(_ context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	if a.Gammu == nil || !isNumber(m.To) {
		return crm.Outcome{Kind: crm.Stopped, Words: "no settings"}
	}
	name := fileName(m)
	there, err := where(a, m.Key)
	if err != nil {
		return trouble(err)
	}
	part, err := prepare(a.Gammu.Outbox, name, raw)
	if err != nil {
		return trouble(err)
	}
	if err := commit(); err != nil {
		return crm.Outcome{Kind: crm.Aborted, Words: errors.Join(err, os.Remove(part)).Error()}
	}
	if there != "" { // an earlier attempt put it there
		_ = os.Remove(part)
		return accepted(there)
	}
	if err := publish(part, filepath.Join(a.Gammu.Outbox, name)); err != nil {
		_ = os.Remove(part)
		return trouble(err)
	}
	return accepted(name)
}

func accepted(name string) crm.Outcome {
	return crm.Outcome{Kind: crm.Accepted, Words: "in the outbox of gammu-smsd", Remote: name, Parts: []string{name}}
}

// trouble is what a folder that can't be used means: the account waits for
// somebody, unless the disk is full for a while.
func trouble(err error) crm.Outcome {
	out := crm.Outcome{Kind: crm.Temporary, Words: wire.Clip(err.Error())}
	if errors.Is(err, os.ErrNotExist) || errors.Is(err, os.ErrPermission) {
		out.Kind = crm.Stopped
	}
	return out
}

// Lookup looks for the message's file in the folders.
func (*Gammu) Lookup(_ context.Context, a crm.Account, key string) crm.Found {
	if a.Gammu == nil {
		return crm.FoundUnknown
	}
	switch name, err := where(a, key); {
	case err != nil:
		return crm.FoundUnknown
	case name != "":
		return crm.FoundYes
	default:
		return crm.FoundNo
	}
}

// Poll says which of the open messages the modem sent or gave up, and what came
// in. That a phone received one is not known: gammu-smsd doesn't say.
func (g *Gammu) Poll(_ context.Context, a crm.Account, open []crm.OpenPart) (news crm.News, err error) {
	if a.Gammu == nil {
		return news, nil
	}
	for _, part := range open {
		if filepath.Base(part.Remote) != part.Remote {
			continue
		}
		if _, err := os.Stat(filepath.Join(a.Gammu.Error, part.Remote)); err == nil {
			news.Receipts = append(news.Receipts, crm.Receipt{Remote: part.Remote, State: crm.MessageFailed, Words: "gammu-smsd could not send it"})
		}
	}
	news.Incoming, news.Stored, err = inbox(a.Gammu.Inbox)
	return news, err
}

// Check looks whether the folders are there and the outbox can be written to.
func (*Gammu) Check(_ context.Context, a crm.Account) error {
	if a.Gammu == nil {
		return crm.Fail(crm.CodeInvalid, "account.no_settings")
	}
	for _, dir := range folders(a) {
		if _, err := os.ReadDir(dir); err != nil {
			return crm.Fail(crm.CodeUnavailable, "sms_gateway.folder", "folder", dir, "words", wire.Clip(err.Error()))
		}
	}
	part, err := prepare(a.Gammu.Outbox, "check", nil)
	if err == nil {
		err = os.Remove(part)
	}
	if err != nil {
		return crm.Fail(crm.CodeUnavailable, "sms_gateway.folder", "folder", a.Gammu.Outbox, "words", wire.Clip(err.Error()))
	}
	return nil
}

// Close has nothing to close.
func (*Gammu) Close() {}

// CheckAccount says everything wrong with the settings.
func (*Gammu) CheckAccount(a crm.Account) crm.Problems {
	var p crm.Problems
	seen := map[string]bool{}
	for _, at := range []struct {
		path, dir string
		must      bool
	}{{"outbox", a.Gammu.Outbox, true}, {"sent", a.Gammu.Sent, true}, {"error", a.Gammu.Error, true}, {"inbox", a.Gammu.Inbox, false}} {
		switch {
		case at.dir == "" && !at.must:
		case !filepath.IsAbs(at.dir):
			p.Add(at.path, "sms_gateway.folder_missing")
		case seen[filepath.Clean(at.dir)]:
			p.Add(at.path, "sms_gateway.folder_twice")
		}
		seen[filepath.Clean(at.dir)] = true
	}
	return p
}
