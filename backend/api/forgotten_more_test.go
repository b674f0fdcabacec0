package api_test

import (
	"fmt"
	"strings"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func (w *watched) taskAdded() {
	due := crm.DateOf(w.Now().In(w.Zone)).AddDays(w.number%4 - 1)
	w.must(w.api.SaveTask(crm.Task{Card: w.any(), Type: w.of("call", "todo"), Title: "Call", Due: due, Assignee: w.barna}))
}

// someTask is an open one, where there is any.
func (w *watched) someTask() (k crm.Task, found bool) {
	cards := w.all()
	w.Read(func(v *store.View) error {
		for _, id := range cards {
			list, err := v.CardTasks(id)
			if err != nil {
				return err
			}
			for _, x := range list {
				if x.Done == 0 {
					k, found = x, true
				}
			}
		}
		return nil
	})
	return k, found
}

func (w *watched) taskDone() {
	k, found := w.someTask()
	if !found {
		return
	}
	w.must(w.api.SetTaskDone(api.TaskDoneIn{ID: k.ID, Done: true}))
	if w.number%3 == 0 {
		w.must(w.api.SetTaskDone(api.TaskDoneIn{ID: k.ID}))
	}
}

func (w *watched) taskMoved() {
	if k, found := w.someTask(); found {
		due := crm.DateOf(w.Now().In(w.Zone)).AddDays(w.number%3 - 1)
		w.must(w.api.ChangeTasks(api.ChangeTasksIn{Changes: []api.TaskChange{{ID: k.ID, Due: &due}}}))
	}
}

func (w *watched) taskRepeats() {
	due := crm.DateOf(w.Now().In(w.Zone))
	w.must(w.api.SaveSeries(api.SaveSeriesIn{
		Task: crm.Task{Card: w.any(), Type: "call", Title: "Each day", Due: due, Assignee: w.Admin}, Rule: crm.Recurrence{Every: 1, Unit: "days"},
	}))
}

func (w *watched) submitted() {
	w.must(w.svc.SubmitForm(w.T.Context(), api.FormPost{FormVisit: api.FormVisit{Slug: w.form.Slug}, Sender: fmt.Sprint("192.0.2.", w.number%200), Values: map[string][]string{
		"contact.name": {fmt.Sprint("Nou ", w.number)}, "contact.email": {w.address()}, "card.city": {w.of("Cluj", "Iași")},
	}}))
}

// twice lets a form and an address for programs bring the same client.
func (w *watched) twice() {
	w.submitted()
	w.call(w.inlet, lead(fmt.Sprint("Nou ", w.number), w.address()), fmt.Sprint("again ", w.steps))
}

func (w *watched) imported() {
	rows := []string{"Nume;E-mail;Oraș", fmt.Sprintf("Nou %d;%s;Cluj", w.number, w.address()), fmt.Sprintf("Pop %d;nou.%d@client.example;Iași", w.number, w.number)}
	read, err := w.upload("clienti.csv", strings.Join(rows, "\n"))
	w.OK(err)
	in := startOf(read)
	in.Existing, in.Enrol = w.of(api.ExistingUpdate, api.ExistingNew), w.number%2 == 0
	w.start(in)
	for i, c := range w.forgotten() {
		w.T.Errorf("after an import (%d): %s", i, c)
	}
	if w.number%3 == 0 {
		w.wait(w.api.UndoImport(api.ImportIn{Import: read.Import}))
	}
}

func (w *watched) restored() {
	var gone []crm.CardID
	w.Read(func(v *store.View) (err error) {
		gone, err = v.CardIDs(store.ListQuery{Product: w.Product, Deleted: true}, nil)
		return err
	})
	if len(gone) > 0 {
		w.keep(w.api.RestoreCards(api.CardIDs{IDs: gone[:1]}))
	}
}

// undone takes back the last thing that can be.
func (w *watched) undone() {
	if len(w.undo) == 0 {
		return
	}
	i := len(w.undo) - 1 - w.number%min(2, len(w.undo))
	batch := w.undo[i]
	w.undo = append(w.undo[:i], w.undo[i+1:]...)
	if batch == 0 {
		return
	}
	out, err := w.api.Undo(api.UndoIn{Batch: batch})
	if crm.CodeOf(err) == crm.CodeConflict || crm.CodeOf(err) == crm.CodeNotFound {
		return // changed since, or too old
	}
	w.OK(err)
	if out.Job != nil {
		w.wait(*out.Job, nil)
	}
}

// statusGoes takes a status away in which cards are and were.
func (w *watched) statusGoes() {
	name := fmt.Sprint("Passing ", w.steps)
	var st crm.Status
	w.Write(func(tx *store.Tx) (err error) {
		st, err = tx.SaveStatus(crm.Status{Product: w.Product, Name: name, Group: crm.GroupOpen, Color: "blue", Position: 3})
		return err
	})
	was, is := w.any(), w.Card(fmt.Sprint("Nou ", w.number), testkit.Won)
	w.SetStatus(was, name)
	w.SetStatus(was, testkit.OfferSent)
	w.SetStatus(is, name)
	w.wait(w.api.RemoveStatus(api.RemoveStatusIn{Product: w.Product, Status: st.ID, To: w.Status(testkit.NewLead), Cards: 1}))
}

// typeChanged gives a field that no filter names another type.
func (w *watched) typeChanged() {
	name := fmt.Sprint("Field ", w.steps)
	w.Write(func(tx *store.Tx) error {
		_, err := tx.SaveField(crm.Field{Product: w.Product, Name: name, Slug: fmt.Sprint("field_", w.steps), Type: crm.FieldText, Position: 9})
		return err
	})
	w.SetField(w.any(), name, "12")
	w.wait(w.api.ChangeField(api.TypeChangeIn{Product: w.Product, Field: w.Field(name).ID, Type: crm.FieldNumber}))
	w.must(w.api.RemoveField(api.RemoveFieldIn{Product: w.Product, Field: w.Field(name).ID, Cards: 1}))
}

// erased is a person who was the client of a card on which they were written to,
// opened it and replied, and of whom another card's field speaks.
func (w *watched) erased() {
	name := fmt.Sprintf("Zenobia Quintescu %d", w.steps)
	card := w.Card(name, testkit.NewLead)
	person := w.contactOf(card)
	w.SetStatus(card, testkit.OfferSent)
	w.Tick()
	w.Jump("1m")
	if m, found := w.last(); found && m.Card == card {
		w.Write(func(tx *store.Tx) error { return w.Engine.Hit(tx, crm.Hit{Kind: crm.HitOpen}, m, false) })
		w.Write(func(tx *store.Tx) error {
			_, err := w.Engine.Replied(tx, crm.Reply{Channel: crm.ChannelEmail, From: m.To, Message: &m, Text: "Da"})
			return err
		})
	}
	other, city := w.client(), w.Field("City").ID
	w.Save(card, func(d *engine.Draft) {
		d.Contact, d.Name, d.Fields[city] = other.ID, "Nou", "With "+name
	})
	w.wait(w.api.StartErase(api.EraseIn{Contact: person.ID, Name: name}))
}

func (w *watched) moveTo(zone string) {
	w.SetWorkspace(func(ws *crm.Workspace) { ws.Zone = zone })
	w.Jump("1m")
}

// paused stops an automation and starts it again: what happens in between is not
// tracked, and then known.
func (w *watched) paused() {
	q := w.watchers[w.number%len(w.watchers)]
	w.Deactivate(q)
	w.SetStatus(w.any(), w.of(testkit.Won, testkit.OfferSent))
	w.SetField(w.any(), "City", w.of("Cluj", "Iași"))
	w.Activate(q, engine.ScopeNew, "keep")
	w.Tick()
}

func (w *watched) stopped() {
	card := w.any()
	w.Write(func(tx *store.Tx) error {
		en, live, err := tx.LiveEnrolment(w.letters, card)
		if err != nil || !live {
			return err
		}
		return w.Engine.StopByHand(tx, en.ID, w.By())
	})
}
