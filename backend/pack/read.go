package pack

import (
	"encoding/base64"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"stepwise/backend/crm"
	"stepwise/backend/document"
)

// Read reads a pack. Everything wrong is said at once, each problem with its
// line; whether names exist anywhere is for those to say who know the product.
func Read(content []byte) (*Pack, crm.Problems) {
	docs, bad := documents(content)
	if len(bad) > 0 {
		return nil, bad
	}
	if len(docs) != 1 {
		bad.Add("", "packs.not_pack")
		return nil, bad
	}
	return readPack(docs[0])
}

func readPack(doc *yaml.Node) (*Pack, crm.Problems) {
	r := &reader{lines: map[string]int{}}
	if bad := versionOf(doc); len(bad) > 0 {
		return nil, bad
	}
	p := &Pack{lines: r.lines}
	root := place{r, doc, ""}.object("stepwise", "", "recipe", "statuses", "fields", "tags", "links", "forms", "files", "filters", "templates", "automations")
	p.Recipe = readRecipe(root["recipe"])
	root["statuses"].each(func(_ int, at place) { p.Statuses = append(p.Statuses, readStatus(at)) })
	root["fields"].each(func(_ int, at place) { p.Fields = append(p.Fields, readField(at)) })
	p.Tags = root["tags"].texts()
	root["links"].each(func(_ int, at place) { p.Links = append(p.Links, readLink(at)) })
	root["forms"].each(func(_ int, at place) { p.Forms = append(p.Forms, readForm(at)) })
	root["files"].each(func(_ int, at place) { p.Files = append(p.Files, readFile(at)) })
	root["filters"].each(func(_ int, at place) { p.Filters = append(p.Filters, readFilter(at)) })
	root["templates"].each(func(_ int, at place) { p.Templates = append(p.Templates, readTemplate(at)) })
	root["automations"].each(func(_ int, at place) { p.Sequences = append(p.Sequences, readSequence(at)) })
	p.doubles(r)
	p.references(r)
	if len(r.bad) > 0 {
		return nil, p.Problems(r.bad)
	}
	return p, nil
}

// versionOf says whether a document is a pack that this program understands,
// before it is blamed for what it may mean in another version.
func versionOf(doc *yaml.Node) (bad crm.Problems) {
	if doc.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(doc.Content); i += 2 {
			if doc.Content[i].Value != "stepwise" {
				continue
			}
			n, err := strconv.Atoi(doc.Content[i+1].Value)
			if err == nil && n == Version {
				return nil
			}
			if err == nil && n > Version {
				bad.Add("stepwise", "packs.newer", "version", n, "known", Version)
				return bad
			}
		}
	}
	bad.Add("", "packs.not_pack")
	return bad
}

func readStatus(at place) Status {
	o := at.object("name", "group", "", "color")
	return Status{Name: o["name"].text(), Group: crm.StatusGroup(o["group"].word("open", "won", "lost")), Color: o["color"].text()}
}

func readField(at place) Field {
	o := at.object("name", "variable", "type", "", "currency", "help", "choices")
	types := make([]string, len(crm.FieldTypes))
	for i, t := range crm.FieldTypes {
		types[i] = string(t)
	}
	f := Field{
		Name: o["name"].text(), Slug: o["variable"].text(), Type: crm.FieldType(o["type"].word(types...)), Currency: o["currency"].text(),
		Help: o["help"].text(), Choices: o["choices"].texts(),
	}
	if o["variable"].there() && !slugged.MatchString(f.Slug) {
		o["variable"].wrong("packs.bad_variable", "value", short(f.Slug))
	}
	return f
}

var slugged = regexp.MustCompile(`^[a-z][a-z0-9_]{0,80}$`)

func readFile(at place) File {
	o := at.object("name", "base64")
	content, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(o["base64"].text()), ""))
	if err != nil {
		o["base64"].wrong("packs.bad_base64")
	}
	return File{Name: o["name"].text(), Content: content}
}

func readFilter(at place) Filter {
	o := at.object("name", "all", "", "folder")
	return Filter{Name: o["name"].text(), Folder: o["folder"].text(), Tree: readGroup(o["all"], false)}
}

