package api_test

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"stepwise/backend/api"
	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// ways are all that can change what filters read of a card; each works whenever
// it comes.
var ways = map[string]func(*watched){
	"a card is made":  func(w *watched) { w.Card(fmt.Sprint("Nou ", w.number), testkit.NewLead) },
	"a card is typed": (*watched).typedCard,
	"a status is set": func(w *watched) {
		w.SetStatus(w.any(), w.of(testkit.NewLead, testkit.OfferSent, testkit.OfferSent, testkit.Won))
	},
	"many statuses are set": func(w *watched) {
		w.inBulk(api.BulkAction{Kind: "status", Status: w.Status(w.of(testkit.NewLead, testkit.OfferSent))})
	},
	"many get a tag":    func(w *watched) { w.inBulk(api.BulkAction{Kind: "tag", Tags: []crm.TagID{w.hot}}) },
	"many lose a tag":   func(w *watched) { w.inBulk(api.BulkAction{Kind: "untag", Tags: []crm.TagID{w.hot, w.cold}}) },
	"many get an owner": func(w *watched) { w.inBulk(api.BulkAction{Kind: "owner", Owner: w.barna}) },
	"many get a value":  func(w *watched) { w.inBulk(api.BulkAction{Kind: "field", Field: w.Field("City").ID, Value: "Cluj"}) },
	"many are started":  func(w *watched) { w.inBulk(api.BulkAction{Kind: "start", Sequence: w.letters, Anyway: true}) },
	"many are stopped":  func(w *watched) { w.inBulk(api.BulkAction{Kind: "stop", Sequence: w.letters}) },
	"many are deleted":  func(w *watched) { w.inBulk(api.BulkAction{Kind: "delete"}) },
	"a text is set":     func(w *watched) { w.SetField(w.any(), "City", w.of("Cluj", "Iași")) },
	"a field is emptied": func(w *watched) {
		w.SetField(w.any(), w.of("City", "Offer total", "Valid until", "VIP", "Source"), nil)
	},
	"a number is set":           func(w *watched) { w.SetField(w.any(), "Offer total", float64(w.number%12)) },
	"a date is set":             (*watched).dated,
	"a choice is set":           func(w *watched) { w.SetField(w.any(), "Source", w.of("Fair", "Phone")) },
	"yes or no is set":          func(w *watched) { w.SetField(w.any(), "VIP", w.number%2 == 0) },
	"an owner leaves":           (*watched).handedOver,
	"the client goes":           func(w *watched) { w.Save(w.any(), func(d *engine.Draft) { d.Contact = 0 }) },
	"the client is edited":      (*watched).clientEdited,
	"the client gets a firm":    (*watched).employed,
	"the firm is renamed":       (*watched).firmRenamed,
	"the firm is deleted":       (*watched).firmDeleted,
	"clients are merged":        (*watched).merged,
	"consent is set":            (*watched).consented,
	"addresses are closed":      (*watched).closed,
	"a closed address is freed": (*watched).freed,
	"a client unsubscribes":     (*watched).unsubscribed,
	"a task is added":           (*watched).taskAdded,
	"a task is done":            (*watched).taskDone,
	"tasks get another day":     (*watched).taskMoved,
	"a task repeats":            (*watched).taskRepeats,
	"a message is opened":       (*watched).opened,
	"a link is pressed":         (*watched).pressed,
	"a program clicks":          (*watched).programClicked,
	"a client replies":          (*watched).replied,
	"a message comes back":      (*watched).cameBack,
	"an address is refused":     (*watched).refused,
	"a message is in doubt":     (*watched).inDoubt,
	"a form comes in":           (*watched).submitted,
	"another program calls": func(w *watched) {
		w.call(w.inlet, lead(fmt.Sprint("Nou ", w.number), w.address()), fmt.Sprint(w.number))
	},
	"a file is imported":          (*watched).imported,
	"a card is deleted":           func(w *watched) { w.keep(w.api.DeleteCards(api.CardIDs{IDs: []crm.CardID{w.any()}})) },
	"cards are restored":          (*watched).restored,
	"a change is undone":          (*watched).undone,
	"a status goes":               (*watched).statusGoes,
	"a field changes its type":    (*watched).typeChanged,
	"a person is erased":          (*watched).erased,
	"a tag is renamed":            func(w *watched) { w.must(w.api.SaveTag(api.SaveTagIn{ID: w.hot, Name: fmt.Sprint("Hot ", w.steps)})) },
	"a minute passes":             func(w *watched) { w.Jump("1m") },
	"hours pass":                  func(w *watched) { w.Jump("3h") },
	"a day passes":                func(w *watched) { w.Jump("1d") },
	"the zone changes":            func(w *watched) { w.moveTo(w.of("Asia/Kathmandu", "America/Santiago", "Europe/Bucharest")) },
	"a message is sent at once":   func(w *watched) { w.SetStatus(w.any(), testkit.OfferSent); w.Tick() },
	"an automation is paused":     (*watched).paused,
	"an automation loses a card":  (*watched).stopped,
	"a contact gets a tag":        (*watched).clientTagged,
	"a default address changes":   (*watched).defaulted,
	"a card gets another client":  (*watched).otherClient,
	"what came in twice is apart": (*watched).twice,
}

