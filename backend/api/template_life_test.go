package api_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

func diffText(lines []api.DiffLine) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(map[string]string{"same": " ", "added": "+", "removed": "-"}[l.Kind])
		for _, w := range l.Words {
			if w.Changed {
				b.WriteString("[" + w.Text + "]")
			} else {
				b.WriteString(w.Text)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestVersionsSayWhoChangedWhatAndComeBack(t *testing.T) {
	t.Parallel()
	d := open(t)
	member := d.as(d.User("Barna Kiss"))
	first := crm.Content{Subject: "Thanks", Body: "Dear Ana,\nwe got your offer.\nBye"}
	tmpl := d.saveTemplate(crm.TemplateEmail, first).ok(t).Template
	save := func(name string, c crm.Content) crm.Template {
		return ask(d.api.SaveTemplate(api.SaveTemplateIn{ID: tmpl.ID, Name: name, Content: c})).ok(t).Template
	}
	d.Advance("1h")
	equal(t, "a new name alone is no new version", save("Thank you", first).Version, tmpl.Version)
	second := first
	second.Subject, second.Body = "Thank you", "Dear Ana,\nwe got your order.\nSee you soon\nBye"
	latest := save("Thank you", second)

	page := ask(member.ListVersions(api.ListVersionsIn{Template: tmpl.ID})).ok(t)
	equal(t, "versions", len(page.Rows), 2)
	row := page.Rows[0]
	equal(t, "the newest", fmt.Sprint(row.Number, row.Current, row.Who, row.Added, row.Removed, row.At == d.Now()), "2 trueAna Pop3 2 true")
	equal(t, "changed", fmt.Sprint(row.Changed[0].Key, " ", row.Changed[1].Key, " ", len(row.Changed)), "templates.part.subject templates.part.text 2")
	for _, p := range row.Changed {
		said(t, p)
	}
	equal(t, "the first changed nothing", len(page.Rows[1].Changed), 0)

	for _, in := range []api.CompareVersionsIn{{Template: tmpl.ID}, {Template: tmpl.ID, From: tmpl.Version, To: latest.Version}} {
		diff := ask(member.CompareVersions(in)).ok(t)
		equal(t, "from and to", fmt.Sprint(diff.From.Number, diff.To.Number), "1 2")
		equal(t, "the subject", diffText(diff.Parts[0].Lines), "-[Thanks]\n+[Thank you]\n")
		equal(t, "the text", diffText(diff.Parts[1].Lines), " Dear Ana,\n-we got your [offer].\n+we got your [order].\n+[See you soon]\n Bye\n")
	}
	restored := ask(d.api.RestoreVersion(api.VersionIn{Template: tmpl.ID, Version: tmpl.Version})).ok(t).Template
	equal(t, "what it says again", restored.Content.Body, first.Body)
	equal(t, "its name stays", restored.Name, "Thank you")
	equal(t, "as a new version", len(ask(d.api.ListVersions(api.ListVersionsIn{Template: tmpl.ID})).ok(t).Rows), 3)
	ask(member.RestoreVersion(api.VersionIn{Template: tmpl.ID, Version: latest.Version})).refused(t, "forbidden error.admin_only")
	ask(d.api.RestoreVersion(api.VersionIn{Template: tmpl.ID, Version: 7777})).refused(t, "not_found error.not_found.version")
	ask(d.api.CompareVersions(api.CompareVersionsIn{Template: 77})).refused(t, "not_found error.not_found.template")
}

func TestManyVersionsComeInPages(t *testing.T) {
	t.Parallel()
	d := open(t)
	tmpl := d.saveTemplate(crm.TemplateSMS, crm.Content{Body: "0"}).ok(t).Template
	for n := range 34 {
		ask(d.api.SaveTemplate(api.SaveTemplateIn{ID: tmpl.ID, Name: "Thanks", Content: crm.Content{Body: fmt.Sprint("text ", n), Simplify: n == 33}})).ok(t)
	}
	page := ask(d.api.ListVersions(api.ListVersionsIn{Template: tmpl.ID})).ok(t)
	equal(t, "a page", fmt.Sprint(len(page.Rows), page.Before, page.Rows[0].Changed[1].Key), "30 6templates.part.simplify")
	rest := ask(d.api.ListVersions(api.ListVersionsIn{Template: tmpl.ID, Before: page.Before})).ok(t)
	equal(t, "the rest", fmt.Sprint(len(rest.Rows), rest.Rows[0].Number, rest.Before), "5 5 0")
}

func TestTemplatesAreCopiedAndStandInFolders(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := api.SaveTemplateIn{Product: d.Product, Kind: crm.TemplateTask, Name: "Call", Folder: " Ofertă ", Content: crm.Content{Subject: "Call", TaskType: "call", Priority: crm.PriorityHigh}}
	call := ask(d.api.SaveTemplate(in)).ok(t).Template
	equal(t, "its folder", call.Folder, "Ofertă")
	copied := ask(d.api.CopyTemplate(api.TemplateIn{ID: call.ID})).ok(t).Template
	equal(t, "the copy", fmt.Sprint(copied.Name, ", ", copied.Folder, ", ", copied.Content.Priority), "Call (2), Ofertă, high")
	equal(t, "another copy", ask(d.api.CopyTemplate(api.TemplateIn{ID: call.ID})).ok(t).Template.Name, "Call (3)")

	moved := ask(d.api.MoveTemplates(api.MoveTemplatesIn{IDs: []crm.TemplateID{copied.ID, call.ID}, Folder: "Other"})).ok(t)
	equal(t, "moved", moved.Count, 2)
	equal(t, "into one that is there", ask(d.api.MoveTemplates(api.MoveTemplatesIn{IDs: []crm.TemplateID{call.ID}, Folder: "oferta"})).ok(t).Count, 1)
	equal(t, "which keeps its name", ask(d.api.GetTemplate(api.TemplateIn{ID: call.ID})).ok(t).Template.Folder, "Ofertă")
	equal(t, "an edit leaves it there", ask(d.api.SaveTemplate(api.SaveTemplateIn{ID: call.ID, Name: "Call", Content: call.Content})).ok(t).Template.Folder, "Ofertă")
	rename := api.RenameTemplateFolderIn{Product: d.Product, From: "Ofertă", To: "Offers"}
	equal(t, "renamed", ask(d.api.RenameTemplateFolder(rename)).ok(t).Count, 2)
	rename.From, rename.To = "Offers", strings.Repeat("x", 300)
	ask(d.api.RenameTemplateFolder(rename)).invalid(t, "to fold.too_long")
	ask(d.api.MoveTemplates(api.MoveTemplatesIn{IDs: []crm.TemplateID{77}})).refused(t, "not_found error.not_found.template")
}

func TestAStepOfATaskTemplateMakesTheTaskThatItDescribes(t *testing.T) {
	t.Parallel()
	d := open(t) // a Monday
	tmpl := d.saveTemplate(crm.TemplateTask, crm.Content{Subject: "Call", TaskType: "call", DueDays: 5, DueWorkdays: true, Priority: crm.PriorityHigh}).ok(t).Template
	q := d.Sequence(d.offers(), testkit.TaskStep("0d", tmpl.ID))
	d.Activate(q, "new")
	d.Card("Ion", testkit.OfferSent)
	d.Tick()
	list := ask(d.api.ListTasks(api.ListTasksIn{Assignee: d.Admin})).ok(t).Rows
	equal(t, "tasks", len(list), 1)
	equal(t, "the task", fmt.Sprint(list[0].Task.Priority, " ", list[0].Task.Due), "high 2026-12-02") // 30 November and 1 December are free
}

func TestOfTheTasksOfADayTheImportantOnesComeFirst(t *testing.T) {
	t.Parallel()
	d := open(t)
	card := d.Card("Ion", testkit.NewLead)
	for _, k := range []crm.Task{
		{Title: "low", Priority: crm.PriorityLow}, {Title: "normal"}, {Title: "high", Priority: crm.PriorityHigh},
		{Title: "at nine", Clock: "09:00", Priority: crm.PriorityHigh}, {Title: "the day before", Due: "2026-11-22", Priority: crm.PriorityLow},
	} {
		k.Card, k.Type, k.Assignee = card, "todo", d.Admin
		if k.Due == "" {
			k.Due = "2026-11-23"
		}
		ask(d.api.SaveTask(k)).ok(t)
	}
	ask(d.api.SaveTask(crm.Task{Card: card, Type: "todo", Title: "x", Priority: "urgent"})).invalid(t, "priority tasks.bad_priority")
	want := []string{"the day before", "high", "normal", "low", "at nine"}
	var whole, pages []string
	for _, r := range ask(d.api.ListTasks(api.ListTasksIn{Assignee: d.Admin})).ok(t).Rows {
		whole = append(whole, r.Task.Title)
	}
	same(t, "the list", whole, want)
	for in := (api.ListTasksIn{Assignee: d.Admin, Limit: 1}); ; {
		page := ask(d.api.ListTasks(in)).ok(t)
		for _, r := range page.Rows {
			pages = append(pages, r.Task.Title)
		}
		if in.After = page.After; in.After == "" {
			break
		}
	}
	same(t, "page by page", pages, want)
}
