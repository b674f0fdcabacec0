package api

import (
	"context"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// ListDuplicatesIn asks for a page of the contacts that look like one.
type ListDuplicatesIn struct {
	After string `json:"after"`
	Limit int    `json:"limit"` // groups, 1..100, 0 for 30
}

// ListDuplicatesOut is a page of them.
type ListDuplicatesOut struct {
	Groups []DuplicateGroup `json:"groups"`
	Total  int              `json:"total"` // of all pages
	Next   string           `json:"next"`  // cursor; "" at the end
	Found  crm.Instant      `json:"found"` // when they were looked for; 0 for never
}

// DuplicateGroup is contacts that look like one.
type DuplicateGroup struct {
	ID       string       `json:"id"`
	Why      []string     `json:"why" ts_type:"('email'|'phone'|'name')[]"`
	Contacts []ContactRow `json:"contacts"`
}

// ContactKeys names several contacts.
type ContactKeys struct {
	IDs []crm.ContactID `json:"ids" ts_type:"string[]"`
}

// StartDuplicates looks through all contacts for those that are there twice: a
// job, whose finds ListDuplicates reads.
func (s *Session) StartDuplicates() (JobView, error) {
	return s.svc.jobs.start(s, "duplicates", 1, func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		var groups []store.DuplicateGroup
		err := s.svc.deps.Store.Read(ctx, func(v *store.View) error {
			var names []store.ContactName
			if err := v.ContactNames(func(n store.ContactName) { names = append(names, n) }); err != nil {
				return err
			}
			shared, err := v.SharedAddresses()
			if err != nil {
				return err
			}
			not, err := v.NotDuplicates()
			if err != nil {
				return err
			}
			groups = engine.Duplicates(shared, names, not)
			return nil
		})
		if err != nil {
			return crm.Phrase{}, err
		}
		err = s.svc.deps.Store.WriteBulk(ctx, func(tx *store.Tx) error {
			if err := tx.ReplaceDuplicates(groups); err != nil {
				return err
			}
			return tx.SetDuplicatesFound()
		})
		j.step()
		return crm.Say("contacts.duplicates_found", "count", len(groups)), err
	}), nil
}

// ListDuplicates reads what the last look found and is still so.
func (s *Session) ListDuplicates(in ListDuplicatesIn) (out ListDuplicatesOut, err error) {
	if in.Limit == 0 {
		in.Limit = 30
	}
	in.Limit = min(max(in.Limit, 1), 100)
	var after int64
	if in.After != "" {
		if after, err = strconv.ParseInt(in.After, 10, 64); err != nil {
			return out, crm.Fail(crm.CodeInvalid, "error.bad_cursor")
		}
	}
	return out, s.read(func(v *store.View) error {
		groups, err := v.DuplicateGroups(after, in.Limit)
		if err != nil {
			return err
		}
		for _, g := range groups {
			lines, err := v.ContactLines(g.Contacts)
			if err != nil {
				return err
			}
			id := strconv.FormatInt(g.ID, 10)
			out.Groups = append(out.Groups, DuplicateGroup{ID: id, Why: strings.Split(g.Why, ","), Contacts: contactRows(lines)})
			if len(groups) == in.Limit {
				out.Next = id
			}
		}
		if out.Found, err = v.DuplicatesFound(); err != nil {
			return err
		}
		out.Total, err = v.CountDuplicates()
		return err
	})
}

// NotDuplicates remembers that contacts are not one; they are not proposed
// again.
func (s *Session) NotDuplicates(in ContactKeys) (out Changed, err error) {
	if len(in.IDs) < 2 || len(in.IDs) > 100 {
		return out, crm.Fail(crm.CodeInvalid, "contacts.merge_which", "most", 100)
	}
	return out, s.write(func(tx *store.Tx) error {
		for _, id := range in.IDs {
			if _, err := tx.Contact(id); err != nil {
				return err
			}
		}
		out.Changed = len(in.IDs)
		return tx.NoteNotDuplicates(in.IDs)
	})
}
