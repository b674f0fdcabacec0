package api_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/pack"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// trial is a recipe that is tried in a product that has nothing but it.
type trial struct {
	*desk
	t     *testing.T
	book  pack.Book
	lang  string
	made  []api.PackSequence
	cards map[string]crm.CardID
}

// word is a name in the language of the trial.
func (x *trial) word(name string) string {
	if w, ok := x.book.Trial.In[x.lang][name]; ok {
		return w
	}
	return name
}

// Every recipe, in every language, is foreseen to do to its cards what its file
// says; and in English it is then let live, and does.
func TestEveryRecipeDoesWhatItsFileSays(t *testing.T) {
	t.Parallel()
	books, err := pack.Books()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range books {
		for _, lang := range pack.Languages {
			t.Run(b.ID+" "+lang, func(t *testing.T) {
				t.Parallel()
				x := beginTrial(t, b, lang)
				x.bring()
				x.foresee()
				if lang == "en" {
					x.live()
				}
			})
		}
	}
}

func beginTrial(t *testing.T, b pack.Book, lang string) *trial {
	t.Helper()
	first := yesterday(b.Trial.Start)
	for _, c := range b.Trial.Cards {
		if c.Since != "" {
			first = min(first, c.Since)
		}
	}
	d := open(t, testkit.From(yesterday(first)), testkit.Workspace(func(w *crm.Workspace) {
		w.Language, w.Zone, w.Address, w.Phone = lang, b.Trial.Zone, "Str. Lungă 5\n500035 Brașov", "+40268123456"
		w.Website, w.Public = "https://new.example", "https://new.example"
		w.ReviewLink, w.Link = "https://example.com/review", "https://stepwise.example.com"
	}))
	d.User("Barna Kiss") // somebody else to hand cards to
	made := ask(d.api.AddProduct(api.AddProductIn{Name: "New"})).ok(t)
	p := made.Product
	p.SMSOn = true
	ask(d.api.SaveProduct(p)).ok(t)
	d.Product = p.ID
	x := &trial{desk: d, t: t, book: b, lang: lang, cards: map[string]crm.CardID{}}
	in := api.RecipeIn{Product: p.ID, Recipe: b.ID, Language: lang}
	looked := ask(d.api.GetRecipe(in)).ok(t)
	equal(t, "problems", len(looked.Pack.Problems), 0)
	out := ask(d.api.CopyRecipe(in)).ok(t)
	x.made = out.Pack.Sequences
	equal(t, "what was shown is what was made", len(looked.Pack.Parts), len(out.Pack.Parts))
	for _, q := range x.made {
		equal(t, q.Name+" is inactive", d.Seq(q.ID).State, crm.SequenceInactive)
		for i, st := range q.Steps {
			if len(st.Check.Missing) > 0 {
				t.Errorf("%s, step %d misses %v", q.Name, i+1, st.Check.Missing)
			}
			for _, text := range st.Texts {
				if text.Kind == crm.TemplateSMS && text.Parts != 1 {
					t.Errorf("%s, step %d: %d parts: %s", q.Name, i+1, text.Parts, text.Text)
				}
			}
		}
	}
	return x
}

// yesterday is the same hour of the day before, as far as these trials go.
func yesterday(civil string) string {
	var y, m, d int
	var rest string
	if _, err := fmt.Sscanf(civil, "%d-%d-%d %s", &y, &m, &d, &rest); err != nil || d == 1 {
		panic("not a moment of a trial: " + civil)
	}
	return fmt.Sprintf("%04d-%02d-%02d %s", y, m, d-1, rest)
}

// bring lets the cards come, until the trial starts.
func (x *trial) bring() {
	x.t.Helper()
	type event struct {
		at string
		do func()
	}
	var events []event
	for _, c := range x.book.Trial.Cards {
		since := cmp.Or(c.Since, yesterday(x.book.Trial.Start))
		events = append(events, event{since, func() { x.come(c) }})
		for _, s := range c.Sent {
			events = append(events, event{max(s.At, since), func() { x.sent(c.Name, s.Template) }})
		}
		for _, k := range c.Clicked {
			events = append(events, event{k.At, func() { x.clicked(c.Name, k.Link) }})
		}
	}
	slices.SortStableFunc(events, func(a, b event) int { return cmp.Compare(a.at, b.at) })
	for _, e := range events {
		x.Advance(e.at)
		e.do()
	}
	x.Advance(x.book.Trial.Start)
}

// live activates the recipe and lets time pass.
func (x *trial) live() {
	x.t.Helper()
	for _, q := range x.made {
		x.Activate(q.ID, "all")
	}
	end := x.At(x.book.Trial.Start).In(x.Zone).AddDate(0, 0, x.book.Trial.Days)
	x.Advance(end.Format("2006-01-02 15:04"))
	x.compare()
}