// must takes an answer whose only interest is that there is one.
func (w *watched) must(_ any, err error) {
	w.T.Helper()
	w.OK(err)
}

// keep remembers what can be undone.
func (w *watched) keep(out api.DeleteCardsOut, err error) {
	w.T.Helper()
	w.OK(err)
	w.undo = append(w.undo, out.Undo)
}

func (w *watched) of(list ...string) string { return list[w.number%len(list)] }

// any is one of the cards that are there; there is always one.
func (w *watched) any() crm.CardID {
	w.T.Helper()
	ids := w.all()
	if len(ids) == 0 {
		return w.Card("Ion Popescu", testkit.NewLead)
	}
	return ids[w.number%len(ids)]
}

// client is the client of one of the cards, which has one.
func (w *watched) client() *crm.Contact {
	w.T.Helper()
	for _, id := range w.all() {
		if c := w.CardNow(id); c.Contact != 0 && (int(id)+w.number)%3 > 0 {
			return w.contactOf(id)
		}
	}
	return w.contactOf(w.Card(fmt.Sprint("Nou ", w.number), testkit.NewLead))
}

func (w *watched) address() string { return fmt.Sprintf("nou%d@client.example", w.number%7) }

func (w *watched) typedCard() {
	in := w.typed([]string{w.address()}, []string{fmt.Sprintf("07210%05d", w.number%99999)})
	tags := crm.Tags(w.hot)
	in.Tags, in.Contact.Company = &tags, w.of("Firma SRL", "", "Firma nouă")
	w.must(w.api.SaveCard(in))
}

func (w *watched) inBulk(a api.BulkAction) {
	ids := []crm.CardID{w.any()}
	if other := w.all(); len(other) > 0 && other[0] != ids[0] {
		ids = append(ids, other[0])
	}
	pick := api.CardPick{IDs: ids}
	preview, err := w.api.PreviewBulk(api.PreviewBulkIn{Pick: pick, Action: a})
	w.OK(err)
	job := w.wait(w.api.StartBulk(api.StartBulkIn{Pick: pick, Action: a, Count: preview.Count}))
	if job.Undo != 0 {
		w.undo = append(w.undo, job.Undo)
	}
}

func (w *watched) dated() {
	w.SetField(w.any(), "Valid until", crm.DateOf(w.Now().In(w.Zone)).AddDays(w.number%5-2))
}

func (w *watched) handedOver() {
	w.wait(w.api.HandOver(api.HandOverIn{User: w.barna, Cards: w.Admin, Tasks: w.Admin, Sequences: w.Admin}))
}

func (w *watched) edited(c *crm.Contact, change func(*api.SaveContactIn)) {
	in := again(*c)
	change(&in)
	out, err := w.api.SaveContact(in)
	w.OK(err)
	w.undo = append(w.undo, out.Undo)
}

