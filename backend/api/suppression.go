package api

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/importer"
	"stepwise/backend/mailaddr"
	"stepwise/backend/phone"
	"stepwise/backend/store"
)

// ListSuppressionsIn asks for a page of the suppression list, newest first.
type ListSuppressionsIn struct {
	Search  string                `json:"search"` // a part of an address; a whole one also finds who was erased
	Channel crm.Channel           `json:"channel" ts_type:"''|'email'|'sms'"`
	Reason  crm.SuppressionReason `json:"reason" ts_type:"''|'unsubscribed'|'complaint'|'bounced'|'erased'|'manual'"`
	After   crm.SuppressionID     `json:"after" ts_type:"string"` // the last one of the page before
	Limit   int                   `json:"limit"`                  // 1..200, 0 for 100
}

// SuppressionRow is an entry with the name of who made it.
type SuppressionRow struct {
	Entry crm.Suppression `json:"entry"`
	Who   string          `json:"who"` // "" where it was no colleague
}

// ListSuppressionsOut is a page of the suppression list.
type ListSuppressionsOut struct {
	Rows  []SuppressionRow `json:"rows"`
	Total int              `json:"total"` // of the whole list
}

// AddSuppressionsIn puts addresses and numbers on the suppression list.
type AddSuppressionsIn struct {
	Text  string               `json:"text"` // one a line, or divided by commas
	Scope crm.SuppressionScope `json:"scope" ts_type:"'all'|'marketing'"`
	Note  string               `json:"note"` // why, for those who look at it later
}

// AddSuppressionsOut says how many are new; the others were there already.
type AddSuppressionsOut struct {
	Added   int `json:"added"`
	Already int `json:"already"`
}

// LiftSuppressionIn takes an entry off the list.
type LiftSuppressionIn struct {
	ID   crm.SuppressionID `json:"id" ts_type:"string"`
	Note string            `json:"note"` // why it may go; kept
}

// mostSuppressed is how many addresses are put on the list at once.
const mostSuppressed = 20_000

// ListSuppressions reads a page of the suppression list.
func (s *Session) ListSuppressions(in ListSuppressionsIn) (out ListSuppressionsOut, err error) {
	return out, s.read(func(v *store.View) error {
		q, err := suppressionQuery(v, in)
		if err != nil {
			return err
		}
		lines, err := v.SuppressionList(q)
		if err != nil {
			return err
		}
		out.Rows = make([]SuppressionRow, 0, len(lines))
		for _, l := range lines {
			out.Rows = append(out.Rows, SuppressionRow{Entry: l.Suppression, Who: l.Who})
		}
		out.Total, err = v.CountSuppressions(q)
		return err
	})
}

func suppressionQuery(v *store.View, in ListSuppressionsIn) (q store.SuppressionQuery, err error) {
	if in.Limit == 0 {
		in.Limit = 100
	}
	q = store.SuppressionQuery{Search: fold.Clean(in.Search), Channel: in.Channel, Reason: in.Reason, After: in.After, Limit: min(max(in.Limit, 1), 200)}
	if q.Search == "" {
		return q, nil
	}
	ws, err := v.Workspace()
	if err != nil {
		return q, err
	}
	if ch, value, why := addressOf(q.Search, ws.Country); why == nil {
		q.Exact, q.On = value, ch
	}
	return q, nil
}

// addressOf reads an email address or a phone number in its normal form.
func addressOf(text, country string) (crm.Channel, string, *crm.Phrase) {
	if strings.Contains(text, "@") {
		a, why := mailaddr.Parse(text)
		return crm.ChannelEmail, a.Key(), why
	}
	n, why := phone.Parse(text, country)
	return crm.ChannelSMS, n.E164, why
}

