package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stepwise/backend"
	"stepwise/backend/api"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// story is the job that the product is for, done by operations alone.
type story struct {
	*desk
	t         *testing.T
	statuses  map[string]crm.StatusID
	templates map[crm.TemplateKind]crm.TemplateID
	filter    crm.FilterID
	sequence  crm.SequenceID
	cards     []api.CardRow
}

// begin sets a new workspace up, with accounts and test mode off.
func begin(t *testing.T) *story {
	t.Helper()
	s := &story{desk: open(t, testkit.Empty), t: t, statuses: map[string]crm.StatusID{}, templates: map[crm.TemplateKind]crm.TemplateID{}}
	before := ask(s.api.GetWorkspace()).ok(t)
	equal(t, "set up before the first run", before.SetUp, false)
	equal(t, "the proposed zone", before.MachineZone, "Europe/Budapest")
	out := ask(s.api.SetUpWorkspace(api.SetUpIn{
		Name: "Ana Pop", Email: "ana.pop@firma.example", Company: "Panificația Ștefan", Country: "RO", Zone: "Europe/Bucharest", Language: "en",
	})).ok(t)
	equal(t, "set up", out.SetUp, true)
	equal(t, "test mode at the start", out.Workspace.TestMode, true)
	equal(t, "me", out.Me.Name+", "+string(out.Me.Role), "Ana Pop, admin")
	s.Product, s.Admin = out.Products[0].Product.ID, out.Me.ID
	for _, st := range out.Products[0].Statuses {
		s.statuses[st.Name] = st.ID
	}
	ask(s.api.SaveAccount(smtpAccount())).ok(t)
	ask(s.api.SaveAccount(gatewayAccount("https://sms.example/send"))).ok(t)
	equal(t, "held by test mode", ask(s.api.SetTestMode(api.TestModeIn{})).ok(t), api.TestModeOut{})
	return s
}

func smtpAccount() api.SaveAccountIn {
	secret := "parola"
	return api.SaveAccountIn{Kind: crm.AccountSMTP, Name: "Office", Secret: &secret, SMTP: &crm.SMTPSettings{
		Host: "smtp.firma.example", Port: 587, TLS: crm.TLSStartTLS, User: "office", Auth: "auto", FromName: "Panificația Ștefan", FromEmail: "office@firma.example",
	}}
}

func gatewayAccount(url string) api.SaveAccountIn {
	secret := "jeton"
	return api.SaveAccountIn{Kind: crm.AccountGateway, Name: "SMS", Secret: &secret, Gateway: &crm.GatewaySettings{
		URL: url, Method: "POST", ContentType: "json", Body: `{"to":"{{to}}","text":"{{text}}"}`, From: "Firma",
		Headers: map[string]string{"Authorization": "Bearer {{secret}}"}, KeyHeader: "Idempotency-Key", IDPath: "id", AllowPrivate: true, Price: 0.25, Currency: "RON",
	}}
}

// bring imports ten clients; an eleventh row has a letter in its phone.
func (s *story) bring() {
	s.t.Helper()
	lines := []string{"Nume;Email;Telefon;Status;Oraș"}
	for i := range 10 {
		lines = append(lines, fmt.Sprintf("Ștefan Pop%d;pop%d@client.example;0721 000 10%d;Offer sent;Cluj", i, i, i))
	}
	lines = append(lines, "Ion Rău;rau@client.example;O721000199;Offer sent;Iași")
	read := ask(s.upload("clienți.csv", strings.Join(lines, "\r\n"))).ok(s.t)
	equal(s.t, "delimiter", read.Delimiter, ";")
	equal(s.t, "rows", read.Total, 11)
	to(s.t, &read, "Nume", "card.name")
	to(s.t, &read, "Oraș", "new:choice")
	read.Mapping.DefaultOwner = s.Admin
	check := ask(s.api.CheckImport(checkOf(read))).ok(s.t)
	same(s.t, "problems", problems(s.t, check.Problems), []string{})
	equal(s.t, "good and bad", fmt.Sprint(check.Good, check.Bad), "10 1")
	same(s.t, "what is wrong with row 12", problems(s.t, check.BadRows[0].Problems), []string{"Telefon phone.letters"})
	equal(s.t, "the first good one", check.Preview[0].Name+" "+check.Preview[0].Phone, "Ștefan Pop0 +40 721 000 100")
	same(s.t, "new fields", check.NewFields, []string{"Oraș"})
	equal(s.t, "cards after a dry run", s.count(), 0)
	equal(s.t, "import", s.start(startOf(read)).State, "done")
	page := ask(s.api.ListCards(api.ListCardsIn{Product: s.Product, Sort: "name"})).ok(s.t)
	s.cards = page.Rows
	equal(s.t, "cards", len(s.cards), 10)
}

