package api

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/intake"
	"stepwise/backend/store"
)

// LeadValue is a text that goes somewhere on a card, or can't.
type LeadValue struct {
	Key  string      `json:"key"` // as ListLeadKeys names it
	Text string      `json:"text"`
	Why  *crm.Phrase `json:"why"` // it can't be understood; none where it can
}

// TriedLead is what would become of something from outside.
type TriedLead struct {
	Outcome string        `json:"outcome" ts_type:"'made'|'changed'|'left'|'failed'"`
	Why     crm.Phrase    `json:"why"`  // it is left alone, or fails; key "" otherwise
	Card    string        `json:"card"` // name of the card
	Values  []LeadValue   `json:"values"`
	Other   []crm.Problem `json:"other"` // problems that no value has
}

// TriedMail is what would become of a mail.
type TriedMail struct {
	Subject string       `json:"subject"`
	Sender  string       `json:"sender"`
	At      crm.Instant  `json:"at"`
	Files   []string     `json:"files"`
	Labels  []LabelFound `json:"labels"`
	Lead    TriedLead    `json:"lead"`
}

// LabelFound is a label in a mail.
type LabelFound struct {
	Label string `json:"label"`
	Value string `json:"value"`
	Key   string `json:"key"` // where it goes; "" for nowhere
}

// TryLeadBoxOut says what would become of the last mails. Where the mailbox can't
// be reached, Steps say why.
type TryLeadBoxOut struct {
	OK    bool              `json:"ok"`
	Steps []crm.MailboxStep `json:"steps"`
	Mails []TriedMail       `json:"mails"`
}

// mostTried is how many mails are tried; mostOfValue how much of a text is shown.
const (
	mostTried   = 10
	mostOfValue = 300
	mostLabels  = 40
)

// errTried takes back what was only tried.
var errTried = errors.New("tried")

// TryLeadBox reads the last ten mails of a mailbox, saved or not, and says what
// would become of each (administrators). It does it all and takes it back; in the
// mailbox nothing changes.
func (s *Session) TryLeadBox(in SaveLeadBoxIn) (out TryLeadBoxOut, err error) {
	var b crm.LeadBox
	err = s.change(func(tx *store.Tx) error {
		b, err = in.box(&tx.View)
		return err
	})
	if err != nil {
		return out, err
	}
	out.Mails = []TriedMail{}
	out.Steps = s.svc.deps.Mail.Check(s.ctx, b.Mailbox())
	out.OK = len(out.Steps) > 0 && !slices.ContainsFunc(out.Steps, func(st crm.MailboxStep) bool { return !st.OK })
	if !out.OK {
		return out, nil
	}
	letters, err := s.svc.deps.Mail.LastLetters(s.ctx, b.Mailbox(), mostTried)
	if err != nil {
		return out, &crm.Error{Code: crm.CodeUnavailable, Key: "mailbox.no_look", Cause: err}
	}
	err = s.tried(func(tx *store.Tx) error {
		out.Mails = make([]TriedMail, 0, len(letters))
		for _, l := range letters {
			row, err := s.tryLetter(tx, b, l)
			if err != nil {
				return err
			}
			out.Mails = append(out.Mails, row)
		}
		return nil
	})
	return out, err
}

// tried does something and takes it back.
func (s *Session) tried(fn func(*store.Tx) error) error {
	err := s.svc.deps.Store.Write(s.ctx, func(tx *store.Tx) error {
		if err := s.mustBeAdmin(&tx.View); err != nil {
			return err
		}
		if err := fn(tx); err != nil {
			return err
		}
		return errTried
	})
	if errors.Is(err, errTried) {
		return nil
	}
	return err
}

func (s *Session) tryLetter(tx *store.Tx, b crm.LeadBox, l crm.Letter) (row TriedMail, err error) {
	row = TriedMail{Subject: l.Subject, Sender: l.From, At: l.At, Files: []string{}, Labels: []LabelFound{}}
	row.Lead = TriedLead{Values: []LeadValue{}, Other: []crm.Problem{}}
	if b.Rules.Files {
		for _, f := range l.Files {
			row.Files = append(row.Files, fileName(f.Name))
		}
	}
	why, err := leftAlone(&tx.View, b, l)
	if err != nil {
		return row, err
	}
	t := leadTaker{s: s.svc, box: b, letter: l}
	var taken crm.Taken
	err = tx.Try(func() (err error) {
		if taken, err = t.take(tx); err == nil && why != "" && why != leftSeen {
			return errTried
		}
		return err
	})
	row.Labels = labelsFound(t.found)
	if why != "" {
		row.Lead.Outcome, row.Lead.Why = "left", crm.Say(why)
		return row, nil
	}
	return row, tellTried(tx, &row.Lead, taken, err, t.given, t.bad)
}

func labelsFound(found []intake.Found) []LabelFound {
	list := []LabelFound{}
	for _, f := range found[:min(len(found), mostLabels)] {
		list = append(list, LabelFound{f.Label, clipped(f.Value, mostOfValue), f.Key})
	}
	return list
}

// tellTried says what taking a lead came to.
func tellTried(tx *store.Tx, row *TriedLead, taken crm.Taken, err error, given map[string]string, bad crm.Problems) error {
	var ours *crm.Error
	switch {
	case errors.As(err, &ours) && ours.Code != crm.CodeInternal && ours.Code != crm.CodeUnavailable:
		row.Outcome = "failed"
		if len(ours.Problems) == 0 { // else each says its own
			row.Why = crm.Phrase{Key: ours.Key, Args: ours.Args}
		}
	case err != nil:
		return err
	default:
		row.Outcome = "changed"
		if taken.Made {
			row.Outcome = "made"
		}
		if row.Card, err = nameOfCard(&tx.View, taken.Card); err != nil {
			return err
		}
	}
	row.Values, row.Other = leadValues(given, bad)
	return nil
}

// leadValues are the texts of a lead, those that can't be understood with why.
func leadValues(given map[string]string, bad crm.Problems) (values []LeadValue, other []crm.Problem) {
	values, other = []LeadValue{}, []crm.Problem{}
	for _, key := range slices.SortedFunc(maps.Keys(given), byImportance) {
		if given[key] == "" {
			continue
		}
		value := LeadValue{Key: key, Text: clipped(given[key], mostOfValue)}
		if i := slices.IndexFunc(bad, func(p crm.Problem) bool { return p.Path == key }); i >= 0 {
			value.Why = &crm.Phrase{Key: bad[i].Key, Args: bad[i].Args}
		}
		values = append(values, value)
	}
	for _, p := range bad {
		if given[p.Path] == "" {
			other = append(other, p)
		}
	}
	return values, other
}

// byImportance puts what says who it is about first, and the note last.
func byImportance(a, b string) int {
	rank := func(key string) int {
		switch {
		case strings.HasPrefix(key, "contact."):
			return slices.Index(leadContact, key) - len(leadContact)
		case key == leadCard:
			return 0
		case key == leadNote:
			return 2
		}
		return 1
	}
	return cmp.Or(rank(a)-rank(b), strings.Compare(a, b))
}