func (w *watched) clientEdited() {
	w.edited(w.client(), func(in *api.SaveContactIn) {
		in.FirstName, in.LastName = "Nou", fmt.Sprint("Numărul ", w.number)
		if w.number%2 == 0 {
			in.Addresses = slices.DeleteFunc(in.Addresses, func(a api.AddressIn) bool { return a.Channel == crm.ChannelEmail })
		} else {
			in.Addresses = append(in.Addresses, email(fmt.Sprintf("alt%d@client.example", w.steps)))
		}
	})
}

func (w *watched) clientTagged() {
	w.edited(w.client(), func(in *api.SaveContactIn) { in.Tags = crm.Tags(w.hot) })
}

func (w *watched) defaulted() {
	w.edited(w.client(), func(in *api.SaveContactIn) {
		for i := range in.Addresses {
			in.Addresses[i].Default = false
		}
		in.Addresses = in.Addresses[:min(len(in.Addresses), 5)]
		added := email(fmt.Sprintf("nou.%d@client.example", w.steps))
		added.Default = true
		in.Addresses = append(in.Addresses, added)
	})
}

func (w *watched) employed() {
	company := w.firm()
	for _, id := range w.all() {
		if c := w.CardNow(id); c.Contact != 0 && w.contactOf(id).Kind == crm.ContactPerson {
			w.edited(w.contactOf(id), func(in *api.SaveContactIn) { in.Company = company })
			return
		}
	}
}

// firm is the company that persons of cards belong to.
func (w *watched) firm() crm.ContactID {
	if w.company == 0 {
		out, err := w.api.SaveContact(api.SaveContactIn{Kind: crm.ContactCompany, Name: fmt.Sprint("Firma ", w.steps)})
		w.OK(err)
		w.company = out.Contact.Contact.ID
	}
	return w.company
}

func (w *watched) contact(id crm.ContactID) (c *crm.Contact) {
	w.Read(func(v *store.View) (err error) {
		c, err = v.Contact(id)
		return err
	})
	return c
}

func (w *watched) firmRenamed() {
	w.edited(w.contact(w.firm()), func(in *api.SaveContactIn) { in.Name = w.of("Firma SRL", "Alta SRL") + fmt.Sprint(" ", w.steps) })
}

func (w *watched) firmDeleted() {
	w.must(w.api.DeleteContact(api.ContactKey{ID: w.firm()}))
	w.company = 0
}

func (w *watched) merged() {
	keep := w.client()
	other := w.Card("Ana Dublura", testkit.NewLead)
	out, err := w.api.MergeContacts(api.MergeIn{Keep: keep.ID, Others: []crm.ContactID{w.contactOf(other).ID}})
	if crm.CodeOf(err) == crm.CodeInvalid { // a company
		return
	}
	w.OK(err)
	w.undo = append(w.undo, out.Undo)
}

func (w *watched) otherClient() {
	to := w.client().ID
	w.Save(w.any(), func(d *engine.Draft) { d.Contact = to })
}

func (w *watched) consented() {
	for _, a := range w.client().Addresses {
		state := crm.ConsentStates[w.number%len(crm.ConsentStates)]
		w.must(w.api.SetConsent(api.SetConsentIn{Address: a.ID, Consent: state, Note: "said so"}))
	}
}

func (w *watched) closed() {
	var list []string
	for _, a := range w.client().Addresses {
		list = append(list, a.Value)
	}
	if len(list) > 0 {
		w.must(w.api.AddSuppressions(api.AddSuppressionsIn{Text: strings.Join(list, "\n"), Scope: crm.ScopeAll, Note: "said so"}))
	}
}

func (w *watched) freed() {
	list, err := w.api.ListSuppressions(api.ListSuppressionsIn{})
	w.OK(err)
	for _, row := range list.Rows {
		if row.Entry.Reason == crm.SuppressedErased {
			continue
		}
		w.must(w.api.LiftSuppression(api.LiftSuppressionIn{ID: row.Entry.ID, Note: "changed their mind"}))
		return
	}
}

