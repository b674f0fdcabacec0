package api_test

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/filter"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
	"stepwise/backend/timing"
)

// watched is a World in which a sequence runs over each of many filters, so that
// what the engine remembers can be held against what is true.
type watched struct {
	*desk
	hot, cold  crm.TagID
	link       crm.Link
	form       crm.Form
	inlet      crm.InletID
	box        crm.Mailbox
	letters    crm.SequenceID // that writes to clients
	company    crm.ContactID
	barna      crm.UserID
	watchers   []crm.SequenceID
	conditions []crm.Condition // of each
	undo       []crm.BatchID
	number     int // of what is done it decides which, and how
	steps      int
}

// TestNothingIsForgotten lets cards change in every way there is, in any order,
// and after each of them compares every membership with its filter evaluated
// anew (RULES 4.1, PERFORMANCE 5: a change evaluates only what reads it).
func TestNothingIsForgotten(t *testing.T) {
	t.Parallel()
	w := watching(t)
	for _, name := range slices.Sorted(keysOf(ways)) {
		if w.tried(name, t.Fatalf); t.Failed() {
			return
		}
	}
	names := slices.Sorted(keysOf(ways))
	rapid.Check(t, func(r *rapid.T) {
		w.number = rapid.IntRange(0, 1<<20).Draw(r, "which")
		w.tried(rapid.SampledFrom(names).Draw(r, "way"), r.Fatalf)
	})
}

