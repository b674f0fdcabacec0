package api_test

import (
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// What only administrators do, each with an input that would work for them.
func (d *desk) settings(s *api.Session) map[string]error {
	folder := crm.Folder{Product: d.Product, Name: "Mine"}
	return map[string]error{
		"SaveWorkspace":   ask(s.SaveWorkspace(api.SaveWorkspaceIn{Name: "F", Country: "RO", Zone: "UTC", Language: "en", MaxParts: 6})).err,
		"CheckWorkspace":  ask(s.CheckWorkspace(api.SaveWorkspaceIn{Name: "F", Country: "RO", Zone: "UTC", Language: "en", MaxParts: 6})).err,
		"SetTestMode off": ask(s.SetTestMode(api.TestModeIn{})).err,
		"SetTestMode on":  ask(s.SetTestMode(api.TestModeIn{On: true})).err,
		"SaveUser":        ask(s.SaveUser(crm.User{Name: "B", Email: "b@firma.example", Role: crm.RoleAdmin, Language: "en", Active: true})).err,
		"SaveProduct":     ask(s.SaveProduct(crm.Product{Name: "Invoicing"})).err,
		"SaveStatuses":    ask(s.SaveStatuses(api.SaveStatusesIn{Product: d.Product, Statuses: d.Catalogue().Statuses})).err,
		"SaveFields":      ask(s.SaveFields(api.SaveFieldsIn{Product: d.Product, Fields: d.Catalogue().Fields})).err,
		"AddProduct":      ask(s.AddProduct(api.AddProductIn{Name: "Invoicing"})).err,
		"OrderProducts":   ask(s.OrderProducts(api.OrderProductsIn{Products: []crm.ProductID{d.Product}})).err,
		"ArchiveProduct":  ask(s.ArchiveProduct(api.ArchiveProductIn{Product: d.Product})).err,
		"RemoveStatus":    ask(s.RemoveStatus(api.RemoveStatusIn{Product: d.Product, Status: d.Status(testkit.Contacted)})).err,
		"RemoveField":     ask(s.RemoveField(api.RemoveFieldIn{Product: d.Product, Field: d.Field("City").ID})).err,
		"RemoveChoice":    ask(s.RemoveChoice(api.RemoveChoiceIn{Product: d.Product, Field: d.Field("Source").ID, Choice: d.Field("Source").Choices[0].ID})).err,
		"ChangeField":     ask(s.ChangeField(api.TypeChangeIn{Product: d.Product, Field: d.Field("City").ID, Type: crm.FieldLongText})).err,
		"HandOver":        ask(s.HandOver(api.HandOverIn{User: d.Admin})).err,
		"SaveFilter":      ask(s.SaveFilter(api.SaveFilterIn{Product: d.Product, Name: "F", Tree: crm.Group{Conditions: []crm.Condition{d.When("name", "contains", "x")}}})).err,
		"ReadPack":        ask(s.ReadPack(api.PackIn{Product: d.Product, Content: base64Of(offers)})).err,
		"ImportPack":      ask(s.ImportPack(api.PackIn{Product: d.Product, Content: base64Of(offers)})).err,
		"CopyRecipe":      ask(s.CopyRecipe(api.RecipeIn{Product: d.Product, Recipe: "birthday"})).err,
		"AddAsset":        ask(s.AddAsset(api.AddAssetIn{Name: "a.txt", Content: base64Of("a")})).err,
		"SaveTemplate":    ask(s.SaveTemplate(api.SaveTemplateIn{Product: d.Product, Kind: crm.TemplateSMS, Name: "T", Content: crm.Content{Body: "x"}})).err,
		"RenameTemplates": ask(s.RenameTemplateFolder(api.RenameTemplateFolderIn{Product: d.Product, To: "Mine"})).err,
		"SaveSequence":    ask(s.SaveSequence(d.draft())).err,
		"SaveFolder":      ask(s.SaveFolder(folder)).err,
		"DeleteFolder":    ask(s.DeleteFolder(folder)).err,
		"SaveAccount":     ask(s.SaveAccount(smtpAccount())).err,
		"GetKeyPlace":     ask(s.GetKeyPlace()).err,
		"StartTest":       ask(s.StartAccountTest(api.TestAccountIn{ID: d.EmailAcc, To: "a@firma.example"})).err,
		"GuessMailServer": ask(s.GuessMailServer(api.GuessMailServerIn{Email: "a@gmail.com"})).err,
		"AdviseSender":    ask(s.AdviseSender(api.AdviseSenderIn{ID: d.EmailAcc})).err,
		"StartSignIn":     ask(s.StartSignIn(api.StartSignInIn{ID: d.EmailAcc, Origin: "https://crm.example"})).err,
		"OrderAccounts":   ask(s.OrderAccounts(api.OrderAccountsIn{Channel: crm.ChannelEmail, Accounts: []crm.AccountID{d.EmailAcc}})).err,
		"TestAccount":     ask(s.TestAccount(api.TestAccountIn{ID: d.EmailAcc, To: "a@firma.example"})).err,
		"ResumeAccount":   ask(s.ResumeAccount(api.AccountIn{ID: d.EmailAcc})).err,
		"SaveMailbox":     ask(s.SaveMailbox(officeMailbox())).err,
		"TestMailbox":     ask(s.TestMailbox(officeMailbox())).err,
		"DeleteMailbox":   ask(s.DeleteMailbox(api.MailboxIn{ID: 1})).err,
		"DeleteAccount":   ask(s.DeleteAccount(api.AccountIn{ID: d.EmailAcc})).err,
	}
}

func (d *desk) automations(s *api.Session, q crm.SequenceID, f crm.FilterID, tmpl crm.TemplateID) map[string]error {
	return map[string]error{
		"Activate":       ask(s.Activate(api.ActivateIn{ID: q, Scope: "new"})).err,
		"Deactivate":     ask(s.Deactivate(api.SequenceIn{ID: q})).err,
		"CopySequence":   ask(s.CopySequence(api.SequenceIn{ID: q})).err,
		"MoveSequence":   ask(s.MoveSequence(api.MoveSequenceIn{ID: q, Folder: 1})).err,
		"DeleteSequence": ask(s.DeleteSequence(api.SequenceIn{ID: q})).err,
		"SetGoal":        ask(s.SetSequenceGoal(api.SetSequenceGoalIn{ID: q})).err,
		"CopyFilter":     ask(s.CopyFilter(api.FilterIn{ID: f})).err,
		"MoveFilters":    ask(s.MoveFilters(api.MoveFiltersIn{IDs: []crm.FilterID{f}, Folder: "Mine"})).err,
		"RenameFolder":   ask(s.RenameFilterFolder(api.RenameFilterFolderIn{Product: d.Product, To: "Mine"})).err,
		"ChangeFilter":   ask(s.ChangeFilter(api.ChangeFilterIn{Save: api.SaveFilterIn{ID: f}})).err,
		"DeleteFilter":   ask(s.DeleteFilter(api.FilterIn{ID: f})).err,
		"RestoreVersion": ask(s.RestoreVersion(api.VersionIn{Template: tmpl, Version: 1})).err,
		"CopyTemplate":   ask(s.CopyTemplate(api.TemplateIn{ID: tmpl})).err,
		"MoveTemplates":  ask(s.MoveTemplates(api.MoveTemplatesIn{IDs: []crm.TemplateID{tmpl}, Folder: "Mine"})).err,
		"DeleteTemplate": ask(s.DeleteTemplate(api.TemplateIn{ID: tmpl})).err,
		"Resume":         ask(s.Resume(api.ResumeIn{Reason: "restored"})).err,
		"AnswerSurge":    ask(s.AnswerSurge(api.AnswerSurgeIn{Answer: "go"})).err,
		"Reactivation":   ask(s.PreviewReactivation(api.SequenceIn{ID: q})).err,
	}
}

func TestMembersDoNotChangeWhatTheBusinessDecided(t *testing.T) {
	t.Parallel()
	d := open(t)
	member := d.as(d.User("Barna Kiss"))
	tmpl := d.Template(crm.TemplateTask, "Call", "")
	f := d.offers()
	q := d.Sequence(f, testkit.TaskStep("0d", tmpl))
	for what, err := range d.settings(member) {
		t.Log(what)
		ask(0, err).refused(t, "forbidden error.admin_only")
	}
	for what, err := range d.automations(member, q, f, tmpl) {
		t.Log(what)
		ask(0, err).refused(t, "forbidden error.admin_only")
	}
	ws := ask(member.GetWorkspace()).ok(t)
	equal(t, "test mode", ws.Workspace.TestMode, false)
	equal(t, "products", len(ws.Products), 1)
	equal(t, "me", ws.Me.Name, "Barna Kiss")
}

func TestMembersReadEverythingAndWorkOnCards(t *testing.T) {
	t.Parallel()
	d := open(t)
	member := d.as(d.User("Barna Kiss"))
	card := ask(member.SaveCard(d.typed([]string{"ion@exemplu.ro"}, nil))).ok(t).Card
	task := ask(member.SaveTask(crm.Task{Card: card.Card.ID, Type: "call", Title: "Call", Due: "2026-11-23"})).ok(t)
	equal(t, "due today", task.Group, "today")
	ask(member.SetTaskDone(api.TaskDoneIn{ID: task.Task.ID, Done: true})).ok(t)
	ask(member.ListFilters(api.ProductIn{Product: d.Product})).ok(t)
	ask(member.ListTemplates(api.ProductIn{Product: d.Product})).ok(t)
	ask(member.Toolbox(api.ProductIn{Product: d.Product})).ok(t)
	for _, a := range ask(member.ListAccounts()).ok(t) {
		equal(t, "the secret of "+a.Account.Name, a.Account.Secret, "")
		equal(t, "that there is one", a.Account.HasSecret, true)
	}
	ask(member.DeleteCards(api.CardIDs{IDs: []crm.CardID{card.Card.ID}})).ok(t)
}

// A member imports clients; what the file lacks in the settings is made by an
// administrator.
func TestMembersImportButMakeNoFields(t *testing.T) {
	t.Parallel()
	d := open(t)
	member := d.as(d.User("Barna Kiss"))
	read := ask(d.upload("c.csv", "Nume,Limba\nIon,ro\n")).ok(t)
	to(t, &read, "Limba", "new:text")
	ask(member.CheckImport(checkOf(read))).ok(t)
	job := ask(member.StartImport(startOf(read))).ok(t)
	job = ask(d.svc.Wait(t.Context(), job.ID)).ok(t)
	equal(t, "the job", job.State, "failed")
	ask(0, job.Error).refused(t, "forbidden error.admin_only")
	to(t, &read, "Limba", "")
	job = ask(member.StartImport(startOf(read))).ok(t)
	equal(t, "without the field", ask(d.svc.Wait(t.Context(), job.ID)).ok(t).State, "done")
}

func TestOnACardItsOwnerDecides(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.TestMode)
	barna := d.User("Barna Kiss")
	owner, other := d.as(barna), d.as(d.User("Csilla Nagy"))
	q := d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Hello", "Hello")), testkit.TaskStep("3d", d.Template(crm.TemplateTask, "Call", "")))
	d.Activate(q, "new")
	ion := d.Card("Ion Popescu", testkit.NewLead, func(c *testkit.NewCard) { c.Draft.Owner = barna })

	start := api.StartCardIn{Sequence: q, Card: ion, Anyway: true}
	ask(other.StartCard(start)).refused(t, "forbidden error.owner_only")
	view := ask(owner.StartCard(start)).ok(t).Card
	equal(t, "under way", len(view.Coming), 2)
	ask(owner.StartCard(start)).refused(t, "conflict error.sequence.live")
	d.Tick()

	held := ask(owner.ListMessages(api.ListMessagesIn{Card: ion})).ok(t).Rows
	equal(t, "what test mode did", string(held[0].Message.State)+" "+string(held[0].Message.Reason), "held test_mode")
	discard := api.DecideMessagesIn{IDs: []crm.MessageID{held[0].Message.ID}, Decision: "discard"}
	ask(other.DecideMessages(discard)).refused(t, "forbidden error.owner_only")
	release := discard
	release.Decision = "release"
	ask(owner.DecideMessages(release)).refused(t, "conflict error.test_mode")
	equal(t, "decided", ask(owner.DecideMessages(discard)).ok(t).Changed, 1)
	equal(t, "decided twice", ask(owner.DecideMessages(discard)).ok(t).Changed, 0)

	enrolment := api.EnrolmentIn{ID: d.Enrolment(q, ion).ID}
	ask(other.SkipStep(enrolment)).refused(t, "forbidden error.owner_only")
	ask(other.StopCard(enrolment)).refused(t, "forbidden error.owner_only")
	ask(other.DecideSteps(api.DecideStepsIn{IDs: []crm.EnrolmentID{enrolment.ID}, Decision: "skip"})).refused(t, "forbidden error.owner_only")
	equal(t, "stopped", len(ask(owner.StopCard(enrolment)).ok(t).Card.Coming), 0)
}

