package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/store"
)

// MoveFiltersIn puts filters into a folder.
type MoveFiltersIn struct {
	IDs    []crm.FilterID `json:"ids" ts_type:"string[]"`
	Folder string         `json:"folder"` // its name; "" for none. A folder is there while a filter is in it
}

// RenameFilterFolderIn gives a folder of a product's filters another name.
type RenameFilterFolderIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	From    string        `json:"from"`
	To      string        `json:"to"` // one that is there takes them in; "" for no folder
}

// Moved says how many were moved.
type Moved struct {
	Count int `json:"count"`
}

// MoveFilters puts filters into a folder (administrators), also those in use.
func (s *Session) MoveFilters(in MoveFiltersIn) (out Moved, err error) {
	return out, s.change(func(tx *store.Tx) error {
		out = Moved{}
		for _, id := range in.IDs {
			f, err := tx.Filter(id)
			if err != nil {
				return err
			}
			folder, err := filterFolder(&tx.View, f.Product, "folder", in.Folder)
			if err != nil {
				return err
			}
			if folder == f.Folder {
				continue
			}
			if err := tx.MoveFilter(id, folder); err != nil {
				return err
			}
			out.Count++
		}
		return nil
	})
}

// RenameFilterFolder moves all filters of a folder to one of another name
// (administrators).
func (s *Session) RenameFilterFolder(in RenameFilterFolderIn) (out Moved, err error) {
	return out, s.change(func(tx *store.Tx) error {
		out = Moved{}
		list, err := tx.Filters(in.Product)
		if err != nil {
			return err
		}
		var bad crm.Problems
		to := folderText(&bad, "to", in.To)
		if err := bad.Err(); err != nil {
			return err
		}
		for _, f := range list {
			if f.Folder != to && f.Folder != in.From && fold.Fold(f.Folder) == fold.Fold(to) {
				to = f.Folder
			}
		}
		for _, f := range list {
			if f.Folder != in.From || f.Folder == to {
				continue
			}
			if err := tx.MoveFilter(f.ID, to); err != nil {
				return err
			}
			out.Count++
		}
		return nil
	})
}

// filterFolder is the name of a folder as it stands in a filter: one that
// differs from a folder's name only in case or marks is that folder.
func filterFolder(v *store.View, product crm.ProductID, path, typed string) (string, error) {
	var bad crm.Problems
	folder := folderText(&bad, path, typed)
	if err := bad.Err(); err != nil || folder == "" {
		return folder, err
	}
	list, err := v.Filters(product)
	if err != nil {
		return "", err
	}
	for _, f := range list {
		if f.Folder == folder {
			return folder, nil
		}
	}
	for _, f := range list {
		if fold.Fold(f.Folder) == fold.Fold(folder) {
			return f.Folder, nil
		}
	}
	return folder, nil
}

func folderText(bad *crm.Problems, path, typed string) string {
	if fold.Clean(typed) == "" {
		return ""
	}
	return name(bad, path, typed)
}