// AddSuppressions puts addresses and numbers on the suppression list: all of
// them, or none and everything that is wrong.
func (s *Session) AddSuppressions(in AddSuppressionsIn) (out AddSuppressionsOut, err error) {
	var country string
	err = s.read(func(v *store.View) error {
		ws, err := v.Workspace()
		country = ws.Country
		return err
	})
	if err != nil {
		return out, err
	}
	list, err := suppressions(in, country)
	if err != nil {
		return out, err
	}
	for chunk := range slices.Chunk(list, 500) { // others write between
		err := s.write(func(tx *store.Tx) error {
			for _, entry := range chunk {
				_, there, err := tx.SuppressionOf(entry.Channel, entry.Value)
				if err != nil {
					return err
				}
				if there {
					out.Already++
				} else {
					out.Added++
				}
				entry.User = s.user
				if err := tx.AddSuppression(entry); err != nil {
					return err
				}
			}
			tx.Changed("contact", "*")
			return nil
		})
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

func suppressions(in AddSuppressionsIn, country string) (list []crm.Suppression, err error) {
	var bad crm.Problems
	note := fold.Clean(in.Note)
	if in.Scope != crm.ScopeAll && in.Scope != crm.ScopeMarketing {
		bad.Add("scope", "consent.bad_scope")
	}
	if utf8.RuneCountInString(note) > crm.MaxProof {
		bad.Add("note", "consent.note_long", "max", crm.MaxProof)
	}
	seen := map[string]bool{}
	n := 0
	for i, line := range strings.Split(in.Text, "\n") {
		for _, text := range strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == ';' || r == '\t' || r == '\r' }) {
			if text = strings.TrimSpace(text); text == "" {
				continue
			}
			if n++; n > mostSuppressed {
				bad.Add("text", "consent.too_many", "max", mostSuppressed)
				return nil, bad.Err()
			}
			ch, value, why := addressOf(text, country)
			if why != nil {
				if len(bad) < 200 {
					bad.Add("text", "consent.bad_line", "line", i+1, "text", text, "why", *why)
				}
				continue
			}
			if !seen[value] {
				seen[value] = true
				list = append(list, crm.Suppression{Channel: ch, Value: value, Scope: in.Scope, Reason: crm.SuppressedManual, Source: "user", Proof: note})
			}
		}
	}
	if n == 0 {
		bad.Add("text", "consent.no_address")
	}
	return list, bad.Err()
}

// LiftSuppression takes an entry off the suppression list, with a reason that is
// kept; automatic messages may go there again.
func (s *Session) LiftSuppression(in LiftSuppressionIn) (out SuppressionRow, err error) {
	return out, s.write(func(tx *store.Tx) error {
		entry, err := tx.Suppression(in.ID)
		if err != nil {
			return err
		}
		out.Entry = entry
		return s.svc.deps.Engine.LiftSuppression(tx, in.ID, fold.Clean(in.Note), s.cause())
	})
}

// ExportSuppressions gives the list as a CSV file. Of who was erased it has a line
// without an address. No cell is run as a formula by a spreadsheet.
func (s *Session) ExportSuppressions(in ListSuppressionsIn) (out Download, err error) {
	var lines []store.SuppressionLine
	err = s.read(func(v *store.View) error {
		q, err := suppressionQuery(v, in)
		if err != nil {
			return err
		}
		q.After, q.Limit = 0, 0
		lines, err = v.SuppressionList(q)
		return err
	})
	if err != nil {
		return out, err
	}
	lang := s.language()
	say := func(key string, pairs ...any) string { return s.svc.deps.Say(lang, crm.Say(key, pairs...)) }
	var buf bytes.Buffer
	w := importer.NewCSVWriter(&buf, ",")
	rows := [][]string{{say("consent.file_address"), say("consent.file_scope"), say("consent.file_reason"), say("consent.file_since"), say("consent.file_who"), say("consent.file_proof")}}
	for _, l := range lines {
		rows = append(rows, []string{
			l.Value, say("consent.scope." + string(l.Scope)), say("consent.reason." + string(l.Reason)), l.Since.Time().Format("2006-01-02 15:04"), l.Who, l.Proof,
		})
	}
	for _, row := range rows {
		if err := w.Write(row); err != nil {
			return out, err
		}
	}
	if err := w.Close(); err != nil {
		return out, err
	}
	return s.download(fileName(say("consent.file_name")+".csv"), "text/csv", buf.Bytes())
}
