package document

import (
	"stepwise/backend/crm"
	"stepwise/backend/merge"
	"stepwise/backend/sms"
)

// SMS renders the text of an SMS, with its diacritics replaced where the
// template asks for it. A text with nothing to say is an error (KeyNoBody), so
// are merge's. It is never cut: its parts are the caller's to measure.
func SMS(c crm.Content, v crm.MergeValues) (string, error) {
	text, err := body(c.Body, v)
	if err != nil {
		return "", err
	}
	if c.Simplify {
		text, _ = sms.Simplify(text)
	}
	if blank(text) {
		return "", crm.Fail(crm.CodeInvalid, KeyNoBody)
	}
	return text, nil
}

// checkParts refuses an SMS whose own words, before any value, are too many
// parts already.
func checkParts(p *crm.Problems, c crm.Content) {
	if len(c.Body) > crm.MaxBody {
		return
	}
	text := tidy(merge.Literal(c.Body))
	if c.Simplify {
		text, _ = sms.Simplify(text)
	}
	if m := sms.Measure(text); m.Parts > crm.HardMaxParts {
		p.Add("body", "document.sms_too_long", "count", m.Parts, "max", crm.HardMaxParts)
	}
}
