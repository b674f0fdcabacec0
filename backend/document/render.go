package document

import (
	"errors"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
)

// Options are what an email shows besides its template.
type Options struct {
	Language string // of the text, for screen readers and translators; "" is that of the values
	Footer   string // plain text below the letter, already in the reader's language; "" for none
}

// Email renders an email: its subject on one line, its HTML and its plain
// text. Files are the pictures in the HTML, which names each "cid:" and the id of
// its asset; what is in them is for who has it. A subject or body with nothing
// to say is an error (KeyNoSubject, KeyNoBody), so are merge's and those of
// Parse. ReasonFor tells what to record.
func Email(c crm.Content, v crm.MergeValues, o Options) (crm.Rendered, error) {
	subject, err := merge.Line(c.Subject, v)
	if err != nil {
		return crm.Rendered{}, err
	}
	if blank(subject) {
		return crm.Rendered{}, crm.Fail(crm.CodeInvalid, KeyNoSubject)
	}
	if o.Language == "" {
		o.Language = merge.Language(v)
	}
	o.Footer = tidy(o.Footer)
	end := "\n"
	if o.Footer != "" {
		// "-- " is how mail programs know a footer.
		end = "\n\n-- \n" + o.Footer + "\n"
	}
	return letterText(c, v, o, subject, end)
}

// CheckEmail fails as Email does and gives the same subject and pictures, without
// the texts: a plain letter's aren't even made.
func CheckEmail(c crm.Content, v crm.MergeValues) (crm.Rendered, error) {
	subject, err := merge.Line(c.Subject, v)
	if err != nil {
		return crm.Rendered{}, err
	}
	if blank(subject) {
		return crm.Rendered{}, crm.Fail(crm.CodeInvalid, KeyNoSubject)
	}
	out := crm.Rendered{Subject: subject}
	if c.Doc != "" {
		return letterText(c, v, Options{Language: merge.Language(v)}, subject, "")
	}
	shows, err := merge.Fills(tidy(c.Body), v, func(s string) bool { return !blank(s) })
	if err == nil && !shows {
		err = crm.Fail(crm.CodeInvalid, KeyNoBody)
	}
	if err != nil {
		return crm.Rendered{}, err
	}
	return out, nil
}

// letterText writes the HTML and the plain text of a letter, end behind the text.
func letterText(c crm.Content, v crm.MergeValues, o Options, subject, end string) (crm.Rendered, error) {
	out := crm.Rendered{Subject: subject}
	if c.Doc == "" {
		src := tidy(c.Body)
		var b strings.Builder
		b.Grow(len(src) + len(end) + 256)
		err := merge.WriteText(&b, src, v)
		text := tidy(b.String())
		if err == nil && blank(text) {
			err = crm.Fail(crm.CodeInvalid, KeyNoBody)
		}
		if err != nil {
			return crm.Rendered{}, err
		}
		out.HTML = page(subject, text, linesOf(c.Body), o)
		if len(text) < b.Len() {
			out.Text = text + end
			return out, nil
		}
		b.WriteString(end) // behind the text, without another copy of it
		out.Text = b.String()
		return out, nil
	}
	l, err := letterOf(c.Doc)
	if err != nil {
		return crm.Rendered{}, err
	}
	out.HTML, out.Text, err = l.fill(subject, v, o, end)
	if err != nil {
		return crm.Rendered{}, err
	}
	for _, id := range l.assets {
		out.Files = append(out.Files, crm.RenderedFile{CID: id.String()})
	}
	return out, nil
}

// Task renders the title, on one line, and the note of a task. A title with
// nothing to say is an error (KeyNoSubject), so are merge's.
func Task(c crm.Content, v crm.MergeValues) (title, note string, err error) {
	if title, err = merge.Line(c.Subject, v); err != nil {
		return "", "", err
	}
	if blank(title) {
		return "", "", crm.Fail(crm.CodeInvalid, KeyNoSubject)
	}
	if note, err = body(c.Body, v); err != nil {
		return "", "", err
	}
	return title, note, nil
}

// ReasonFor is the reason to record when rendering failed.
func ReasonFor(kind crm.TemplateKind, err error) crm.Reason {
	var e *crm.Error
	if !errors.As(err, &e) {
		return crm.ReasonInternal
	}
	switch {
	case e.Key == KeyNoSubject || e.Key == KeyNoBody:
		return crm.ReasonEmptyText
	case e.Key == merge.KeyTooLong && kind == crm.TemplateSMS:
		return crm.ReasonSMSTooLong
	}
	return crm.ReasonTemplateBroken
}

func body(src string, v crm.MergeValues) (string, error) {
	text, err := merge.Text(tidy(src), v)
	return tidy(text), err
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// tidy gives a text one kind of line end and no blank lines around it.
func tidy(s string) string {
	if strings.Contains(s, "\r") {
		s = lineEnds.Replace(s)
	}
	return strings.TrimRight(strings.TrimLeft(s, "\n"), " \t\n")
}
