package api

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"os"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// AddFileIn adds a file to a card: the window's way. A browser sends the bytes
// themselves to POST /files.
type AddFileIn struct {
	Card    crm.CardID `json:"card" ts_type:"string"`
	Name    string     `json:"name"`
	Content string     `json:"content"` // base64, at most 25 MB of bytes
}

// FileIn names a file.
type FileIn struct {
	ID crm.FileID `json:"id" ts_type:"string"`
}

// FileView is a file on a card.
type FileView struct {
	File    crm.File `json:"file"`
	Who     string   `json:"who"`     // the name of who added it
	Picture bool     `json:"picture"` // can be shown small
}

// PictureOut is a picture to be shown.
type PictureOut struct {
	Mime    string `json:"mime"`
	Content string `json:"content"` // base64
}

const (
	mostFiles  = 200       // that a card shows
	maxPicture = 8_000_000 // bytes that the window shows of a picture
)

func fileView(f crm.File, who string) FileView {
	return FileView{File: f, Who: who, Picture: IsPicture(f.Mime) && f.Size <= maxPicture}
}

func cardFiles(v *store.View, card crm.CardID) ([]FileView, error) {
	files, err := v.CardFiles(card, mostFiles)
	if err != nil {
		return nil, err
	}
	out := make([]FileView, 0, len(files))
	for _, f := range files {
		view, err := whoseFile(v, f)
		if err != nil {
			return nil, err
		}
		out = append(out, view)
	}
	return out, nil
}

func whoseFile(v *store.View, f crm.File) (FileView, error) {
	if f.User == 0 {
		return fileView(f, ""), nil
	}
	who, err := v.User(f.User)
	return fileView(f, who.Name), err
}

// AddFile adds a file to a card.
func (s *Session) AddFile(in AddFileIn) (FileView, error) {
	if base64.StdEncoding.DecodedLen(len(in.Content)) > crm.MaxFile+3 {
		return FileView{}, crm.Fail(crm.CodeInvalid, "error.file.too_big", "max", crm.MaxFile/1_000_000)
	}
	content, err := base64.StdEncoding.DecodeString(in.Content)
	if err != nil {
		return FileView{}, crm.Fail(crm.CodeInvalid, "error.file.broken")
	}
	return s.putFile(in.Card, in.Name, bytes.NewReader(content))
}

// PutFile is AddFile for a transport that streams: it reads content to its end.
// Errors are as an operation's.
func PutFile(s *Session, card crm.CardID, name string, content io.Reader) (FileView, error) {
	return Guard(s, "PutFile", func() (FileView, error) { return s.putFile(card, name, content) })
}

func (s *Session) putFile(card crm.CardID, name string, content io.Reader) (out FileView, err error) {
	// Asked before megabytes are written for nothing.
	if err := s.write(func(tx *store.Tx) error { return mustBeThere(tx, card) }); err != nil {
		return out, err
	}
	kept, done, err := s.svc.deps.Store.KeepContent(content)
	if err != nil {
		return out, readTrouble(err)
	}
	defer done()
	f := crm.File{Card: card, Name: fileName(name), Size: kept.Size, Hash: kept.Hash, User: s.user}
	f.Mime = mimeOf(kept.Head, f.Name)
	return out, s.write(func(tx *store.Tx) error {
		c, err := tx.Card(card)
		if err != nil {
			return err
		}
		if c.Deleted != 0 {
			return crm.NotFound("card")
		}
		f.Contact = c.Contact
		added, err := tx.AddFile(f)
		if err != nil {
			return err
		}
		out, err = whoseFile(&tx.View, added)
		return err
	})
}

// readTrouble is what a person learns where the sender's bytes did not come.
func readTrouble(err error) error {
	var ours *crm.Error
	if errors.As(err, &ours) {
		return err
	}
	return &crm.Error{Code: crm.CodeUnavailable, Key: "error.file.interrupted", Cause: err}
}

// OpenFile opens a file for a transport that streams; the caller closes it.
func OpenFile(s *Session, id crm.FileID) (f crm.File, content *os.File, err error) {
	_, err = Guard(s, "OpenFile", func() (struct{}, error) {
		f, content, err = s.openFile(id)
		return struct{}{}, err
	})
	return f, content, err
}

// openFile finds a file that is there, on a card that is there.
func (s *Session) openFile(id crm.FileID) (f crm.File, content *os.File, err error) {
	err = s.read(func(v *store.View) error {
		if f, err = v.File(id); err != nil {
			return err
		}
		card, err := v.Card(f.Card)
		if err == nil && (f.Deleted != 0 || card.Deleted != 0) {
			err = crm.NotFound("file")
		}
		return err
	})
	if err != nil {
		return f, nil, err
	}
	content, err = s.svc.deps.Store.OpenContent(f.Hash)
	return f, content, err
}

// DownloadFile gives a file to the person: through the window's dialog, or to
// the browser.
func (s *Session) DownloadFile(in FileIn) (Download, error) {
	f, content, err := s.readFile(in.ID)
	if err != nil {
		return Download{}, err
	}
	return s.download(f.Name, f.Mime, content)
}

// ShowPicture reads a picture to be shown in a page that can't ask for a URL.
// Errors: invalid where the file is no picture, or a large one.
func (s *Session) ShowPicture(in FileIn) (out PictureOut, err error) {
	f, content, err := s.readFile(in.ID)
	if err != nil {
		return out, err
	}
	if !fileView(f, "").Picture {
		return out, crm.Fail(crm.CodeInvalid, "error.file.no_picture")
	}
	return PictureOut{Mime: f.Mime, Content: base64.StdEncoding.EncodeToString(content)}, nil
}

func (s *Session) readFile(id crm.FileID) (f crm.File, content []byte, err error) {
	f, from, err := s.openFile(id)
	if err != nil {
		return f, nil, err
	}
	defer from.Close() //nolint:errcheck // only read
	content, err = io.ReadAll(io.LimitReader(from, crm.MaxFile))
	return f, content, err
}

// DeleteFile deletes a file. Errors: conflict where a field of the card holds
// it. RestoreFile brings it back within 30 days.
func (s *Session) DeleteFile(in FileIn) (out Changed, err error) { return s.deleteFile(in.ID, true) }

// RestoreFile undoes DeleteFile.
func (s *Session) RestoreFile(in FileIn) (out Changed, err error) { return s.deleteFile(in.ID, false) }

func (s *Session) deleteFile(id crm.FileID, deleted bool) (out Changed, err error) {
	return out, s.write(func(tx *store.Tx) error {
		out = Changed{}
		f, err := tx.File(id)
		if err != nil {
			return err
		}
		if err := mustBeThere(tx, f.Card); err != nil || (f.Deleted != 0) == deleted {
			return err
		}
		key := "activity.file_restored"
		if deleted {
			key = "activity.file_deleted"
			if err := mustBeFree(tx, f); err != nil {
				return err
			}
		}
		out.Changed = 1
		if err := tx.DeleteFile(f, deleted); err != nil {
			return err
		}
		return tx.NoteCause(f.Card, crm.ActivityCard, s.cause(), crm.Say(key, "name", f.Name))
	})
}

// mustBeFree refuses a file that a field of its card holds.
func mustBeFree(tx *store.Tx, f crm.File) error {
	card, err := tx.Card(f.Card)
	if err != nil {
		return err
	}
	cat, err := tx.Catalogue(card.Product)
	if err != nil {
		return err
	}
	for _, field := range cat.Fields {
		if card.Fields[field.ID] == f.ID {
			return crm.Fail(crm.CodeConflict, "error.in_use", "name", f.Name, "where", field.Name)
		}
	}
	return nil
}