func (s *story) count() int {
	s.t.Helper()
	return ask(s.api.CountCards(api.CountCardsIn{List: api.ListCardsIn{Product: s.Product}})).ok(s.t).Count
}

// build makes the filter, the templates and the sequence of the seed.
func (s *story) build() {
	s.t.Helper()
	tree := crm.Group{Conditions: []crm.Condition{{Subject: "status", Op: "is", Values: []string{s.statuses["Offer sent"].String()}}}}
	preview := ask(s.api.PreviewFilter(api.PreviewFilterIn{Product: s.Product, Tree: tree})).ok(s.t)
	equal(s.t, "cards in the filter", preview.Total, 10)
	s.filter = ask(s.api.SaveFilter(api.SaveFilterIn{Product: s.Product, Name: "Offer sent", Tree: tree})).ok(s.t).Filter.ID
	for kind, content := range map[crm.TemplateKind]crm.Content{
		crm.TemplateEmail: {Subject: "Thank you, {{contact.name}}", Body: "Our offer is on its way to {{card.oras}}."},
		crm.TemplateTask:  {Subject: "Follow-up call: {{card.name}}", TaskType: "call"},
		crm.TemplateSMS:   {Body: "Any questions about our offer? {{owner.name}}"},
	} {
		in := api.SaveTemplateIn{Product: s.Product, Kind: kind, Name: "Offer, " + string(kind), Content: content}
		s.templates[kind] = ask(s.api.SaveTemplate(in)).ok(s.t).Template.ID
	}
	step := func(kind crm.StepKind, days int) crm.Step {
		return crm.Step{Kind: kind, Template: s.templates[kind.Template()], Timing: crm.Timing{Delay: days, Unit: crm.UnitDays, Sync: crm.SyncAny}}
	}
	in := api.SaveSequenceIn{Product: s.Product, Name: "Offer follow-up", Filter: s.filter, Steps: []crm.Step{
		step(crm.StepEmailClient, 0), step(crm.StepTaskUser, 3), step(crm.StepSMSClient, 5),
	}}
	view := ask(s.api.SaveSequence(in)).ok(s.t)
	s.sequence = view.Sequence.ID
	var days []string
	for _, st := range view.Check.Steps {
		days = append(days, fmt.Sprintf("%d %s", st.Day, s.Civil(st.Next)))
		said(s.t, st.Say)
	}
	same(s.t, "days of the steps", days, []string{"0 2026-11-23 10:00", "3 2026-11-26 10:00", "8 2026-12-01 10:00"})
}

func (s *story) activate(scope string) {
	s.t.Helper()
	preview := ask(s.api.PreviewActivation(api.SequenceIn{ID: s.sequence})).ok(s.t)
	same(s.t, "what keeps it from running", problems(s.t, preview.Problems), []string{})
	equal(s.t, "warnings", len(preview.Warnings), 0)
	equal(s.t, "cards that match and start", fmt.Sprint(preview.Matches, preview.Starts, preview.NoEmail, preview.NoPhone), "10 10 0 0")
	var forecast []string
	for _, st := range preview.Steps {
		forecast = append(forecast, fmt.Sprintf("%s %s: %d", s.Civil(st.At), st.Kind, st.Count))
	}
	same(s.t, "forecast", forecast, []string{"2026-11-23 10:00 email_client: 10", "2026-11-26 10:00 task_user: 10", "2026-12-01 10:00 sms_client: 10"})
	equal(s.t, "runs", ask(s.api.Activate(api.ActivateIn{ID: s.sequence, Scope: scope})).ok(s.t).Sequence.State.Runs(), true)
	s.Tick()
}

func (s *story) setStatus(card crm.CardID, status string) api.SaveCardOut {
	s.t.Helper()
	view := ask(s.api.GetCard(api.CardIn{ID: card})).ok(s.t)
	in := edit(view)
	in.Status = s.statuses[status]
	return ask(s.api.SaveCard(in)).ok(s.t)
}