// readGroup reads the members of a group: conditions, and groups as the lists
// of "all" or "any".
func readGroup(at place, anyOf bool) Group {
	g := Group{Any: anyOf}
	at.each(func(_ int, item place) {
		if item.n.Kind == yaml.MappingNode && len(item.n.Content) == 2 && (item.n.Content[0].Value == "all" || item.n.Content[0].Value == "any") {
			key := item.n.Content[0].Value
			g.Groups = append(g.Groups, readGroup(item.object(key)[key], key == "any"))
			return
		}
		o := item.object("op", "", "subject", "field", "values")
		c := Condition{Subject: o["subject"].text(), Field: o["field"].text(), Op: o["op"].text(), Values: o["values"].texts()}
		switch {
		case c.Field != "" && c.Subject != "", c.Field == "" && c.Subject == "":
			item.wrong("packs.subject_or_field")
		case c.Field != "":
			c.Subject = "field"
		}
		g.Conditions = append(g.Conditions, c)
	})
	return g
}

func readTemplate(at place) Template {
	o := at.object("name", "kind", "", "folder", "subject", "body", "letter", "document", "paper", "simplify", "task", "due_days", "due_workdays",
		"priority", "attachments")
	t := Template{Kind: crm.TemplateKind(o["kind"].word("email", "sms", "task", "pdf")), Name: o["name"].text(), Folder: o["folder"].text()}
	t.Content = crm.Content{
		Subject: o["subject"].text(), Body: o["body"].text(), Simplify: o["simplify"].yes(), TaskType: o["task"].text(), DueDays: o["due_days"].number(),
		DueWorkdays: o["due_workdays"].yes(), Priority: crm.Priority(o["priority"].word("", "low", "high")),
	}
	t.Letter, t.Tree = o["letter"].text(), o["document"].value()
	if t.Letter != "" && t.Tree != nil || t.Content.Body != "" && (t.Letter != "" || t.Tree != nil) {
		at.wrong("packs.one_text")
	}
	if _, ok := t.Tree.(map[string]any); o["document"].there() && !ok {
		o["document"].wrong("packs.want_keys")
	}
	readPaper(o["paper"], &t.Paper)
	o["attachments"].each(func(_ int, item place) {
		a := item.object("", "file", "pdf", "name")
		t.Attachments = append(t.Attachments, Attachment{File: a["file"].text(), PDF: a["pdf"].text(), Name: a["name"].text()})
		if (a["file"].text() == "") == (a["pdf"].text() == "") {
			item.wrong("packs.file_or_pdf")
		}
	})
	return t
}

func readPaper(at place, a *document.Attrs) {
	o := at.object("", "size", "landscape", "margin", "header", "footer")
	if o["size"].word("A4", document.PageLetter) == document.PageLetter {
		a.Page = document.PageLetter
	}
	if o["landscape"].yes() {
		a.Orientation = document.Landscape
	}
	a.Margin, a.Header, a.Footer = o["margin"].number(), o["header"].text(), o["footer"].text()
}

func readSequence(at place) Sequence {
	o := at.object("name", "filter", "", "description", "folder", "again", "again_days", "again_date", "run_to_end", "stop_on_reply", "fallback", "steps")
	q := Sequence{
		Name: o["name"].text(), Description: o["description"].text(), Folder: o["folder"].text(), Filter: o["filter"].text(),
		Reentry:     crm.Reentry(o["again"].word(string(crm.ReentryOnce), string(crm.ReentryEach), string(crm.ReentryAfterDays), string(crm.ReentryEachDate))),
		ReentryDays: o["again_days"].number(), ReentryDate: o["again_date"].text(), RunToEnd: o["run_to_end"].yes(), StopOnReply: o["stop_on_reply"].yes(), Fallback: o["fallback"].text(),
	}
	o["steps"].each(func(_ int, item place) { q.Steps = append(q.Steps, readStep(item)) })
	return q
}

