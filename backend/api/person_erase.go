package api

import (
	"context"

	"stepwise/backend/backup"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/fold"
	"stepwise/backend/store"
)

// EraseView says what erasing a person takes away for good.
type EraseView struct {
	Name       string        `json:"name"` // to be typed
	Cards      int           `json:"cards"`
	CardNames  []string      `json:"cardNames"` // at most 5
	Tasks      int           `json:"tasks"`
	Notes      int           `json:"notes"`
	Files      int           `json:"files"`
	Messages   int           `json:"messages"`
	Enrolments int           `json:"enrolments"`
	History    int           `json:"history"`   // lines
	Addresses  int           `json:"addresses"` // that stay suppressed, as marks that nobody can read
	Kept       []crm.Address `json:"kept"`      // that somebody else has too: they stay there
	Uploads    int           `json:"uploads"`   // uploaded files that were not imported: they may hold anybody, and go
	Copies     []string      `json:"copies"`    // files beside the database that are older copies of it, and still hold the person
	Named      []Use         `json:"named"`     // filters, templates and the like that name the person: they stay as they are, for people to change
}

// EraseIn erases a person; the name typed says that it is meant.
type EraseIn struct {
	Contact crm.ContactID `json:"contact" ts_type:"string"`
	Name    string        `json:"name"`
}

// shownNames is how many cards a preview names.
const shownNames = 5

// PreviewErase says what erasing a person would take away (administrators).
// Errors: conflict while a message to the person is being sent.
func (s *Session) PreviewErase(in ContactKey) (out EraseView, err error) {
	return out, s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		p, err := s.svc.deps.Engine.PlanErase(v, in.ID)
		if err != nil {
			return err
		}
		n := p.Counts
		out = EraseView{
			Name: p.Contact.Name, Cards: len(p.Cards), Tasks: n["task"], Notes: n["note"], Files: n["file"] + p.Files, Messages: n["message"] + p.Elsewhere,
			Enrolments: n["enrolment"], History: n["activity"], Addresses: len(p.Contact.Addresses) - len(p.Kept), Kept: p.Kept, Uploads: p.Uploads,
		}
		for _, id := range p.Cards[:min(len(p.Cards), shownNames)] {
			c, err := v.Card(id)
			if err != nil {
				return err
			}
			out.CardNames = append(out.CardNames, c.Name)
		}
		out.Named = usesNaming(p.Named)
		out.Copies, err = copies(s.svc.deps.Store.Dir())
		return err
	})
}

// usesNaming are definitions as doors to them.
func usesNaming(list []store.Naming) []Use {
	ids := map[string]func(int64) string{
		"filter":   func(id int64) string { return crm.FilterID(id).String() },
		"template": func(id int64) string { return crm.TemplateID(id).String() },
		"sequence": func(id int64) string { return crm.SequenceID(id).String() },
		"view":     func(id int64) string { return crm.ViewID(id).String() },
		"form":     func(id int64) string { return crm.FormID(id).String() },
		"link":     func(id int64) string { return crm.LinkID(id).String() },
	}
	out := []Use{}
	for _, n := range list {
		out = append(out, Use{Noun: n.Noun, ID: ids[n.Noun](n.ID), Name: n.Name, Product: n.Product})
	}
	return out
}

// copies are the copies of the database that migrations, restores and backups
// left in the data folder. A restore erases the person again.
func copies(dir string) ([]string, error) {
	list, err := backup.List(dir, backup.DefaultFolder(dir))
	out := []string{}
	for _, f := range list {
		out = append(out, backupView(f, "").Name)
	}
	return out, err
}

// StartErase erases everything about a person for good (administrators): rows,
// what others' texts say of them, files, the search, free pages. A job, for it
// writes the whole file anew; it can't be undone, and once begun it is finished.
func (s *Session) StartErase(in EraseIn) (out JobView, err error) {
	err = s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		p, err := s.svc.deps.Engine.PlanErase(v, in.Contact)
		if err == nil && fold.Fold(fold.Clean(in.Name)) != fold.Fold(p.Contact.Name) {
			var bad crm.Problems
			bad.Add("name", "contacts.erase_name")
			err = bad.Err()
		}
		return err
	})
	if err != nil {
		return out, err
	}
	return s.svc.jobs.start(s, "erase", 1, func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		p, err := s.svc.deps.Engine.Erase(ctx, in.Contact, s.cause())
		j.step()
		return erasedWords(p), err
	}), nil
}

func erasedWords(p engine.Erasure) crm.Phrase {
	return crm.Say("contacts.erased", "count", len(p.Cards))
}
