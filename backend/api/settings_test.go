package api_test

import (
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

func TestAListOfStatusesIsCheckedAsAWhole(t *testing.T) {
	t.Parallel()
	d := open(t)
	save := func(list ...crm.Status) answer[api.ProductView] {
		return ask(d.api.SaveStatuses(api.SaveStatusesIn{Product: d.Product, Statuses: list}))
	}
	save().invalid(t, "statuses settings.no_statuses")
	save(crm.Status{Name: "Nou", Group: "new"}, crm.Status{Group: crm.GroupOpen}, crm.Status{Name: "NOU", Group: crm.GroupOpen}).invalid(t,
		"statuses[0].group settings.bad_group", "statuses[1].name error.name_missing", "statuses[2].name error.name_taken")
	save(crm.Status{ID: 77, Name: "Nou", Group: crm.GroupOpen}).refused(t, "not_found error.not_found.status")
	equal(t, "statuses", len(d.Catalogue().Statuses), 6)

	list := d.Catalogue().Statuses
	list[0].Name, list[1].Name = list[1].Name, list[0].Name
	swapped := save(append(list[1:], list[0])...).ok(t)
	equal(t, "renamed and moved behind the open ones", swapped.Statuses[0].Name+", "+swapped.Statuses[3].Name, testkit.NewLead+", "+testkit.Contacted)
}

func TestAListOfFieldsIsCheckedAsAWhole(t *testing.T) {
	t.Parallel()
	d := open(t)
	save := func(list ...crm.Field) answer[api.ProductView] {
		return ask(d.api.SaveFields(api.SaveFieldsIn{Product: d.Product, Fields: list}))
	}
	save(crm.Field{Name: "Oraș", Type: "colour"}, crm.Field{Type: crm.FieldChoice}, crm.Field{Name: "oras", Type: crm.FieldText},
		crm.Field{Name: "Culoare", Type: crm.FieldChoice, Choices: []crm.Choice{{Name: "roșu"}, {Name: ""}, {Name: "Rosu"}}}).invalid(t,
		"fields[0].type settings.bad_field_type", "fields[1].name error.name_missing", "fields[1].choices settings.no_choices",
		"fields[3].choices[1] error.name_missing", "fields[3].choices[2].name error.name_taken", "fields[2].name error.name_taken")
	list := d.Catalogue().Fields
	save(append(list, crm.Field{ID: 77, Name: "Lost", Type: crm.FieldText})...).refused(t, "not_found error.not_found.field")
	thief := crm.Field{Name: "Thief", Type: crm.FieldChoice, Choices: []crm.Choice{{ID: d.Field("Source").Choices[0].ID, Name: "Mine"}}}
	save(append(list, thief)...).refused(t, "not_found error.not_found.choice")
	equal(t, "a choice of another field", d.Field("Source").Choices[0].Name, "Website")
	added := save(append(list, crm.Field{Name: "Oraș / județ", Type: crm.FieldText}, crm.Field{Name: "oras judet?", Type: crm.FieldText}, crm.Field{Name: "名前", Type: crm.FieldText})...).ok(t)
	var slugs []string
	for _, f := range added.Fields[len(list):] {
		slugs = append(slugs, f.Slug)
	}
	same(t, "names in merge fields", slugs, []string{"oras_judet", "oras_judet_2", "field"})
}

func TestProducts(t *testing.T) {
	t.Parallel()
	d := open(t)
	ask(d.api.SaveProduct(crm.Product{Name: "Customers"})).invalid(t, "name error.name_taken")
	ask(d.api.SaveProduct(crm.Product{ID: 77, Name: "Lost"})).refused(t, "not_found error.not_found.product")
	made := ask(d.api.SaveProduct(crm.Product{Name: "Invoicing"})).ok(t)
	equal(t, "behind the first", made.Product.Position, 2)
	equal(t, "its statuses", len(made.Statuses), 6)
	equal(t, "its folders", len(ask(d.api.ListFolders(api.ProductIn{Product: made.Product.ID})).ok(t)), 2)
	made.Product.Name = "Bills"
	equal(t, "renamed", ask(d.api.SaveProduct(made.Product)).ok(t).Product.Name, "Bills")

	ask(d.api.DeleteAccount(api.AccountIn{ID: d.SMSAcc})).ok(t)
	made.Product.SMSOn = true
	ask(d.api.SaveProduct(made.Product)).refused(t, "conflict error.no_sms_account")
	ask(d.api.SetTestMode(api.TestModeIn{On: true})).ok(t)
	equal(t, "in test mode it may", ask(d.api.SaveProduct(made.Product)).ok(t).Product.SMSOn, true)
}

func TestFolders(t *testing.T) {
	t.Parallel()
	d := open(t)
	list := ask(d.api.ListFolders(api.ProductIn{Product: d.Product})).ok(t)
	mine := ask(d.api.SaveFolder(crm.Folder{Product: d.Product, Name: "Mine", Builtin: "default"})).ok(t)
	equal(t, "never a built-in one", mine.Builtin, "")
	ask(d.api.SaveFolder(crm.Folder{Product: d.Product, Name: "Mine"})).invalid(t, "name error.name_taken")
	ask(d.api.SaveFolder(crm.Folder{Product: 77, Name: "Other"})).refused(t, "not_found error.not_found.product")
	for _, f := range []crm.Folder{{ID: 77, Product: d.Product, Name: "Lost"}, {ID: list[0].ID, Product: d.Product, Name: "Built in"}, {ID: mine.ID, Product: 77, Name: "Elsewhere"}} {
		if f.Product == d.Product {
			ask(d.api.SaveFolder(f)).refused(t, "not_found error.not_found.folder")
		}
		ask(d.api.DeleteFolder(f)).refused(t, "not_found error.not_found.folder")
	}
	q := ask(d.api.SaveSequence(d.draft())).ok(t)
	ask(d.api.MoveSequence(api.MoveSequenceIn{ID: q.Sequence.ID, Folder: 77})).refused(t, "not_found error.not_found.folder")
	equal(t, "moved", ask(d.api.MoveSequence(api.MoveSequenceIn{ID: q.Sequence.ID, Folder: mine.ID})).ok(t).Sequence.Folder, mine.ID)
	used := ask(d.api.DeleteFolder(mine))
	used.refused(t, "conflict error.in_use")
	equal(t, "where", used.arg("where"), any("Offer follow-up"))
	ask(d.api.MoveSequence(api.MoveSequenceIn{ID: q.Sequence.ID, Folder: list[0].ID})).ok(t)
	ask(d.api.DeleteFolder(mine)).ok(t)
}

func TestTasksOfPeople(t *testing.T) {
	t.Parallel()
	d := open(t)
	ion := d.Card("Ion", testkit.NewLead)
	ask(d.api.SaveTask(crm.Task{Card: ion, Type: "dance", Due: "tomorrow"})).invalid(t, "title tasks.bad_title", "type tasks.bad_type", "due error.bad_date")
	ask(d.api.SaveTask(crm.Task{Card: 77, Type: "call", Title: "Call"})).refused(t, "not_found error.not_found.card")
	ask(d.api.SaveTask(crm.Task{Card: ion, Type: "call", Title: "Call", Assignee: 77})).refused(t, "not_found error.not_found.user")
	ask(d.api.SaveTask(crm.Task{ID: 77, Card: ion, Type: "call", Title: "Call"})).refused(t, "not_found error.not_found.task")
	late := ask(d.api.SaveTask(crm.Task{Card: ion, Type: "call", Title: " Call ", Due: "2026-11-22", Assignee: d.Admin, Done: 1, Sequence: 5})).ok(t)
	equal(t, "late, open, a person's own", late.Overdue && late.Task.Done == 0 && late.Task.Sequence == 0, true)
	done := ask(d.api.SetTaskDone(api.TaskDoneIn{ID: late.Task.ID, Done: true})).ok(t)
	equal(t, "who did it", done.Row.Task.DoneBy, d.Admin)
	task := done.Row.Task
	task.Title, task.Card, task.Done = "Call again", 77, 0
	changed := ask(d.api.SaveTask(task)).ok(t)
	equal(t, "an edit keeps the card and that it is done", changed.Task.Card == ion && changed.Task.Done != 0, true)
	equal(t, "done ones", len(ask(d.api.ListTasks(api.ListTasksIn{Done: true})).ok(t).Rows), 1)
	ask(d.api.SetTaskDone(api.TaskDoneIn{ID: late.Task.ID})).ok(t)
	equal(t, "mine", len(ask(d.api.ListTasks(api.ListTasksIn{Assignee: d.Admin})).ok(t).Rows), 1)
	ask(d.api.SetTaskDone(api.TaskDoneIn{ID: 77, Done: true})).refused(t, "not_found error.not_found.task")
}
