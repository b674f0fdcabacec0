package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// MergeIn says which contacts become one, and from whom what there can be only
// once is taken; none is "from the one that stays, else the first that has it".
type MergeIn struct {
	Keep    crm.ContactID   `json:"keep" ts_type:"string"`
	Others  []crm.ContactID `json:"others" ts_type:"string[]"`
	Name    crm.ContactID   `json:"name" ts_type:"string"`
	Company crm.ContactID   `json:"company" ts_type:"string"`
	Website crm.ContactID   `json:"website" ts_type:"string"`
	Postal  crm.ContactID   `json:"postal" ts_type:"string"`
	Email   string          `json:"email"` // the default one, as an option's value says it
	Phone   string          `json:"phone"`
}

// MergeView is what a merge would come to.
type MergeView struct {
	Result      crm.Contact     `json:"result"`
	CompanyName string          `json:"companyName"`
	Contacts    []ContactRow    `json:"contacts"` // the one that stays first
	Conflicts   []MergeConflict `json:"conflicts"`
	Stricter    []crm.Address   `json:"stricter"` // whose consent another contact's tightens
	Added       []crm.Address   `json:"added"`    // that the one that stays did not have
	Cards       int             `json:"cards"`    // that get another contact
	Tasks       int             `json:"tasks"`    // on them
	Messages    int             `json:"messages"`
	Persons     int             `json:"persons"` // that get another company
}

// MergeConflict is something that contacts say differently and that there can be
// only once.
type MergeConflict struct {
	What    string        `json:"what" ts_type:"'name'|'company'|'website'|'postal'|'email'|'phone'"`
	Options []MergeOption `json:"options"`
	Chosen  int           `json:"chosen"`
}

// MergeOption is one of the answers.
type MergeOption struct {
	Contact crm.ContactID `json:"contact" ts_type:"string"`
	Value   string        `json:"value"`
	Shown   string        `json:"shown"`
}

// MergeOut says what a merge did.
type MergeOut struct {
	Contact crm.ContactID `json:"contact" ts_type:"string"`
	Undo    crm.BatchID   `json:"undo" ts_type:"string"`
}

func (in MergeIn) order() engine.MergeOrder {
	return engine.MergeOrder{
		Keep: in.Keep, Others: in.Others, Name: in.Name, Company: in.Company, Website: in.Website, Postal: in.Postal, Email: in.Email, Phone: in.Phone,
	}
}

// PreviewMerge says what making several contacts one would come to, and changes
// nothing.
func (s *Session) PreviewMerge(in MergeIn) (out MergeView, err error) {
	return out, s.read(func(v *store.View) error {
		p, err := s.svc.deps.Engine.PlanMerge(v, in.order())
		if err != nil {
			return err
		}
		out = MergeView{Result: p.Result, Stricter: p.Stricter, Added: p.Added, Cards: p.Cards, Tasks: p.Tasks, Messages: p.Messages, Persons: p.Persons}
		if p.Result.Company != 0 {
			company, err := v.Contact(p.Result.Company)
			if err != nil {
				return err
			}
			out.CompanyName = company.Name
		}
		for _, c := range p.Contacts {
			lines, err := v.ContactLines([]crm.ContactID{c.ID})
			if err != nil {
				return err
			}
			out.Contacts = append(out.Contacts, contactRows(lines)...)
		}
		for _, c := range p.Conflicts {
			conflict := MergeConflict{What: c.What, Chosen: c.Chosen}
			for _, o := range c.Options {
				conflict.Options = append(conflict.Options, MergeOption{Contact: o.Contact, Value: o.Value, Shown: o.Shown})
			}
			out.Conflicts = append(out.Conflicts, conflict)
		}
		return nil
	})
}

// MergeContacts makes several contacts one: cards, persons and messages go to the
// one that stays, enrolments go on. Undo makes them several again, unless
// somebody changed the one that stayed since.
func (s *Session) MergeContacts(in MergeIn) (out MergeOut, err error) {
	return out, s.write(func(tx *store.Tx) error {
		c, err := tx.Contact(in.Keep)
		if err != nil {
			return err
		}
		if out.Undo, err = s.beginBatch(tx, crm.BatchMerge, 0, crm.Say("contacts.batch_merge", "name", c.Name, "count", len(in.Others)+1)); err != nil {
			return err
		}
		tx.Record(out.Undo)
		p, err := s.svc.deps.Engine.Merge(tx, in.order(), s.cause())
		if err != nil {
			return err
		}
		out.Contact = in.Keep
		return tx.SetBatch(out.Undo, crm.BatchDone, p.Cards)
	})
}