// foresee wants the forecast to say what the file expects, before anything is
// active. What an automation does to another one is not in it, so those of two
// automations are foreseen apart.
func (x *trial) foresee() {
	x.t.Helper()
	var got []string
	for n, q := range x.made {
		job := ask(x.api.StartForecast(api.StartForecastIn{ID: q.ID, Days: x.book.Trial.Days})).ok(x.t)
		if done := ask(x.svc.Wait(x.t.Context(), job.ID)).ok(x.t); done.State != "done" {
			x.t.Fatalf("the forecast of %s ended as %s", q.Name, done.State)
		}
		list := ask(x.api.ListForecastRows(api.ListForecastRowsIn{Job: job.ID, Scope: "all", Limit: 500})).ok(x.t)
		for _, r := range list.Rows {
			if r.Kind == crm.StepSMSClient && r.Outcome == "done" && r.Parts != 1 {
				x.t.Errorf("%d parts: %s", r.Parts, r.Title)
			}
			if r.Position > 0 && slices.Contains([]string{"done", "skipped", "held"}, string(r.Outcome)) {
				got = append(got, fmt.Sprintf("%s %s/%d %d %s %s", x.Civil(r.At)[:16], r.CardName, n+1, r.Position, r.Outcome, r.Reason))
			}
		}
	}
	want := x.expected()
	slices.Sort(got)
	if !slices.Equal(got, want) {
		x.t.Errorf("foreseen\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// expected are the lines of the file.
func (x *trial) expected() (want []string) {
	english := x.book.Packs["en"]
	for _, line := range x.book.Trial.Expect {
		n := max(slices.IndexFunc(english.Sequences, func(q pack.Sequence) bool { return q.Name == line.Automation }), 0)
		want = append(want, fmt.Sprintf("%s %s/%d %d %s %s", line.At, line.Card, n+1, line.Step, line.Outcome, line.Reason))
	}
	slices.Sort(want)
	return want
}

// come makes a card of the trial.
func (x *trial) come(c pack.TrialCard) {
	x.t.Helper()
	status := x.Catalogue().Statuses[0].Name
	if c.Status != "" {
		status = x.word(c.Status)
	}
	changes := []func(*testkit.NewCard){}
	if c.Email == "none" {
		changes = append(changes, testkit.Email(""))
	}
	if c.Phone == "none" {
		changes = append(changes, testkit.Phone(""))
	}
	if c.NoContact {
		changes = append(changes, testkit.NoContact)
	}
	if !c.Owner {
		changes = append(changes, testkit.NoOwner)
	}
	changes = append(changes, func(n *testkit.NewCard) {
		for _, name := range slices.Sorted(maps.Keys(c.Fields)) {
			f := x.Field(x.word(name))
			n.Draft.Fields[f.ID] = x.value(f, c.Fields[name])
		}
	})
	x.cards[c.Name] = x.Card(c.Name, status, changes...)
}

func (x *trial) value(f crm.Field, v any) any {
	x.t.Helper()
	text, _ := v.(string)
	switch f.Type {
	case crm.FieldChoice:
		i := slices.IndexFunc(f.Choices, func(c crm.Choice) bool { return c.Name == x.word(text) })
		return f.Choices[i].ID
	case crm.FieldDate:
		return crm.Date(text)
	case crm.FieldDateTime:
		return x.At(text)
	case crm.FieldMoney:
		m, _ := crm.MoneyOf(v.(float64))
		return m
	}
	return v
}

// sent lets a card get a message now, by an automation of its own.
func (x *trial) sent(card, template string) {
	x.t.Helper()
	i := slices.IndexFunc(x.Catalogue().Templates, func(t crm.TemplateName) bool { return t.Name == x.word(template) })
	q := x.Sequence(x.Filter(x.When("name", "contains", card)), testkit.EmailStep("0d", x.Catalogue().Templates[i].ID))
	x.World.Activate(q, "all")
	x.Tick()
	x.Deactivate(q)
}

// clicked lets a card's client click a link in its last message.
func (x *trial) clicked(card, link string) {
	x.t.Helper()
	links := x.Catalogue().Links
	i := slices.IndexFunc(links, func(l crm.LinkName) bool { return l.Name == x.word(link) })
	var last crm.Message
	for _, m := range x.Sent() {
		if m.Message.ToName == card {
			last = m.Message
		}
	}
	x.Write(func(tx *store.Tx) error {
		m, err := tx.Message(last.ID)
		if err != nil {
			return err
		}
		return x.Engine.Hit(tx, crm.Hit{Kind: crm.HitClick, Link: links[i].ID}, m, false)
	})
}

// compare holds what happened against what the file expects.
func (x *trial) compare() {
	x.t.Helper()
	var got []string
	for name, id := range x.cards {
		for n, q := range x.made {
			for _, e := range x.Enrolments(q.ID, id) {
				for _, run := range x.Runs(e.ID) {
					st := x.step(run.Step)
					got = append(got, fmt.Sprintf("%s %s/%d %d %s %s", x.Civil(run.At)[:16], name, n+1, st.Position, run.Outcome, run.Reason))
				}
			}
		}
	}
	want := x.expected()
	for _, line := range x.book.Trial.Expect {
		if line.Text != "" && !x.says(line) {
			x.t.Errorf("nothing sent to %s at %s says %q: %q", line.Card, line.At, line.Text, x.SentLines())
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		x.t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func (x *trial) step(id crm.StepID) (st crm.Step) {
	x.t.Helper()
	x.Read(func(v *store.View) (err error) {
		st, err = v.AnyStep(id)
		return err
	})
	return st
}

func (x *trial) says(line pack.TrialLine) bool {
	return slices.ContainsFunc(x.SentLines(), func(s string) bool { return strings.HasPrefix(s, line.At) && strings.Contains(s, line.Text) })
}
