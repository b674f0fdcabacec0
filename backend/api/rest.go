package api

import (
	"context"
	"errors"
	"maps"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// What room rest needs of a session beyond the operations. These are functions,
// because the methods of Session are the operations.

// ReadStrict reads one JSON value and refuses what encoding/json lets pass:
// repeated keys, numbers out of range, nesting without end, "__proto__". Errors:
// invalid "error.bad_json" and the like.
func ReadStrict(text []byte, into any) error { return decodeStrict(text, into) }

// CatalogueOf is what there is to name in a product. It is the caller's own.
func CatalogueOf(s *Session, id crm.ProductID) (cat *crm.Catalogue, err error) {
	return cat, s.read(func(v *store.View) error {
		cat, err = v.Catalogue(id)
		return err
	})
}

// ChangedSince is the After of a list sorted by "modified" that begins with what
// was changed at a moment or later.
func ChangedSince(at crm.Instant) string {
	return cursor(store.Cursor{Num: int64(at) - 1, ID: lastCard})
}

// lastCard stands behind every card of the same moment.
const lastCard crm.CardID = 1<<63 - 1

// ContactsWith finds the contacts that have an email or a phone, as it is typed;
// one that can't be any finds none.
func ContactsWith(s *Session, ch crm.Channel, typed string) (out []crm.ContactID, err error) {
	return out, s.read(func(v *store.View) error {
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		var bad crm.Problems
		var a crm.Address
		if ch == crm.ChannelEmail {
			readEmail(&bad, "", typed, &a)
		} else {
			readPhone(&bad, "", typed, ws.Country, &a)
		}
		if len(bad) == 0 {
			out, err = v.ContactsWith(ch, a.Value)
		}
		return err
	})
}

// MakeCard is SaveCard for a new card whose client may be one that is there.
// What is known to be wrong already is said with the rest.
func MakeCard(s *Session, in SaveCardIn, client crm.ContactID, wrong crm.Problems) (id crm.CardID, noted []crm.Phrase, err error) {
	in.ID = 0
	_, err = s.undoable(crm.Say("undo.saved", "name", in.Name), 1, func(tx *store.Tx) error {
		d, contact, said, err := checkCard(tx, in)
		if err := together(wrong, err); err != nil {
			return err
		}
		if client != 0 {
			_, err = tx.Contact(client)
			d.Contact = client
		} else {
			d.Contact, d.Edited, err = saveContact(tx, 0, contact)
		}
		if err != nil {
			return err
		}
		if d.Edited {
			if err := s.svc.deps.Engine.TouchContact(tx, d.Contact, s.cause()); err != nil {
				return err
			}
		}
		saved, err := s.svc.deps.Engine.SaveCards(tx, []engine.Draft{d}, s.cause())
		if err == nil {
			id, noted = saved[0].ID, said
		}
		return err
	})
	return id, noted, err
}

// ChangeCardIn changes some things of a card at once.
type ChangeCardIn struct {
	ID       crm.CardID
	Revision int64          // that was seen; a newer one is a conflict; 0 for whatever it is
	Parts    map[string]any // name, status, owner, tags or a field's id, each as EditCard takes it
	Client   *crm.ContactID // another main contact; none for nobody; nil: as it is
	Wrong    crm.Problems   // what is known to be wrong already, to be said with the rest
}

// ChangeCardOut says what became of it.
type ChangeCardOut struct {
	Effects []crm.Phrase
	Noted   []crm.Phrase
}

// ChangeCard is EditCard for several things, all or none. A problem is at the
// path of its part, "fields.fld_3" for a field.
func ChangeCard(s *Session, in ChangeCardIn) (out ChangeCardOut, err error) {
	done, err := s.editCard(in.ID, in.Revision, func(tx *store.Tx, cat *crm.Catalogue, d *engine.Draft) error {
		out.Noted = nil
		bad := slices.Clone(in.Wrong)
		for _, part := range changeOrder(in.Parts) {
			noted, err := setPart(tx, cat, d, part, in.Parts[part])
			if err := addProblems(&bad, part, err); err != nil {
				return err
			}
			out.Noted = append(out.Noted, noted...)
		}
		if in.Client != nil {
			if err := takeClient(tx, &bad, d, *in.Client); err != nil {
				return err
			}
		}
		if _, moved := in.Parts["status"]; moved {
			checkRequired(&bad, cat, d.Status, d.Fields)
		}
		return bad.Err()
	})
	out.Effects = done.effects
	return out, err
}

// changeOrder puts the status first, so that fields are judged by the new one;
// what it requires is looked at in the end.
func changeOrder(parts map[string]any) []string {
	names := slices.Sorted(maps.Keys(parts))
	if i := slices.Index(names, "status"); i > 0 {
		names = append([]string{"status"}, slices.Delete(names, i, i+1)...)
	}
	return names
}

func takeClient(tx *store.Tx, bad *crm.Problems, d *engine.Draft, id crm.ContactID) error {
	d.Contact = id
	if id == 0 {
		return nil
	}
	_, err := tx.Contact(id)
	if crm.CodeOf(err) == crm.CodeNotFound {
		bad.Add("contact", "error.not_found.contact")
		return nil
	}
	return err
}

// addProblems keeps what is wrong with one part, at its own path; any other
// error is given back. What a status requires is looked at when all parts are in
// place.
func addProblems(bad *crm.Problems, part string, err error) error {
	var wrong *crm.Error
	if !errors.As(err, &wrong) || len(wrong.Problems) == 0 {
		return err
	}
	path := part
	if readID(part, new(crm.FieldID)) {
		path = "fields." + part
	}
	for _, p := range wrong.Problems {
		if p.Path == "value" {
			addOnce(bad, crm.Problem{Path: path, Key: p.Key, Args: p.Args})
		}
	}
	return nil
}

// together is what was wrong before and what is wrong now, one problem a path.
func together(wrong crm.Problems, err error) error {
	var now *crm.Error
	if errors.As(err, &now) && len(now.Problems) > 0 {
		wrong, err = slices.Clone(wrong), nil
		for _, p := range now.Problems {
			addOnce(&wrong, p)
		}
	}
	if err != nil {
		return err
	}
	return wrong.Err()
}

func addOnce(bad *crm.Problems, p crm.Problem) {
	if !slices.ContainsFunc(*bad, func(q crm.Problem) bool { return q.Path == p.Path }) {
		*bad = append(*bad, p)
	}
}

// AwaitJob waits until a job of this process is over, or ctx.
func AwaitJob(ctx context.Context, s *Session, id string) (JobView, error) {
	return s.svc.Wait(ctx, id)
}

// SaveTaskWith is SaveTask; what is known to be wrong already is said with the
// rest.
func SaveTaskWith(s *Session, k crm.Task, wrong crm.Problems) (TaskRow, error) {
	typed := k
	bad := checkTask(&typed)
	if err := together(wrong, bad.Err()); err != nil {
		return TaskRow{}, err
	}
	return s.SaveTask(k)
}

// ProductOfFilter is whose cards a filter is about.
func ProductOfFilter(s *Session, id crm.FilterID) (crm.ProductID, error) {
	var f crm.Filter
	err := s.read(func(v *store.View) (err error) {
		f, err = v.Filter(id)
		return err
	})
	return f.Product, err
}

// SaveContactWith is SaveContact; what is known to be wrong already is said with
// the rest.
func SaveContactWith(s *Session, in SaveContactIn, wrong crm.Problems) (SaveContactOut, error) {
	if len(wrong) == 0 {
		return s.SaveContact(in)
	}
	return SaveContactOut{}, s.write(func(tx *store.Tx) error { // it always fails, so nothing is written
		_, _, err := checkContactIn(tx, in)
		return together(wrong, err)
	})
}

// Unexpected logs what went wrong beside the operations, and hides it behind a
// reference.
func Unexpected(s *Session, what string, err error, stack []byte) error {
	return s.internal(what, err, stack)
}
