package api

import (
	"encoding/base64"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
	"stepwise/backend/store"
)

// CheckImportSize says by its size alone that a file can't be imported: an
// invalid *crm.Error with the limit, or nil.
func CheckImportSize(name string, bytes int64) error { return importer.CheckSize(name, bytes) }

// importFile is the file that ReadImport is about: one that is there, a new
// one, or one that got a further part. fresh says that its name and hash are
// still to be noted.
func (s *Session) importFile(in ReadImportIn) (im store.Import, fresh bool, err error) {
	if err := importer.CheckSize(in.Name, int64(in.Size)); err != nil {
		return im, false, err
	}
	part, err := base64.StdEncoding.DecodeString(in.Content)
	if err != nil {
		return im, false, crm.Fail(crm.CodeInvalid, "import.bad_content")
	}
	switch {
	case in.Import == 0 && !in.More: // the usual file: kept once it can be read
		return store.Import{Product: in.Product, Name: in.Name, State: store.ImportRead, Data: part}, true, nil
	case in.Import == 0:
		im, err = s.keepImport(store.Import{Product: in.Product, Name: in.Name, State: store.ImportRead, Data: part})
		return im, true, err
	case len(part) > 0:
		if err := s.appendImport(in, part); err != nil {
			return im, false, err
		}
		if in.More {
			return store.Import{ID: in.Import}, true, nil
		}
	}
	im, err = s.importToApply(in.Import)
	return im, im.Hash == "", err
}

func (s *Session) appendImport(in ReadImportIn, part []byte) error {
	return s.write(func(tx *store.Tx) error {
		have, err := tx.ImportSize(in.Import)
		if err != nil {
			return err
		}
		if err := importer.CheckSize(in.Name, have+int64(len(part))); err != nil {
			return err
		}
		return tx.AppendImport(in.Import, part)
	})
}

// noteImport keeps what a file turned out to be.
func (s *Session) noteImport(im store.Import) (store.Import, error) {
	if im.ID == 0 {
		return s.keepImport(im)
	}
	return im, s.write(func(tx *store.Tx) error { return tx.NameImport(im) })
}
