package api_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// known is a person about whom everything there can be is there: a card with
// fields, a task, a note, a file, messages, runs, and words of others.
type known struct {
	*desk
	card, other crm.CardID
	person      crm.Contact
}

const (
	knownName  = "Zenobia Quintescu"
	knownEmail = "zenobia.quintescu@unic.example"
	knownPhone = "0733 456 789"
)

func newKnown(t *testing.T, options ...testkit.Option) *known {
	t.Helper()
	k := &known{desk: open(t, options...)}
	in := k.typed([]string{knownEmail}, []string{knownPhone})
	in.Name = knownName + " – cerere"
	in.Status = k.Status(testkit.NewLead)
	in.Contact.FirstName, in.Contact.LastName = "Zenobia", "Quintescu"
	k.card = ask(k.api.SaveCard(in)).ok(t).Card.Card.ID
	k.person = *k.contactOf(k.card)
	tmpl := k.Template(crm.TemplateEmail, "Hello {{contact.first_name}}", "Hello {{contact.name}}, we wrote to {{contact.email}}")
	q := k.Sequence(k.offers(), testkit.EmailStep("0d", tmpl), testkit.TaskStep("3d", k.Template(crm.TemplateTask, "Call {{contact.name}}", "")))
	k.Activate(q, "new")
	k.SetStatus(k.card, testkit.OfferSent)
	k.Tick()
	ask(k.api.SaveTask(crm.Task{Card: k.card, Type: "call", Title: "Call " + knownName, Due: "2026-11-23"})).ok(t)
	ask(k.api.SaveNote(api.SaveNoteIn{Card: k.card, Text: knownName + " likes bread"})).ok(t)
	ask(k.api.AddFile(api.AddFileIn{Card: k.card, Name: knownName + ".txt", Content: base64.StdEncoding.EncodeToString([]byte("letter of " + knownName))})).ok(t)
	k.other = k.Card("Ion Popescu", testkit.NewLead)
	ask(k.api.SaveNote(api.SaveNoteIn{Card: k.other, Text: "Came with " + strings.ToUpper(knownName) + ", " + knownEmail})).ok(t)
	ask(k.api.SaveTask(crm.Task{Card: k.other, Type: "call", Title: "Ask " + knownName, Due: "2026-11-23"})).ok(t)
	k.Save(k.other, func(d *engine.Draft) { d.Name = "Ion and " + knownName })
	ask(k.api.SetConsent(api.SetConsentIn{Address: k.person.Addresses[1].ID, Consent: crm.ConsentUnsubscribed, Note: knownName + " said so"})).ok(t)
	ask(k.upload("c.csv", "Nume,Email\n"+knownName+","+knownEmail+"\n")).ok(t)
	return k
}

// erase erases the person to the end.
func (k *known) erase(t *testing.T) api.JobView {
	t.Helper()
	job := ask(k.api.StartErase(api.EraseIn{Contact: k.person.ID, Name: knownName})).ok(t)
	job = ask(k.svc.Wait(t.Context(), job.ID)).ok(t)
	if job.State != "done" {
		t.Fatalf("the job is %s: %v", job.State, job.Error)
	}
	said(t, job.Result)
	return job
}

