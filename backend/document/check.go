package document

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
)

// The keys of what is wrong when there is nothing to say.
const (
	KeyNoSubject = "document.no_subject"
	KeyNoBody    = "document.no_body"
)

// maxDueDays is how far ahead a task may be due.
const maxDueDays = 366

// CheckContent says everything wrong with a template at once, at the paths
// subject, body, doc, attachments[i], taskType, dueDays and priority. It is empty
// for one that can be saved, as far as that can be said without looking which
// pictures, files and templates there are.
func CheckContent(kind crm.TemplateKind, c crm.Content, cat *crm.Catalogue) crm.Problems {
	var p crm.Problems
	switch kind {
	case crm.TemplateEmail:
		checkSubject(&p, c.Subject, cat)
		if c.Doc == "" {
			checkBody(&p, c.Body, cat, true)
		} else {
			checkDoc(&p, kind, c.Doc, cat)
		}
		checkAttachments(&p, c.Attachments, cat)
	case crm.TemplatePDF:
		checkSubject(&p, c.Subject, cat)
		checkDoc(&p, kind, c.Doc, cat)
	case crm.TemplateSMS:
		checkBody(&p, c.Body, cat, true)
		checkParts(&p, c)
	case crm.TemplateTask:
		checkSubject(&p, c.Subject, cat)
		checkBody(&p, c.Body, cat, false)
		if !slices.Contains(crm.TaskTypes, c.TaskType) {
			p.Add("taskType", "document.task_type")
		}
		if c.DueDays < 0 || c.DueDays > maxDueDays {
			p.Add("dueDays", "document.due_days", "max", maxDueDays)
		}
		if !slices.Contains([]crm.Priority{crm.PriorityNormal, crm.PriorityLow, crm.PriorityHigh}, c.Priority) {
			p.Add("priority", "document.priority")
		}
	default:
		p.Add("kind", "document.kind")
	}
	return p
}

func checkSubject(p *crm.Problems, subject string, cat *crm.Catalogue) {
	if blank(subject) {
		p.Add("subject", KeyNoSubject)
		return
	}
	if strings.ContainsFunc(subject, breaksLine) {
		p.Add("subject", "document.one_line")
	}
	if n := utf8.RuneCountInString(subject); n > crm.MaxSubject {
		p.Add("subject", "document.subject_too_long", "count", n, "max", crm.MaxSubject)
		return
	}
	checkText(p, "subject", subject, cat)
}

func checkBody(p *crm.Problems, body string, cat *crm.Catalogue, needed bool) {
	if blank(body) {
		if needed {
			p.Add("body", KeyNoBody)
		}
		return
	}
	if strings.ContainsFunc(body, control) {
		p.Add("body", "document.control")
	}
	checkText(p, "body", body, cat)
}

func checkText(p *crm.Problems, path, text string, cat *crm.Catalogue) {
	for _, wrong := range merge.Check(text, cat) {
		p.AddPhrase(path, wrong)
	}
	if len(text) > crm.MaxBody {
		return
	}
	var seen []string
	for _, m := range forbidden().FindAllStringSubmatch(text, -1) {
		if scheme := schemeOf(m[1]); !slices.Contains(seen, scheme) {
			seen = append(seen, scheme)
			p.Add(path, "document.link", "link", scheme)
		}
	}
}

// blank says whether a person would see nothing: spaces, controls and
// invisible format characters only.
func blank(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
	}) < 0
}

// control says whether a character belongs in no text.
func control(r rune) bool { return unicode.Is(unicode.Cc, r) && !strings.ContainsRune("\r\n\t", r) }

func breaksLine(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp) }