// edit is a card as the form would save it, unchanged.
func edit(view api.CardView) api.SaveCardIn {
	in := api.SaveCardIn{
		ID: view.Card.ID, Revision: view.Card.Revision, Product: view.Card.Product, Name: view.Card.Name, Status: view.Card.Status, Owner: view.Card.Owner,
		Fields: map[string]any{},
	}
	for id, x := range view.Card.Fields {
		in.Fields[id.String()] = x
		if choice, ok := x.(crm.ChoiceID); ok {
			in.Fields[id.String()] = choice.String()
		}
	}
	if view.Contact == nil {
		return in
	}
	in.Contact.FirstName, in.Contact.LastName = view.Contact.FirstName, view.Contact.LastName
	if view.Contact.Kind == crm.ContactCompany {
		in.Contact.Company = view.Contact.Name
	}
	if view.Company != nil {
		in.Contact.Company = view.Company.Name
	}
	for _, a := range view.Contact.Addresses {
		if a.Channel == crm.ChannelEmail {
			in.Contact.Emails = append(in.Contact.Emails, a.Typed)
		} else {
			in.Contact.Phones = append(in.Contact.Phones, a.Typed)
		}
	}
	return in
}

func TestTheWholeJobByOperationsForAllCards(t *testing.T) {
	t.Parallel()
	s := begin(t)
	s.bring()
	s.build()
	s.activate("all")
	s.Advance("2026-11-27 12:00")
	for _, c := range s.cards[:3] {
		out := s.setStatus(c.ID, "Won")
		if len(out.Effects) != 1 || out.Effects[0].Key != "cards.effect_left" {
			t.Errorf("what the save did: %v", out.Effects)
		}
	}
	stayed := ask(s.api.GetCard(api.CardIn{ID: s.cards[9].ID})).ok(t)
	if len(stayed.Coming) != 1 || stayed.Coming[0].Kind != crm.StepSMSClient || !stayed.Coming[0].Pending || s.Civil(stayed.Coming[0].At) != "2026-12-01 10:00" {
		t.Errorf("coming: %+v", stayed.Coming)
	}
	s.Advance("2026-12-04 10:00")
	s.figures(10, 10, 7)
	s.leaverIsExplained(s.cards[0].ID)
	s.stayerIsExplained(s.cards[9].ID)
	s.programsSeeTheSame()
}

// figures are the emails, tasks and texts in the end, by what the screens say.
func (s *story) figures(emails, tasks, texts int) {
	s.t.Helper()
	page := ask(s.api.ListMessages(api.ListMessagesIn{Limit: 200})).ok(s.t)
	sent := map[crm.Channel]int{}
	for _, m := range page.Rows {
		if m.Message.State == crm.MessageSent {
			sent[m.Message.Channel]++
		}
	}
	for _, c := range page.Counts {
		if want := map[crm.MessageState]int{crm.MessageSent: emails + texts}[c.State]; c.Count != want {
			s.t.Errorf("%d messages are %s, want %d", c.Count, c.State, want)
		}
	}
	open := ask(s.api.ListTasks(api.ListTasksIn{Assignee: s.Admin, Limit: 500})).ok(s.t).Rows
	equal(s.t, "emails, tasks, texts", fmt.Sprint(sent[crm.ChannelEmail], len(open), sent[crm.ChannelSMS]), fmt.Sprint(emails, tasks, texts))
	status := ask(s.api.GetStatus()).ok(s.t)
	equal(s.t, "the status line", fmt.Sprint(status.ActiveSequences, status.Queued, status.Held, status.HeldSteps, status.Uncertain, status.Failed, status.OpenTasks),
		fmt.Sprint(1, 0, 0, 0, 0, 0, tasks))
	for _, k := range open {
		if !k.Overdue || k.Sequence != "Offer follow-up" || !strings.HasPrefix(k.Task.Title, "Follow-up call: Ștefan Pop") {
			s.t.Errorf("task %+v", k)
		}
	}
}

func (s *story) leaverIsExplained(card crm.CardID) {
	s.t.Helper()
	why := ask(s.api.ExplainCard(api.WhyIn{Sequence: s.sequence, Card: card})).ok(s.t)
	equal(s.t, "why it got no SMS", why.Answer.Key, "why.answer.ended")
	said(s.t, why.Answer)
	equal(s.t, "the filter now", why.Filter.Matches, false)
	if len(why.Passages) != 1 || why.Passages[0].Enrolment.Reason != crm.ReasonLeftFilter {
		s.t.Fatalf("passages %+v", why.Passages)
	}
	var states []string
	for _, st := range why.Passages[0].Steps {
		states = append(states, st.State)
	}
	same(s.t, "its steps", states, []string{"done", "done", "cancelled"})
	var keys []string
	for _, l := range s.History(card) {
		keys = append(keys, l.Say.Key)
		said(s.t, l.Say)
	}
	same(s.t, "its history", keys, []string{
		"activity.created", "activity.entered", "activity.message.sent_email", "activity.task", "activity.status", "activity.ended",
	})
}

