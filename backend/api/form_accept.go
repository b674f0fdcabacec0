package api

import (
	"crypto/sha256"
	"math/bits"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// accept makes the card of something that was kept apart.
func (s *Session) accept(tx *store.Tx, sub crm.Submission) (link CardLink, err error) {
	f, err := tx.Form(sub.Form)
	if err != nil {
		return link, err
	}
	lead, err := submittedLead(&tx.View, f, sub)
	if err != nil {
		return link, err
	}
	sub.Decided, sub.DecidedBy = tx.Now, s.user
	sub, err = s.svc.deps.Engine.TakeSubmission(tx, f, sub, lead)
	if err != nil || sub.Card == 0 {
		return link, err
	}
	c, err := tx.Card(sub.Card)
	return CardLink{ID: c.ID, Name: c.Name, Made: sub.Made}, err
}

// submittedLead reads what was sent in once more. What can't be understood any more is
// an invalid error, but for what nobody typed.
func submittedLead(v *store.View, f crm.Form, sub crm.Submission) (lead crm.Lead, err error) {
	cat, err := v.Catalogue(f.Product)
	if err != nil {
		return lead, err
	}
	var bad crm.Problems
	if err := readLead(v, &bad, cat, &lead, sub.Content); err != nil {
		return lead, err
	}
	bad = slices.DeleteFunc(bad, func(p crm.Problem) bool {
		return slices.ContainsFunc(f.Fields, func(field crm.FormField) bool { return field.Hidden && field.Source == p.Path })
	})
	return lead, bad.Err()
}

// worked says whether a browser counted for a page: the hash of the page's token
// and its number begins with workBits zero bits.
func worked(token string, answers []string) bool {
	if len(answers) == 0 || len(answers[0]) == 0 || len(answers[0]) > 20 {
		return false
	}
	sum := sha256.Sum256([]byte(token + ":" + answers[0]))
	zeros := 0
	for _, b := range sum {
		zeros += bits.LeadingZeros8(b)
		if b != 0 {
			break
		}
	}
	return zeros >= workBits
}
