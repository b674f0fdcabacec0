package store_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// inFolder are the names of what lies in the folder of contents.
func inFolder(t *testing.T, w *testkit.World) []string {
	t.Helper()
	names := []string{}
	err := filepath.WalkDir(filepath.Join(w.Dir, "files"), func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, entry.Name())
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return names
}

func keep(t *testing.T, w *testkit.World, text string) store.Content {
	t.Helper()
	c, done, err := w.Store.KeepContent(strings.NewReader(text))
	must(t, err)
	done()
	return c
}

func attach(w *testkit.World, card crm.CardID, c store.Content) (f crm.File) {
	w.Write(func(tx *store.Tx) (err error) {
		f, err = tx.AddFile(crm.File{Card: card, Name: "a.txt", Mime: "text/plain", Size: c.Size, Hash: c.Hash})
		return err
	})
	return f
}

func TestTheSameContentIsStoredOnce(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	first, second := keep(t, w, "hello"), keep(t, w, "hello")
	if first.Hash != second.Hash || first.Size != 5 || string(first.Head) != "hello" || len(inFolder(t, w)) != 1 {
		t.Errorf("%+v %+v %v", first, second, inFolder(t, w))
	}
	f, err := w.Store.OpenContent(first.Hash)
	must(t, err)
	defer f.Close()
	if text, err := io.ReadAll(f); err != nil || string(text) != "hello" {
		t.Errorf("%q %v", text, err)
	}
	if info, err := f.Stat(); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v %v", info.Mode(), err)
	}
}

func TestWhatCannotBeAFileLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	broken := errors.New("the line is dead")
	for name, tc := range map[string]struct {
		from io.Reader
		key  string
	}{
		"nothing":              {strings.NewReader(""), "error.file.empty"},
		"one byte too much":    {bytes.NewReader(make([]byte, crm.MaxFile+1)), "error.file.too_big"},
		"a sender who is gone": {io.MultiReader(strings.NewReader("half"), iotest.ErrReader(broken)), ""},
	} {
		_, _, err := w.Store.KeepContent(tc.from)
		var ours *crm.Error
		if tc.key == "" && !errors.Is(err, broken) || tc.key != "" && (!errors.As(err, &ours) || ours.Key != tc.key) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left := inFolder(t, w); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	if c := keep(t, w, strings.Repeat("x", crm.MaxFile)); c.Size != crm.MaxFile {
		t.Errorf("the largest file has %d bytes", c.Size)
	}
}

func TestAFullDiskIsSaidAsAFullDisk(t *testing.T) {
	t.Parallel()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("this system has no full device")
	}
	defer full.Close()
	_, err = store.Fill(full, strings.NewReader("hello"))
	var ours *crm.Error
	if !errors.As(err, &ours) || ours.Key != "error.store.full" {
		t.Errorf("%v", err)
	}
}

func TestContentThatNoFileHasLeavesTheDisk(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	card := w.Card("Ion Popescu", testkit.NewLead)
	used, shared := attach(w, card, keep(t, w, "used")), keep(t, w, "shared")
	first := attach(w, card, shared)
	attach(w, card, shared)
	keep(t, w, "never attached")
	must(t, os.WriteFile(filepath.Join(w.Dir, "files", "new-4711"), []byte("half"), 0o600))
	w.Write(func(tx *store.Tx) error {
		if err := tx.DeleteFile(used, true); err != nil {
			return err
		}
		return tx.DeleteFile(first, true)
	})
	sweep := func(want, left int) {
		t.Helper()
		must(t, w.Engine.Chores(t.Context()))
		n, err := w.Store.RemoveUnusedContent(t.Context())
		if err != nil || n != want || len(inFolder(t, w)) != left {
			t.Errorf("%d more went, %v are left: %v", n, inFolder(t, w), err)
		}
	}
	sweep(0, 2) // what was deleted a moment ago can come back
	w.Advance("31d")
	sweep(0, 1) // the other file with the shared content is still there
	w.Read(func(v *store.View) error {
		if _, err := v.File(used.ID); crm.CodeOf(err) != crm.CodeNotFound {
			t.Errorf("the deleted file: %v", err)
		}
		return nil
	})
}

func TestPicturesAndFilesOfTemplatesStayAsLongAsAVersionNamesThem(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	shown, attached, unused, fresh := w.Asset("a.png", "image/png", []byte("a")), w.Asset("b.txt", "text/plain", []byte("b")), w.Asset("c.txt", "text/plain", []byte("c")), crm.AssetID(0)
	tmpl := w.TemplateOf(crm.TemplateEmail, crm.Content{
		Subject: "x", Doc: `{"type":"doc","content":[{"type":"image","attrs":{"asset":"` + shown.String() + `"}}]}`, Attachments: crm.Attachments{{Asset: attached}},
	})
	w.SaveTemplate(crm.Template{ID: tmpl, Product: w.Product, Kind: crm.TemplateEmail, Name: "x", Content: crm.Content{Subject: "x", Body: "no longer"}})
	forget := func() string {
		w.OK(w.Engine.Chores(t.Context()))
		there := ""
		w.Read(func(v *store.View) error {
			for _, id := range []crm.AssetID{shown, attached, unused, fresh} {
				if _, err := v.Asset(id); err == nil {
					there += id.String() + " "
				}
			}
			return nil
		})
		return there
	}
	if got := forget(); got != "asset_1 asset_2 asset_3 " || len(inFolder(t, w)) != 3 {
		t.Errorf("at once: %s %v", got, inFolder(t, w))
	}
	w.Advance("31d")
	fresh = w.Asset("d.txt", "text/plain", []byte("d"))
	w.Advance("1d")
	if got := forget(); got != "asset_1 asset_2 asset_4 " || len(inFolder(t, w)) != 3 {
		t.Errorf("after a month: %s %v", got, inFolder(t, w))
	}
}