func (s *story) stayerIsExplained(card crm.CardID) {
	s.t.Helper()
	why := ask(s.api.ExplainCard(api.WhyIn{Sequence: s.sequence, Card: card})).ok(s.t)
	equal(s.t, "why it is done", why.Answer.Key, "why.answer.completed")
	said(s.t, why.Answer)
	var runs []string
	for _, r := range why.Passages[0].Steps {
		runs = append(runs, fmt.Sprintf("%d %s %s %s", r.Position, r.Kind, r.State, s.Civil(r.At)))
	}
	same(s.t, "its steps", runs, []string{"1 email_client done 2026-11-23 10:00", "2 task_user done 2026-11-26 10:00", "3 sms_client done 2026-12-01 10:00"})
	mail := ask(s.api.ListMessages(api.ListMessagesIn{Card: card, Channel: "email"})).ok(s.t).Rows
	if len(mail) != 1 {
		s.t.Fatalf("emails to it: %+v", mail)
	}
	view := ask(s.api.GetMessage(api.MessageIn{ID: mail[0].Message.ID})).ok(s.t)
	equal(s.t, "subject", view.Rendered.Subject, "Thank you, Ștefan Pop9")
	if !strings.Contains(view.Rendered.Text, "to Cluj.") {
		s.t.Errorf("text %q", view.Rendered.Text)
	}
	said(s.t, view.Say)
}

// programsSeeTheSame reads the lines of the command outbox.
func (s *story) programsSeeTheSame() {
	s.t.Helper()
	var lines []backend.OutboxLine
	s.OK(backend.Outbox(s.t.Context(), config.Config{Data: s.Dir}, s.Log, func(l backend.OutboxLine) error {
		lines = append(lines, l)
		return nil
	}))
	equal(s.t, "lines", len(lines), 17)
	first, last := lines[0], lines[16]
	if !strings.HasPrefix(first.Key, "<") || !strings.HasSuffix(first.Key, "@firma.example>") || first.Step != 1 || first.Sequence != "Offer follow-up" {
		s.t.Errorf("an email's line %+v", first)
	}
	if last.Channel != crm.ChannelSMS || len(last.Key) != 26 || last.Step != 3 || last.State != crm.MessageSent || !strings.HasPrefix(last.Recipient, "+4072100010") {
		s.t.Errorf("an SMS's line %+v", last)
	}
}

func TestOnlyNewCardsStartAfterTheyLeftAndCameBack(t *testing.T) {
	t.Parallel()
	s := begin(t)
	s.bring()
	s.build()
	s.activate("new")
	s.Advance("1d")
	equal(t, "messages to those that matched already", len(ask(s.api.ListMessages(api.ListMessagesIn{})).ok(t).Rows), 0)
	old := s.cards[0].ID
	why := ask(s.api.ExplainCard(api.WhyIn{Sequence: s.sequence, Card: old})).ok(t)
	equal(t, "why it didn't start", why.Answer.Key, "why.answer.was_there")
	said(t, why.Answer)

	s.setStatus(old, "Contacted")
	back := s.setStatus(old, "Offer sent")
	if len(back.Effects) != 1 || back.Effects[0].Key != "cards.effect_started" || back.Effects[0].Args["name"] != "Offer follow-up" {
		t.Errorf("what the save did: %v", back.Effects)
	}
	kinds := []crm.StepKind{}
	for _, c := range back.Card.Coming {
		kinds = append(kinds, c.Kind)
	}
	same(t, "what it will get", kinds, []crm.StepKind{crm.StepEmailClient, crm.StepTaskUser, crm.StepSMSClient})
	s.Advance("9d")
	rows := ask(s.api.ListMessages(api.ListMessagesIn{Sequence: s.sequence})).ok(t).Rows
	if len(rows) != 2 || slices.ContainsFunc(rows, func(m api.MessageRow) bool { return m.Message.Card != old }) {
		t.Errorf("messages %+v", rows)
	}
	list := ask(s.api.ListSequences(api.ProductIn{Product: s.Product})).ok(t)
	equal(t, "the list", fmt.Sprint(list[0].Filter, "; ", list[0].Cards, list[0].Live, list[0].Running), "Offer sent; 1 0 false")
}
