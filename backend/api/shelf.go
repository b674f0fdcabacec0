package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/store"
)

// shelf is where a product's filters or templates stand in folders. A folder is
// its name, and is there while something is in it.
type shelf[ID comparable] struct {
	one  func(ID) (placed[ID], error)
	all  func(crm.ProductID) ([]placed[ID], error)
	move func(ID, string) error // none for who only looks
}

// placed is a filter or template in its folder.
type placed[ID comparable] struct {
	id      ID
	product crm.ProductID
	folder  string
}

func templateShelf(v *store.View) shelf[crm.TemplateID] {
	of := func(t crm.Template) placed[crm.TemplateID] { return placed[crm.TemplateID]{t.ID, t.Product, t.Folder} }
	return shelf[crm.TemplateID]{
		one: func(id crm.TemplateID) (placed[crm.TemplateID], error) {
			t, err := v.Template(id)
			return of(t), err
		},
		all: func(product crm.ProductID) ([]placed[crm.TemplateID], error) {
			list, err := v.Templates(product)
			return each(list, of), err
		},
	}
}

func filterShelf(v *store.View) shelf[crm.FilterID] {
	of := func(f crm.Filter) placed[crm.FilterID] { return placed[crm.FilterID]{f.ID, f.Product, f.Folder} }
	return shelf[crm.FilterID]{
		one: func(id crm.FilterID) (placed[crm.FilterID], error) {
			f, err := v.Filter(id)
			return of(f), err
		},
		all: func(product crm.ProductID) ([]placed[crm.FilterID], error) {
			list, err := v.Filters(product)
			return each(list, of), err
		},
	}
}

func each[A, B any](list []A, as func(A) B) []B {
	out := make([]B, len(list))
	for i, one := range list {
		out[i] = as(one)
	}
	return out
}

// folder is the name of a folder as it will stand: one that differs from a
// folder's name only in case or marks is that folder.
func (s shelf[ID]) folder(product crm.ProductID, path, typed string) (string, error) {
	var bad crm.Problems
	folder := folderText(&bad, path, typed)
	if err := bad.Err(); err != nil || folder == "" {
		return folder, err
	}
	list, err := s.all(product)
	return knownFolder(list, folder), err
}

// put moves things into a folder and counts those that weren't in it.
func (s shelf[ID]) put(ids []ID, folder string) (out Moved, err error) {
	names := map[crm.ProductID]string{}
	for _, id := range ids {
		at, err := s.one(id)
		if err != nil {
			return Moved{}, err
		}
		to, known := names[at.product]
		if !known {
			if to, err = s.folder(at.product, "folder", folder); err != nil {
				return Moved{}, err
			}
			names[at.product] = to
		}
		if to == at.folder {
			continue
		}
		if err := s.move(id, to); err != nil {
			return Moved{}, err
		}
		out.Count++
	}
	return out, nil
}

// rename moves what is in a folder to one of another name.
func (s shelf[ID]) rename(product crm.ProductID, from, to string) (out Moved, err error) {
	var bad crm.Problems
	to = folderText(&bad, "to", to)
	if err := bad.Err(); err != nil {
		return out, err
	}
	list, err := s.all(product)
	if err != nil {
		return out, err
	}
	inside := func(p placed[ID]) bool { return p.folder == from }
	to = knownFolder(slices.DeleteFunc(slices.Clone(list), inside), to)
	for _, p := range list {
		if !inside(p) || to == from {
			continue
		}
		if err := s.move(p.id, to); err != nil {
			return Moved{}, err
		}
		out.Count++
	}
	return out, nil
}

func knownFolder[ID comparable](list []placed[ID], folder string) string {
	if slices.ContainsFunc(list, func(p placed[ID]) bool { return p.folder == folder }) {
		return folder
	}
	if i := slices.IndexFunc(list, func(p placed[ID]) bool { return fold.Fold(p.folder) == fold.Fold(folder) }); i >= 0 {
		return list[i].folder
	}
	return folder
}

func folderText(bad *crm.Problems, path, typed string) string {
	if fold.Clean(typed) == "" {
		return ""
	}
	return name(bad, path, typed)
}