// holding are the files of the data folder in which a text stands, whatever its
// case.
func holding(t *testing.T, dir, text string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(bytes.ToLower(b), bytes.ToLower([]byte(text))) {
			found = append(found, filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// What people set up stays as it is; who erases is told what to look at.
func TestErasingSaysWhatElseNamesThePerson(t *testing.T) {
	t.Parallel()
	k := newKnown(t)
	k.Filter(k.When("name", "contains", strings.ToLower(knownName)), k.When("status", "is", testkit.Won))
	named := k.saveFilter(tree(k.When("City", "contains", knownEmail))).ok(t).Filter
	tmpl := k.Template(crm.TemplateEmail, "From "+knownName, "We know each other from "+knownName)
	plan := ask(k.api.PreviewErase(api.ContactKey{ID: k.person.ID})).ok(t)
	var found []string
	for _, u := range plan.Named {
		found = append(found, u.Noun)
		equal(t, "its product", u.Product, k.Product)
	}
	same(t, "named in", found, []string{"filter", "filter", "template"})
	equal(t, "its door", plan.Named[2].ID, tmpl.String())
	k.erase(t)
	equal(t, "as it was", ask(k.api.GetFilter(api.FilterIn{ID: named.ID})).ok(t).Filter.Tree.Conditions[0].Values[0], knownEmail)
}

func TestOfAnErasedPersonNothingIsLeftInAnyFile(t *testing.T) {
	t.Parallel()
	k := newKnown(t)
	plan := ask(k.api.PreviewErase(api.ContactKey{ID: k.person.ID})).ok(t)
	for what, n := range map[string]int{
		"cards": plan.Cards, "notes": plan.Notes, "files": plan.Files, "messages": plan.Messages, "enrolments": plan.Enrolments, "uploads": plan.Uploads, "tasks": plan.Tasks,
	} {
		equal(t, what, n, 1)
	}
	equal(t, "addresses", plan.Addresses, 2)
	equal(t, "the name to type", plan.Name, knownName)
	if len(holding(t, k.Dir, "quintescu")) == 0 {
		t.Fatal("the name is nowhere to begin with")
	}
	ask(k.api.StartErase(api.EraseIn{Contact: k.person.ID, Name: "Zenobia"})).invalid(t, "name contacts.erase_name")
	k.erase(t)
	for _, text := range []string{knownName, "zenobia", "quintescu", knownEmail, knownPhone, "+40733456789", "0733456789"} {
		if found := holding(t, k.Dir, text); len(found) > 0 {
			t.Errorf("%q stands in %v", text, found)
		}
	}
	ask(k.api.GetContact(api.ContactKey{ID: k.person.ID})).refused(t, "not_found error.not_found.contact")
	ask(k.api.GetCard(api.CardIn{ID: k.card})).refused(t, "not_found error.not_found.card")
	other := ask(k.api.GetCard(api.CardIn{ID: k.other})).ok(t)
	equal(t, "the card of somebody else", other.Card.Name, "Ion and "+store.ErasedWord)
	k.Read(func(v *store.View) error {
		for _, ch := range []struct {
			ch    crm.Channel
			value string
		}{{crm.ChannelEmail, knownEmail}, {crm.ChannelSMS, "+40733456789"}} {
			if scope, err := v.Suppressed(ch.ch, ch.value); err != nil || scope != crm.ScopeAll {
				t.Errorf("%s is no longer suppressed, %v", ch.value, err)
			}
		}
		return nil
	})
	back := ask(k.api.SaveContact(person("Zenobia", "Q.", email(knownEmail)))).ok(t).Contact
	equal(t, "who comes again is suppressed", back.Suppressed[0].Reason, "erased")
}

func TestTheNumbersOfAnErasedPersonStay(t *testing.T) {
	t.Parallel()
	k := newKnown(t)
	list := ask(k.api.ListSequences(api.ProductIn{Product: k.Product})).ok(t)
	equal(t, "cards it ran on", list[0].Cards, 1)
	k.erase(t)
	list = ask(k.api.ListSequences(api.ProductIn{Product: k.Product})).ok(t)
	equal(t, "cards it ran on, afterwards", list[0].Cards, 1)
}

func TestAPersonToWhomAMessageIsBeingSentWaits(t *testing.T) {
	t.Parallel()
	k := newKnown(t)
	k.Write(func(tx *store.Tx) error {
		list, err := tx.MessagesOfContact(k.person.ID, 1)
		if err != nil {
			return err
		}
		worker, err := tx.StartWorker()
		if err != nil {
			return err
		}
		m := list[0].Message
		next := m
		next.ID, next.Key, next.Resend, next.State, next.Due, next.SettledAt = 0, strings.Repeat("k", 26), 1, crm.MessageQueued, tx.Now, 0
		if _, err := tx.AddMessage(next); err != nil {
			return err
		}
		_, err = tx.ClaimMessages(store.Claim{Worker: worker, Lane: store.Lane{Channel: crm.ChannelEmail}, Taker: true, Limit: 10})
		return err
	})
	ask(k.api.PreviewErase(api.ContactKey{ID: k.person.ID})).refused(t, "conflict contacts.erase_sending")
	ask(k.api.StartErase(api.EraseIn{Contact: k.person.ID, Name: knownName})).refused(t, "conflict contacts.erase_sending")
}

func TestOnlyAdministratorsEraseAndExportAPerson(t *testing.T) {
	t.Parallel()
	k := newKnown(t)
	member := k.as(k.User("Barna Kiss"))
	ask(member.PreviewErase(api.ContactKey{ID: k.person.ID})).refused(t, "forbidden error.admin_only")
	ask(member.StartErase(api.EraseIn{Contact: k.person.ID, Name: knownName})).refused(t, "forbidden error.admin_only")
	ask(member.ExportPerson(api.ContactKey{ID: k.person.ID})).refused(t, "forbidden error.admin_only")
	ask(member.MergeContacts(api.MergeIn{Keep: k.person.ID, Others: []crm.ContactID{k.contactOf(k.other).ID}})).ok(t)
	firm := ask(member.SaveContact(api.SaveContactIn{Kind: crm.ContactCompany, Name: "Firma"})).ok(t).Contact.Contact.ID
	ask(k.api.PreviewErase(api.ContactKey{ID: firm})).refused(t, "invalid contacts.erase_company")
}

func TestAnAddressThatSomebodyElseHasStaysWithThem(t *testing.T) {
	t.Parallel()
	k := newKnown(t)
	mate := ask(k.api.SaveContact(person("Ion", "Popa", email(knownEmail)))).ok(t).Contact.Contact
	equal(t, "is said", len(ask(k.api.PreviewErase(api.ContactKey{ID: k.person.ID})).ok(t).Kept), 1)
	k.erase(t)
	view := ask(k.api.GetContact(api.ContactKey{ID: mate.ID})).ok(t)
	equal(t, "the address", view.Contact.Addresses[0].Value, knownEmail)
	equal(t, "not suppressed", len(view.Suppressed), 0)
}

func TestAPersonsDataIsExportedWhole(t *testing.T) {
	t.Parallel()
	k := newKnown(t)
	file := ask(k.api.ExportPerson(api.ContactKey{ID: k.person.ID})).ok(t)
	equal(t, "its name", file.Name, "zenobia quintescu.zip")
	b, err := base64.StdEncoding.DecodeString(file.Content)
	k.OK(err)
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	k.OK(err)
	content := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		k.OK(err)
		b, err := io.ReadAll(r)
		k.OK(err)
		content[f.Name] = string(b)
	}
	equal(t, "the file", content["files/1-"+knownName+".txt"], "letter of "+knownName)
	for name, wanted := range map[string][]string{
		"person.json": {knownEmail, knownPhone, knownName + " likes bread", "Call " + knownName, "Hello Zenobia", "we wrote to " + knownEmail, knownName + " said so", "Customers", "Unsubscribed"},
		"person.html": {knownEmail, knownPhone, knownName + " likes bread", "Hello Zenobia", knownName + " said so", "Offer sent"},
	} {
		for _, text := range wanted {
			if name == "person.json" && text == "Unsubscribed" {
				text = "unsubscribed"
			}
			if !strings.Contains(content[name], text) {
				t.Errorf("%s doesn't say %q:\n%s", name, text, content[name])
			}
		}
	}
	var any map[string]any
	k.OK(json.Unmarshal([]byte(content["person.json"]), &any))
	if strings.Contains(content["person.html"], "Ion Popescu") {
		t.Error("somebody else is in it")
	}
}
