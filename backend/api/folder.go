package api

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// ListFolders reads a product's folders.
func (s *Session) ListFolders(in ProductIn) (out []crm.Folder, err error) {
	return out, s.read(func(v *store.View) (err error) {
		out, err = v.Folders(in.Product)
		return err
	})
}

// SaveFolder makes or renames a folder (administrators).
func (s *Session) SaveFolder(in crm.Folder) (out crm.Folder, err error) {
	var bad crm.Problems
	in.Name = name(&bad, "name", in.Name)
	if err := bad.Err(); err != nil {
		return out, err
	}
	return out, s.change(func(tx *store.Tx) error {
		if _, err := tx.Product(in.Product); err != nil {
			return err
		}
		if in.ID != 0 {
			if err := ownFolder(&tx.View, &in); err != nil {
				return err
			}
		}
		out, err = tx.SaveFolder(in)
		if store.IsUnique(err) {
			return taken("name", in.Name)
		}
		return err
	})
}

// DeleteFolder deletes an empty folder of one's own (administrators).
func (s *Session) DeleteFolder(in crm.Folder) (out crm.Folder, err error) {
	return in, s.change(func(tx *store.Tx) error {
		if err := ownFolder(&tx.View, &in); err != nil {
			return err
		}
		list, err := tx.Sequences(in.Product)
		if err != nil {
			return err
		}
		var where []string
		for _, q := range list {
			if q.Folder == in.ID {
				where = append(where, q.Name)
			}
		}
		if len(where) > 0 {
			return crm.Fail(crm.CodeConflict, "error.in_use", "name", in.Name, "where", strings.Join(where, ", "))
		}
		return tx.DeleteFolder(in)
	})
}

// folderOf wants a folder to be one of the product's.
func folderOf(v *store.View, product crm.ProductID, id crm.FolderID) error {
	list, err := v.Folders(product)
	if err == nil && !slices.ContainsFunc(list, func(f crm.Folder) bool { return f.ID == id }) {
		err = crm.NotFound("folder")
	}
	return err
}

// ownFolder wants a folder to be one of the product's own ones, not a built-in
// one.
func ownFolder(v *store.View, f *crm.Folder) error {
	list, err := v.Folders(f.Product)
	if err == nil && !slices.ContainsFunc(list, func(o crm.Folder) bool { return o.ID == f.ID && o.Builtin == "" }) {
		err = crm.NotFound("folder")
	}
	f.Builtin = ""
	return err
}
