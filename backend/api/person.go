package api

import (
	"encoding/json"
	"fmt"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// personFile is everything that the workspace holds about one person, in the
// words of a language and the clock of the workspace. Its JSON is the machine's
// half of the export.
type personFile struct {
	Workspace string            `json:"workspace"`
	Made      string            `json:"made"`
	Person    personFacts       `json:"person"`
	Addresses []personAddr      `json:"addresses"`
	Consents  []personLine      `json:"consentHistory"`
	Cards     []personCard      `json:"cards"`
	Messages  []personSent      `json:"messages"`
	Forms     []personForm      `json:"forms"`
	Files     []personStore     `json:"files"`
	Calls     []json.RawMessage `json:"calls"` // what other programs handed in
	Told      []json.RawMessage `json:"told"`  // what other programs were told of their cards
	words     func(crm.Phrase) string
}

type personFacts struct {
	Name    string   `json:"name"`
	First   string   `json:"firstName"`
	Last    string   `json:"lastName"`
	Company string   `json:"company"`
	Website string   `json:"website"`
	Postal  string   `json:"postalAddress"`
	Note    string   `json:"note"`
	Tags    []string `json:"tags"`
	Created string   `json:"created"`
}

type personAddr struct {
	Channel    string `json:"channel"`
	Address    string `json:"address"`
	Normalised string `json:"normalised"`
	Label      string `json:"label"`
	Default    bool   `json:"default"`
	Consent    string `json:"consent"`
	Source     string `json:"source"`
	Since      string `json:"since"`
	Suppressed string `json:"suppressed"`
	said       string
}

type personLine struct {
	At   string `json:"at"`
	Who  string `json:"who"`
	Text string `json:"text"`
}

type personCard struct {
	Name    string        `json:"name"`
	Product string        `json:"product"`
	Status  string        `json:"status"`
	Owner   string        `json:"owner"`
	Tags    []string      `json:"tags"`
	Created string        `json:"created"`
	Fields  []personField `json:"fields"`
	Tasks   []personTask  `json:"tasks"`
	Notes   []personLine  `json:"notes"`
	Runs    []personRun   `json:"automations"`
	History []personLine  `json:"history"`
}

type personField struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type personTask struct {
	Title string `json:"title"`
	Note  string `json:"note"`
	Due   string `json:"due"`
	Done  string `json:"done"`
}

type personRun struct {
	Automation string `json:"automation"`
	Entered    string `json:"entered"`
	Ended      string `json:"ended"`
	State      string `json:"state"`
	Steps      int    `json:"stepsDone"`
}

type personSent struct {
	At         string `json:"at"`
	Channel    string `json:"channel"`
	To         string `json:"to"`
	State      string `json:"state"`
	Automation string `json:"automation"`
	Subject    string `json:"subject"`
	Text       string `json:"text"`

	Came []personLine `json:"came"` // of it: opened, links clicked
}

// personForm is what they sent in by a form.
type personForm struct {
	At      string        `json:"at"`
	Form    string        `json:"form"`
	Page    string        `json:"page"`
	State   string        `json:"state"`
	Agreed  bool          `json:"agreed"`
	Wording string        `json:"wording"`
	Answers []personField `json:"answers"`
}

type personStore struct {
	Name string `json:"name"`
	Card string `json:"card"`
	Size int64  `json:"bytes"`
	At   string `json:"added"`
	path string // in the archive
	hash string
}

// gatherer collects a personFile on one snapshot.
type gatherer struct {
	s     *Session
	v     *store.View
	zone  *time.Location
	say   func(crm.Phrase) string
	users map[crm.UserID]string
	tags  []crm.Tag
	cats  map[crm.ProductID]*crm.Catalogue
}

func (g *gatherer) at(i crm.Instant) string {
	if i == 0 {
		return ""
	}
	return i.In(g.zone).Format("2006-01-02 15:04")
}

func (g *gatherer) word(key string, pairs ...any) string { return g.say(crm.Say(key, pairs...)) }

func (s *Session) gather(v *store.View, id crm.ContactID, lang string) (out personFile, err error) {
	ws, err := v.Workspace()
	if err != nil {
		return out, err
	}
	cal, err := s.svc.deps.Engine.Calendar(v)
	if err != nil {
		return out, err
	}
	g := &gatherer{s: s, v: v, zone: cal.Zone, say: func(p crm.Phrase) string { return s.svc.deps.Say(lang, p) }, users: map[crm.UserID]string{}, cats: map[crm.ProductID]*crm.Catalogue{}}
	users, err := v.Users()
	if err != nil {
		return out, err
	}
	for _, u := range users {
		g.users[u.ID] = u.Name
	}
	if g.tags, err = v.Tags(); err != nil {
		return out, err
	}
	out = personFile{Workspace: ws.Name, Made: g.at(v.Clock()), words: g.say}
	view, err := contactView(v, id)
	if err != nil {
		return out, err
	}
	g.person(&out, view)
	cards, err := v.CardIDsOf([]crm.ContactID{id}, true)
	if err != nil {
		return out, err
	}
	for _, card := range cards {
		if err := g.card(&out, card); err != nil {
			return out, err
		}
	}
	if err := g.sentIn(&out, view.Contact, cards); err != nil {
		return out, err
	}
	if err := g.handedIn(&out, cards); err != nil {
		return out, err
	}
	return out, g.sent(&out, id, cards)
}

func (g *gatherer) person(out *personFile, view ContactView) {
	c := view.Contact
	out.Person = personFacts{
		Name: c.Name, First: c.FirstName, Last: c.LastName, Website: c.Website, Postal: c.Postal, Note: c.Note, Tags: g.tagNames(c.Tags), Created: g.at(c.Created),
	}
	if view.Company != nil {
		out.Person.Company = view.Company.Name
	}
	for _, a := range c.Addresses {
		line := personAddr{
			Channel: string(a.Channel), Address: a.Typed, Normalised: a.Value, Label: string(a.Label), Default: a.Default, Consent: string(a.Consent),
			Source: a.Source, Since: g.at(a.Since), said: g.word("contacts.consent." + string(a.Consent)),
		}
		for _, s := range view.Suppressed {
			if s.Address == a.ID {
				line.Suppressed = string(s.Reason)
			}
		}
		out.Addresses = append(out.Addresses, line)
	}
	for _, l := range view.Consents {
		text := g.word("contacts.export_consent", "address", l.Typed, "to", crm.Say("contacts.consent."+string(l.Change.To)), "how", crm.Say("contacts.how."+l.Change.How))
		if l.Change.Note != "" {
			text += " – " + l.Change.Note
		}
		out.Consents = append(out.Consents, personLine{At: g.at(l.Change.At), Who: l.Who, Text: text})
	}
}

func (g *gatherer) tagNames(set crm.TagSet) []string {
	names := []string{}
	for _, tag := range g.tags {
		if set.Has(tag.ID) {
			names = append(names, tag.Name)
		}
	}
	return names
}

func (g *gatherer) catalogue(id crm.ProductID) (*crm.Catalogue, error) {
	if cat, ok := g.cats[id]; ok {
		return cat, nil
	}
	cat, err := g.v.Catalogue(id)
	g.cats[id] = cat
	return cat, err
}

func (g *gatherer) card(out *personFile, id crm.CardID) error {
	c, err := g.v.Card(id)
	if err != nil {
		return err
	}
	cat, err := g.catalogue(c.Product)
	if err != nil {
		return err
	}
	status, _ := cat.Status(c.Status)
	card := personCard{Name: c.Name, Product: cat.Product.Name, Status: status.Name, Owner: g.users[c.Owner], Tags: g.tagNames(c.Tags), Created: g.at(c.Created)}
	for _, f := range cat.Fields {
		if x := c.Fields[f.ID]; x != nil {
			value := engine.ValueText(f, x)
			if p, ok := value.(crm.Phrase); ok {
				value = g.say(p)
			}
			card.Fields = append(card.Fields, personField{Name: f.Name, Value: g.word("contacts.export_value", "value", value)})
		}
	}
	tasks, err := g.v.CardTasks(id)
	if err != nil {
		return err
	}
	for _, k := range tasks {
		card.Tasks = append(card.Tasks, personTask{Title: k.Title, Note: k.Note, Due: string(k.Due), Done: g.at(k.Done)})
	}
	notes, err := g.v.NotesOfCard(id)
	if err != nil {
		return err
	}
	for _, n := range notes {
		card.Notes = append(card.Notes, personLine{At: g.at(n.Created), Who: g.users[n.User], Text: n.Text})
	}
	if err := g.runs(&card, id); err != nil {
		return err
	}
	out.Cards = append(out.Cards, card)
	return nil
}

// mostHistory is how many lines of one card's history an export holds.
const mostHistory = 100_000

func (g *gatherer) runs(card *personCard, id crm.CardID) error {
	list, err := passages(g.v, id, 0)
	if err != nil {
		return err
	}
	for _, p := range list {
		card.Runs = append(card.Runs, personRun{
			Automation: p.Name, Entered: g.at(p.Enrolment.Entered), Ended: g.at(p.Enrolment.Ended), State: string(p.Enrolment.State), Steps: len(p.Runs),
		})
	}
	history, err := g.v.History(id, mostHistory)
	for _, l := range history {
		card.History = append(card.History, personLine{At: g.at(l.At), Who: l.Who, Text: g.say(l.Say)})
	}
	return err
}

// sent adds the messages with their texts, made again from what was frozen, and
// the files.
func (g *gatherer) sent(out *personFile, id crm.ContactID, cards []crm.CardID) error {
	list, err := g.v.MessagesAbout(id, cards)
	if err != nil {
		return err
	}
	for _, m := range list {
		line := personSent{
			At: g.at(max(m.HandedAt, m.SettledAt, m.Created)), Channel: string(m.Channel), To: m.To, State: string(m.State), Automation: m.SequenceName,
		}
		if r, err := g.s.svc.deps.Outbox.Render(m.Message); err == nil { // one that can't be made again was never sent
			line.Subject, line.Text = r.Subject, r.Text
		}
		hits, err := hitLines(g.v, m.Message)
		if err != nil {
			return err
		}
		for _, h := range hits {
			line.Came = append(line.Came, personLine{At: g.at(h.At), Text: g.say(h.Say)})
		}
		out.Messages = append(out.Messages, line)
	}
	files, err := g.v.FilesOfCards(cards)
	if err != nil {
		return err
	}
	for i, f := range files {
		card, err := g.v.Card(f.Card)
		if err != nil {
			return err
		}
		out.Files = append(out.Files, personStore{Name: f.Name, Card: card.Name, Size: f.Size, At: g.at(f.Created), hash: f.Hash, path: fmt.Sprintf("files/%d-%s", i+1, fileName(f.Name))})
	}
	told, err := g.v.ToldAbout(cards)
	out.Told = []json.RawMessage{}
	for _, body := range told {
		out.Told = append(out.Told, json.RawMessage(body))
	}
	return err
}