func keysOf[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// tried does one thing and compares.
func (w *watched) tried(name string, failed func(string, ...any)) {
	w.T.Helper()
	w.number, w.steps = w.number+1, w.steps+1
	ways[name](w)
	for i, c := range w.forgotten() {
		failed("after %q (%d): %s", name, i, c)
	}
}

// forgotten are the filters whose members are others than those that match.
func (w *watched) forgotten() (list []string) {
	w.T.Helper()
	w.Read(func(v *store.View) error {
		cat, err := v.Catalogue(w.Product)
		if err != nil {
			return err
		}
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		loc, err := timing.Zone(ws.Zone)
		if err != nil {
			return err
		}
		env := filter.Env{Cat: cat, Zone: loc, Now: w.Now()}
		queries := make([]filter.Query, len(w.conditions))
		for i, c := range w.conditions {
			if queries[i], err = filter.Compile(tree(c), env); err != nil {
				return err
			}
		}
		ids, err := v.CardsAfter(w.Product, 0, 1000)
		if err != nil {
			return err
		}
		holding, err := v.HoldingOf(ids, queries)
		if err != nil {
			return err
		}
		members, err := v.MembersOf(ids)
		for i, c := range w.conditions {
			var match, have []crm.CardID
			for _, id := range ids {
				if members[w.watchers[i]][id] {
					have = append(have, id)
				}
			}
			var numbers []int64
			if err := json.Unmarshal([]byte(holding[i]), &numbers); err != nil {
				return err
			}
			for _, n := range numbers {
				match = append(match, crm.CardID(n))
			}
			if !slices.Equal(match, have) {
				text, err := json.Marshal(c)
				if err != nil {
					return err
				}
				said, err := json.Marshal([][]crm.CardID{match, have})
				if err != nil {
					return err
				}
				list = append(list, string(text)+": match, remembered: "+string(said))
			}
		}
		return err
	})
	return list
}

// watching opens the World with its watchers and some cards.
func watching(t *testing.T) *watched {
	t.Helper()
	w := &watched{desk: atDesk(open(t))}
	tag := func(name string) crm.TagID { return ask(w.api.SaveTag(api.SaveTagIn{Name: name})).ok(t).ID }
	w.hot, w.cold, w.barna = tag("Hot"), tag("Cold"), w.User("Barna Kiss")
	w.form = ask(w.api.SaveForm(contactForm(w.desk))).ok(t).Row.Form
	w.inlet = ask(w.api.SaveInlet(w.desk.inlet())).ok(t).Inlet.ID
	w.link = ask(w.api.SaveLink(w.confirm())).ok(t).Link
	w.company = ask(w.api.SaveContact(api.SaveContactIn{Kind: crm.ContactCompany, Name: "Firma SRL"})).ok(t).Contact.Contact.ID
	w.Write(func(tx *store.Tx) (err error) {
		w.box, err = tx.SaveMailbox(crm.Mailbox{Settings: crm.MailboxSettings{Host: "mail.example", Port: 993, TLS: crm.TLSImplicit, User: "office", Folder: "INBOX"}, Secret: "s"})
		return err
	})
	offer := w.Template(crm.TemplateEmail, "Your offer", "Dear {{contact.first_name}}")
	w.letters = w.Sequence(w.offers(), testkit.EmailStep("0d", offer), testkit.TaskStep("1d", w.Template(crm.TemplateTask, "Call", "")))
	w.Edit(w.letters, func(q *crm.Sequence) { q.Reentry = crm.ReentryEach })
	w.Activate(w.letters, engine.ScopeNew)
	w.conditions = w.questions(offer)
	step := testkit.TaskStep("300d", w.Template(crm.TemplateTask, "Look", ""))
	for _, c := range w.conditions {
		q := w.Sequence(w.Filter(c), step)
		w.Activate(q, engine.ScopeNew)
		w.watchers = append(w.watchers, q)
	}
	for _, name := range []string{"Ion Popescu", "Zoe Őri", "Dan Țepeș", "Mia Pop", "Ada Rus", "Olga Nagy"} {
		w.Card(name, testkit.NewLead)
	}
	return w
}

// questions are conditions on everything that a filter can read, each subject in
// the shapes that are judged differently.
func (w *watched) questions(offer crm.TemplateID) []crm.Condition {
	about := func(subject string, list ...[]string) (out []crm.Condition) {
		for _, q := range list {
			out = append(out, w.When(subject, q[0], q[1:]...))
		}
		return out
	}
	type ask = []string
	hot, letters, link := w.hot.String(), w.letters.String(), w.link.ID.String()
	return slices.Concat(
		about("status", ask{"is", testkit.OfferSent}, ask{"entered", testkit.Won}, ask{"changed_from_to", testkit.NewLead, testkit.OfferSent},
			ask{"stayed_at_least_days", testkit.NewLead, testkit.OfferSent, "2"}, ask{"stayed_at_most_hours", testkit.OfferSent, "5"}),
		about("owner", ask{"is", "Barna Kiss"}, ask{"is_not_or_not_set", "Barna Kiss"}, ask{"is_not_set"}),
		about("name", ask{"contains", "pop"}, ask{"not_equals", "Ana"}),
		about("tags", ask{"has_any", hot}, ask{"has_none_or_not_set", hot}, ask{"is_not_set"}),
		about("contact", ask{"is_set"}, ask{"kind_is", "person"}, ask{"name_contains", "nou"}, ask{"company_contains", "firma"}, ask{"tagged_any", hot},
			ask{"has_no_email"}, ask{"has_mobile"}),
		about("consent", ask{"email_is", "active"}, ask{"email_is_not_or_not_set", "unsubscribed", "bounced"}, ask{"sms_is", "unsubscribed"}),
		about("tasks", ask{"has_open"}, ask{"has_no_open", "call"}, ask{"has_overdue"}, ask{"has_due_today"}, ask{"has_closed", "call"}, ask{"has_none"}),
		about("messages", ask{"sent"}, ask{"not_sent", offer.String()}, ask{"sent_in_last_days", "1"}, ask{"not_sent_in_last_days", "2"}, ask{"opened_in_last_days", "1"},
			ask{"clicked"}, ask{"not_clicked", link}, ask{"clicked_in_last_days", link, "1"}, ask{"bounced_in_last_days", "2"}, ask{"replied"}, ask{"not_replied_in_last_days", "1"}),
		about("sequences", ask{"running", letters}, ask{"not_running", letters}, ask{"completed", letters}, ask{"exited", letters}, ask{"never_ran", letters}),
		about("created", ask{"in_last_days", "1"}, ask{"more_than_days_ago", "2"}, ask{"by", "form", "webhook"}, ask{"by", "import"}, ask{"by_user", w.Admin.String()},
			ask{"by_form", w.form.ID.String()}, ask{"by_form_in_last_days", w.form.ID.String(), "1"}),
		about("modified", ask{"today"}, ask{"in_last_days", "1"}, ask{"more_than_days_ago", "1"}),
		about("City", ask{"equals", "Cluj"}, ask{"contains", "Quintescu"}, ask{"is_not_set"}, ask{"changed_in_last_days", "1"}, ask{"filled_in_last_days", "1"}),
		about("Offer total", ask{"gt", "5"}, ask{"ne_or_not_set", "7"}),
		about("Valid until", ask{"in_days", "1"}, ask{"within_next_days", "2"}, ask{"passed_more_than_days", "0"}, ask{"anniversary_in_days", "1"}),
		about("VIP", ask{"is", "yes"}), about("Source", ask{"is", "Fair"}, ask{"is_not", "Phone"}),
	)
}
