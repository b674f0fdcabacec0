package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/store"
)

// MoveTemplatesIn puts templates into a folder.
type MoveTemplatesIn struct {
	IDs    []crm.TemplateID `json:"ids" ts_type:"string[]"`
	Folder string           `json:"folder"` // its name; "" for none. A folder is there while a template is in it
}

// RenameTemplateFolderIn gives a folder of a product's templates another name.
type RenameTemplateFolderIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	From    string        `json:"from"`
	To      string        `json:"to"` // one that is there takes them in; "" for no folder
}

// MoveTemplates puts templates into a folder (administrators), also those in
// use.
func (s *Session) MoveTemplates(in MoveTemplatesIn) (out Moved, err error) {
	return out, s.change(func(tx *store.Tx) error {
		out = Moved{}
		for _, id := range in.IDs {
			t, err := tx.Template(id)
			if err != nil {
				return err
			}
			folder, err := templateFolder(&tx.View, t.Product, "folder", in.Folder)
			if err != nil {
				return err
			}
			if folder == t.Folder {
				continue
			}
			if err := tx.MoveTemplate(id, folder); err != nil {
				return err
			}
			out.Count++
		}
		return nil
	})
}

// RenameTemplateFolder moves all templates of a folder to one of another name
// (administrators).
func (s *Session) RenameTemplateFolder(in RenameTemplateFolderIn) (out Moved, err error) {
	return out, s.change(func(tx *store.Tx) error {
		out = Moved{}
		list, err := tx.Templates(in.Product)
		if err != nil {
			return err
		}
		var bad crm.Problems
		to := folderText(&bad, "to", in.To)
		if err := bad.Err(); err != nil {
			return err
		}
		others := slices.DeleteFunc(slices.Clone(list), func(t crm.Template) bool { return t.Folder == in.From })
		to = knownFolder(others, to)
		for _, t := range list {
			if t.Folder != in.From || t.Folder == to {
				continue
			}
			if err := tx.MoveTemplate(t.ID, to); err != nil {
				return err
			}
			out.Count++
		}
		return nil
	})
}

// templateFolder is the name of a folder as it stands in a template: one that
// differs from a folder's name only in case or marks is that folder.
func templateFolder(v *store.View, product crm.ProductID, path, typed string) (string, error) {
	var bad crm.Problems
	folder := folderText(&bad, path, typed)
	if err := bad.Err(); err != nil || folder == "" {
		return folder, err
	}
	list, err := v.Templates(product)
	return knownFolder(list, folder), err
}

func knownFolder(list []crm.Template, folder string) string {
	same := func(t crm.Template) bool { return t.Folder == folder }
	if slices.ContainsFunc(list, same) {
		return folder
	}
	if i := slices.IndexFunc(list, func(t crm.Template) bool { return fold.Fold(t.Folder) == fold.Fold(folder) }); i >= 0 {
		return list[i].Folder
	}
	return folder
}
