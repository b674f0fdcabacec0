//go:build linux

package backend_test

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"stepwise/backend"
	"stepwise/backend/api"
	"stepwise/backend/config"
	"stepwise/backend/crm"
)

// smallDisk is a folder on a disk of 8 MB.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=8m,mode=0700"); err != nil {
		t.Skipf("this user may mount no disk: %v", err)
	}
	t.Cleanup(func() { must(t, syscall.Unmount(dir, syscall.MNT_DETACH)) })
	return dir
}

// fill leaves no byte of a disk; it returns how to make room again.
func fill(t *testing.T, dir string) (room func()) {
	t.Helper()
	name := filepath.Join(dir, "somebody else's")
	f, err := os.Create(name)
	must(t, err)
	for size := 1 << 20; size >= 512; {
		if _, err := f.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
	must(t, f.Close())
	return func() { must(t, os.Remove(name)) }
}

// The disk is full: nobody exits, everything can be read, nothing goes that could
// not be recorded, people are told, and with room again everything goes, once.
func TestAFullDisk(t *testing.T) {
	mail := mailServer(t)
	dir := smallDisk(t)
	b, err := backend.Open(config.Config{Data: dir, Reserve: 1}, slog.New(slog.DiscardHandler))
	must(t, err)
	defer func() { must(t, b.Close()) }()
	s := session(t, b)
	p := follow(t, s, mail)
	for i := range 10 {
		welcome(t, s, p, fmt.Sprintf("Client%d", i))
	}
	room := fill(t, dir)
	full := false
	for range 3 {
		_, err := b.Tick(t.Context())
		var ours *crm.Error
		full = full || errors.As(err, &ours) && (ours.Key == "error.store.full" || ours.Key == "error.store.low" || ours.Key == "error.store.disk")
	}
	if !full {
		t.Error("the disk never said that it is full")
	}
	if page := ask(s.ListCards(api.ListCardsIn{Product: p.Product.ID, Limit: 50})).ok(t); len(page.Rows) != 10 {
		t.Errorf("it reads %d cards", len(page.Rows))
	}
	if job := done(t, b, ask(s.MakeBackup(api.MakeBackupIn{})).ok(t), nil); job.State != "failed" {
		t.Errorf("a backup on a full disk: %+v", job)
	}
	went := accepted(mail)
	room()
	for range 3 {
		_, err = b.Tick(t.Context())
	}
	must(t, err)
	all := accepted(mail)
	slices.Sort(all)
	if len(all) != 10 || len(slices.Compact(all)) != 10 {
		t.Errorf("%d went while it was full, in the end %v", len(went), all)
	}
	if n := len(ask(s.ListMessages(api.ListMessagesIn{State: string(crm.MessageSent)})).ok(t).Rows); n != 10 {
		t.Errorf("%d are recorded as sent", n)
	}
}
