package pack

// Trial is cards to try a recipe on, and what is expected to happen: who gets
// what and when. Moments are civil times in the zone; names are English.
type Trial struct {
	Start  string // "2026-11-26 10:00"
	Zone   string
	Days   int // how long it is watched
	Cards  []TrialCard
	Expect []TrialLine
	In     map[string]map[string]string // the names in the other languages
}

// TrialCard is one card; what isn't said is usual.
type TrialCard struct {
	Name, Status string
	Since        string // when it came; the day before where it isn't said
	Fields       map[string]any
	Email, Phone string // "none" for no address
	NoContact    bool
	Owner        bool // false: nobody's
	Sent         []TrialSent
	Clicked      []TrialClick
}

// TrialSent is a message that a card got before.
type TrialSent struct{ Template, At string }

// TrialClick is a link that a card's client clicked in its last message.
type TrialClick struct{ Link, At string }

// TrialLine is one thing that happens: a step of a card, in the order of the
// automation.
type TrialLine struct {
	Card, Automation string
	Step             int
	At               string
	Outcome          string // "done" unless it says otherwise
	Reason           string
	Text             string // what the subject or SMS has to contain, in English; "" for anything
}

func readTrial(at place) Trial {
	o := at.object("start", "zone", "days", "cards", "expect")
	t := Trial{Start: o["start"].text(), Zone: o["zone"].text(), Days: o["days"].number()}
	o["cards"].each(func(_ int, item place) { t.Cards = append(t.Cards, readTrialCard(item)) })
	o["expect"].each(func(_ int, item place) {
		e := item.object("card", "step", "at", "", "automation", "outcome", "reason", "text")
		line := TrialLine{
			Card: e["card"].text(), Automation: e["automation"].text(), Step: e["step"].number(), At: e["at"].text(),
			Outcome: e["outcome"].word("done", "skipped", "held"), Reason: e["reason"].text(), Text: e["text"].text(),
		}
		t.Expect = append(t.Expect, line)
	})
	return t
}

func readTrialCard(at place) TrialCard {
	o := at.object("name", "", "status", "since", "fields", "email", "phone", "no_contact", "no_owner", "sent", "clicked")
	c := TrialCard{
		Name: o["name"].text(), Status: o["status"].text(), Since: o["since"].text(),
		Email: o["email"].text(), Phone: o["phone"].text(), NoContact: o["no_contact"].yes(), Owner: !o["no_owner"].yes(), Fields: map[string]any{},
	}
	if fields, ok := o["fields"].value().(map[string]any); ok {
		c.Fields = fields
	}
	o["sent"].each(func(_ int, item place) {
		k := item.object("template", "at")
		c.Sent = append(c.Sent, TrialSent{k["template"].text(), k["at"].text()})
	})
	o["clicked"].each(func(_ int, item place) {
		k := item.object("link", "at")
		c.Clicked = append(c.Clicked, TrialClick{k["link"].text(), k["at"].text()})
	})
	return c
}