func TestWhoLeftDoesNothingAnyMore(t *testing.T) {
	t.Parallel()
	d := open(t)
	barna := d.User("Barna Kiss")
	d.DeactivateUser(barna)
	gone := d.as(barna)
	ask(gone.SaveCard(d.typed(nil, nil))).refused(t, "forbidden error.user.inactive")
	ask(gone.SaveProduct(crm.Product{Name: "X"})).refused(t, "forbidden error.user.inactive")
	ask(d.as(77).SaveCard(d.typed(nil, nil))).refused(t, "not_found error.not_found.user")
}

func TestColleagues(t *testing.T) {
	t.Parallel()
	d := open(t)
	ask(d.api.SaveUser(crm.User{Email: "@", Phone: "O721", Role: "chief", Language: "xx"})).invalid(t,
		"name error.name_missing", "email mailaddr.no_local", "phone phone.letters", "role settings.bad_role", "language settings.bad_language")
	barna := crm.User{Name: "Barna", Email: "barna@firma.example", Phone: "0721 000 009", Role: crm.RoleAdmin, Language: "hu", Active: true}
	saved := ask(d.api.SaveUser(barna)).ok(t)
	barna.ID = 77
	ask(d.api.SaveUser(barna)).refused(t, "not_found error.not_found.user")
	var me crm.User
	d.Read(func(v *store.View) (err error) {
		me, err = v.User(d.Admin)
		return err
	})
	me.Role = crm.RoleMember
	ask(d.api.SaveUser(me)).refused(t, "conflict error.user.self")
	me.Role, me.Active = crm.RoleAdmin, false
	ask(d.api.SaveUser(me)).refused(t, "conflict error.user.self")
	ask(d.as(saved.ID).SaveUser(me)).ok(t) // another administrator may
	ask(d.api.SaveProduct(crm.Product{Name: "X"})).refused(t, "forbidden error.user.inactive")
}
