package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// MoveFiltersIn puts filters into a folder.
type MoveFiltersIn struct {
	IDs    []crm.FilterID `json:"ids" ts_type:"string[]"`
	Folder string         `json:"folder"` // its name; "" for none. A folder is there while a filter is in it
}

// MoveTemplatesIn puts templates into a folder.
type MoveTemplatesIn struct {
	IDs    []crm.TemplateID `json:"ids" ts_type:"string[]"`
	Folder string           `json:"folder"` // its name; "" for none. A folder is there while a template is in it
}

// RenameFilterFolderIn gives a folder of a product's filters another name.
type RenameFilterFolderIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	From    string        `json:"from"`
	To      string        `json:"to"` // one that is there takes them in; "" for no folder
}

// RenameTemplateFolderIn gives a folder of a product's templates another name.
type RenameTemplateFolderIn struct {
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
	return out, s.change(func(tx *store.Tx) (err error) {
		shelf := filterShelf(&tx.View)
		shelf.move = tx.MoveFilter
		out, err = shelf.put(in.IDs, in.Folder)
		return err
	})
}

// MoveTemplates puts templates into a folder (administrators), also those in
// use.
func (s *Session) MoveTemplates(in MoveTemplatesIn) (out Moved, err error) {
	return out, s.change(func(tx *store.Tx) (err error) {
		shelf := templateShelf(&tx.View)
		shelf.move = tx.MoveTemplate
		out, err = shelf.put(in.IDs, in.Folder)
		return err
	})
}

// RenameFilterFolder moves all filters of a folder to one of another name
// (administrators).
func (s *Session) RenameFilterFolder(in RenameFilterFolderIn) (out Moved, err error) {
	return out, s.change(func(tx *store.Tx) (err error) {
		shelf := filterShelf(&tx.View)
		shelf.move = tx.MoveFilter
		out, err = shelf.rename(in.Product, in.From, in.To)
		return err
	})
}

// RenameTemplateFolder moves all templates of a folder to one of another name
// (administrators).
func (s *Session) RenameTemplateFolder(in RenameTemplateFolderIn) (out Moved, err error) {
	return out, s.change(func(tx *store.Tx) (err error) {
		shelf := templateShelf(&tx.View)
		shelf.move = tx.MoveTemplate
		out, err = shelf.rename(in.Product, in.From, in.To)
		return err
	})
}