// last is the last message that went to a client, on a card that is there.
func (w *watched) last() (m crm.Message, found bool) {
	ids := w.all()
	w.Read(func(v *store.View) error {
		for _, state := range []crm.MessageState{crm.MessageSent, crm.MessageDelivered} {
			list, err := v.MessagesInState(state, 0, 1000)
			if err != nil {
				return err
			}
			for _, x := range list {
				if x.User == 0 && slices.Contains(ids, x.Card) {
					m, found = x, true
				}
			}
		}
		return nil
	})
	return m, found
}

// answered does something to the last message, with somebody having had the time
// to read it.
func (w *watched) answered(do func(tx *store.Tx, m crm.Message) error) {
	m, found := w.last()
	if !found {
		card := w.Card(fmt.Sprint("Nou ", w.number), testkit.NewLead)
		w.SetStatus(card, testkit.OfferSent)
		w.Tick()
		if m, found = w.last(); !found {
			return
		}
	}
	w.Jump("1m")
	w.Write(func(tx *store.Tx) error { return do(tx, m) })
}

func (w *watched) opened() {
	w.answered(func(tx *store.Tx, m crm.Message) error { return w.Engine.Hit(tx, crm.Hit{Kind: crm.HitOpen}, m, false) })
}

func (w *watched) pressed() {
	w.answered(func(tx *store.Tx, m crm.Message) error {
		_, err := w.Engine.Follow(tx, w.link, m)
		return err
	})
}

// programClicked clicks as a person would, and a moment later as a program does
// that opens everything.
func (w *watched) programClicked() {
	w.answered(func(tx *store.Tx, m crm.Message) error {
		return w.Engine.Hit(tx, crm.Hit{Kind: crm.HitClick, N: 1}, m, false)
	})
	w.T.Helper()
	for i, c := range w.forgotten() {
		w.T.Errorf("after a click (%d): %s", i, c)
	}
	if m, found := w.last(); found {
		w.Write(func(tx *store.Tx) error { return w.Engine.Hit(tx, crm.Hit{Kind: crm.HitClick, N: 2}, m, true) })
	}
}

func (w *watched) replied() {
	w.answered(func(tx *store.Tx, m crm.Message) error {
		_, err := w.Engine.Replied(tx, crm.Reply{Channel: crm.ChannelEmail, From: m.To, Message: &m, Text: "Da", Auto: w.number%4 == 0})
		return err
	})
}

func (w *watched) unsubscribed() {
	w.answered(func(tx *store.Tx, m crm.Message) error {
		_, err := w.Engine.Unsubscribe(tx, m, crm.ScopeMarketing, "pressed")
		return err
	})
}

func (w *watched) cameBack() {
	m, found := w.last()
	if !found {
		return
	}
	mail := crm.Mail{Hash: fmt.Sprint(w.steps), Kind: crm.MailBounce, Keys: []string{m.Key}, Bounce: &crm.Bounce{Final: true, Gone: true}}
	next := crm.MailMark{Validity: 1, UID: w.box.Mark.UID + 1}
	_, err := w.Engine.TakeMails(context.Background(), w.box.ID, w.box.Mark, next, []crm.Mail{mail})
	w.OK(err)
	w.box.Mark = next
}

// meeting is a message that meets an answer of the server.
func (w *watched) meeting(answer fake.Answer) {
	w.Email.Otherwise(answer)
	w.SetStatus(w.Card(fmt.Sprint("Nou ", w.number), testkit.NewLead), testkit.OfferSent)
	w.Tick()
	w.Email.Otherwise(fake.Accepted)
}

func (w *watched) refused() { w.meeting(fake.BadAddress) }

func (w *watched) inDoubt() {
	w.meeting(fake.LostAfter)
	var ids []crm.MessageID
	w.Read(func(v *store.View) error {
		list, err := v.MessagesInState(crm.MessageUncertain, 0, 100)
		for _, m := range list {
			ids = append(ids, m.ID)
		}
		return err
	})
	for i, c := range w.forgotten() {
		w.T.Errorf("in doubt (%d): %s", i, c)
	}
	w.must(w.api.DecideMessages(api.DecideMessagesIn{IDs: ids, Decision: w.of("arrived", "again", "drop")}))
}