func readStep(at place) Step {
	o := at.object("do", "", "delay", "days", "from", "anchor", "date", "before", "template", "template_b", "to", "to_field", "assignee", "sender",
		"attach_pdf", "purpose", "lateness", "disabled", "only_if", "change", "call")
	kinds := make([]string, len(crm.StepKinds))
	for i, k := range crm.StepKinds {
		kinds[i] = string(k)
	}
	s := Step{
		Kind: crm.StepKind(o["do"].word(kinds...)), Timing: crm.Timing{Unit: crm.UnitDays, From: o["from"].text()},
		Anchor: crm.Anchor(o["anchor"].word(string(crm.AnchorStep), string(crm.AnchorEntry), string(crm.AnchorDate))), DateField: o["date"].text(),
		Before: o["before"].yes(), Template: o["template"].text(), TemplateB: o["template_b"].text(),
		Recipient:      crm.RecipientKind(o["to"].word(string(crm.RecipientMain), string(crm.RecipientAll), string(crm.RecipientField))),
		RecipientField: o["to_field"].text(), Assignee: o["assignee"].text(), Sender: o["sender"].text(), AttachPDF: o["attach_pdf"].yes(),
		Purpose:  crm.Purpose(o["purpose"].word(string(crm.PurposeMarketing), string(crm.PurposeService))),
		Lateness: o["lateness"].number(), Disabled: o["disabled"].yes(),
	}
	readDelay(o["delay"], &s.Timing)
	readDays(o["days"], &s.Timing)
	if o["only_if"].there() {
		g := o["only_if"].object("all")
		tree := readGroup(g["all"], false)
		s.OnlyIf = &tree
	}
	if o["change"].there() {
		s.Change = readChange(o["change"])
	}
	if o["call"].there() {
		c := o["call"].object("", "webhook", "values", "text")
		s.Call = &Call{Webhook: c["webhook"].text(), Values: c["values"].yes(), Text: c["text"].text()}
	}
	return s
}

var delays = regexp.MustCompile(`^(0|[1-9][0-9]{0,5}) (day|hour|minute)s?$`)

// readDelay reads "3 days", "2 hours", "30 minutes"; nothing is at once.
func readDelay(at place, t *crm.Timing) {
	if !at.there() {
		return
	}
	found := delays.FindStringSubmatch(at.text())
	if found == nil {
		at.wrong("packs.bad_delay", "value", short(at.n.Value))
		return
	}
	t.Delay, _ = strconv.Atoi(found[1])
	t.Unit = map[string]crm.Unit{"day": crm.UnitDays, "hour": crm.UnitHours, "minute": crm.UnitMinutes}[found[2]]
}

var weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// readDays reads which days are allowed: a word, or a list of days.
func readDays(at place, t *crm.Timing) {
	t.Weekdays = []int{}
	if !at.there() || at.n.Kind == yaml.ScalarNode {
		t.Sync = crm.SyncKind(at.word(string(crm.SyncAny), string(crm.SyncWorkdays), string(crm.SyncWeekend)))
		return
	}
	t.Sync = crm.SyncWeekdays
	at.each(func(_ int, item place) {
		day := item.word(weekdays...)
		for i, name := range weekdays {
			if name == day {
				t.Weekdays = append(t.Weekdays, i+1)
			}
		}
	})
}

func readChange(at place) *Change {
	o := at.object("", "status", "owner", "in_turn", "clear_owner", "set", "clear", "add_tags", "remove_tags")
	c := &Change{
		Status: o["status"].text(), Owner: o["owner"].text(), InTurn: o["in_turn"].texts(), ClearOwner: o["clear_owner"].yes(), Clear: o["clear"].texts(),
		AddTags: o["add_tags"].texts(), RemoveTags: o["remove_tags"].texts(),
	}
	o["set"].each(func(_ int, item place) {
		s := item.object("field", "value")
		one := Set{Field: s["field"].text(), Value: s["value"].value()}
		if list, ok := one.Value.([]any); ok && len(list) > 0 {
			one.Value = s["value"].texts()
		} else if ok {
			one.Value = nil
		}
		if _, ok := one.Value.(map[string]any); ok || one.Value == nil && s["value"].there() {
			s["value"].wrong("packs.bad_value", "field", one.Field)
		}
		c.Set = append(c.Set, one)
	})
	return c
}
