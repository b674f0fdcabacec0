package sample_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/phone"
	"stepwise/backend/sample"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

var languages = []string{"en", "ro", "hu"}

// demo is a workspace with the demonstration business in a language.
func demo(t *testing.T, lang string, options ...testkit.Option) *testkit.World {
	t.Helper()
	w := testkit.NewWorld(t, append(options, testkit.Empty)...)
	me := crm.User{ID: 1, Name: "Ana Ionescu", Email: "ana@exemplu.ro", Language: lang}
	w.Write(func(tx *store.Tx) error {
		if err := sample.Begin(tx, me, workspace(lang)); err != nil {
			return err
		}
		return sample.Fill(tx, w.Engine, me, lang)
	})
	w.Admin = me.ID
	w.Read(func(v *store.View) error {
		products, err := v.Products()
		w.Product = products[0].ID
		return err
	})
	return w
}

// cardsOf are all cards with their main contacts.
func cardsOf(w *testkit.World) (cards []crm.Card, contacts []*crm.Contact) {
	w.Read(func(v *store.View) error {
		lines, err := v.Cards(store.ListQuery{Product: w.Product, Limit: 2 * sample.Cards, Sort: "created"})
		if err != nil {
			return err
		}
		for _, l := range lines {
			c, err := v.Card(l.ID)
			if err != nil {
				return err
			}
			contact, err := v.Contact(c.Contact)
			if err != nil {
				return err
			}
			cards, contacts = append(cards, c), append(contacts, contact)
		}
		return nil
	})
	return cards, contacts
}

func TestTheBusinessHasThreeHundredCardsInEveryStatusAndOfEveryColleague(t *testing.T) {
	t.Parallel()
	for _, lang := range languages {
		w := demo(t, lang)
		cards, _ := cardsOf(w)
		statuses, owners := map[crm.StatusID]int{}, map[crm.UserID]int{}
		for _, c := range cards {
			statuses[c.Status]++
			owners[c.Owner]++
			if c.CreatedBy != crm.OriginSample || len(c.Fields) < 2 {
				t.Errorf("%s: %+v", lang, c)
			}
		}
		if len(cards) != sample.Cards || len(statuses) != 6 {
			t.Errorf("%s: %d cards in %d statuses", lang, len(cards), len(statuses))
		}
		for id, n := range statuses {
			if n < 20 {
				t.Errorf("%s: %d cards in status %s", lang, n, id)
			}
		}
		if nobody := owners[0]; len(owners) != 4 || nobody == 0 || nobody > 20 {
			t.Errorf("%s: the owners are %v", lang, owners)
		}
	}
}

// noOperator are the numbers that belong to nobody: what no operator was given,
// and local numbers that begin with 0.
var noOperator = regexp.MustCompile(`^(\+4070[678]\d{6}|\+40264 ?0\d{5}|\+3650 ?50\d{5})$`)

var exampleMail = regexp.MustCompile(`@(example\.(com|org|net)|[a-z0-9-]+\.example)$`)

func TestNobodyRealCanBeReached(t *testing.T) {
	t.Parallel()
	w := demo(t, "ro")
	_, contacts := cardsOf(w)
	seen := map[string]string{}
	check := func(who, value string, channel crm.Channel) {
		pattern := exampleMail
		if channel == crm.ChannelSMS {
			pattern = noOperator
		}
		if !pattern.MatchString(value) {
			t.Errorf("%s has %s, which may belong to somebody", who, value)
		}
		if other := seen[value]; other != "" {
			t.Errorf("%s and %s share %s", who, other, value)
		}
		seen[value] = who
	}
	for _, c := range contacts {
		for _, a := range c.Addresses {
			check(c.Name, a.Value, a.Channel)
		}
	}
	w.Read(func(v *store.View) error {
		users, err := v.Users()
		for _, u := range users {
			if u.ID != w.Admin {
				check(u.Name, u.Email, crm.ChannelEmail)
				check(u.Name, u.Phone, crm.ChannelSMS)
			}
		}
		return err
	})
}

func TestTheClientsShowWhatCanBeMissingOrRefused(t *testing.T) {
	t.Parallel()
	_, contacts := cardsOf(demo(t, "ro"))
	count := map[string]int{}
	for _, c := range contacts {
		_, email := c.DefaultAddress(crm.ChannelEmail)
		number, called := c.DefaultAddress(crm.ChannelSMS)
		if !email && !called {
			count["unreachable"]++
		}
		if email && !called {
			count["no phone"]++
		}
		if called {
			n, why := phone.Parse(number.Typed, "RO")
			if why != nil || n.E164 != number.Value || n.SMS != number.SMS || string(n.Kind) != number.Kind {
				t.Errorf("%s: %+v is read as %+v", c.Name, number, n)
			}
			count[number.Kind]++
		}
		for _, a := range c.Addresses {
			count[string(a.Consent)]++
		}
		if len(c.Name) > 70 {
			count["long"]++
		}
		if strings.ContainsAny(c.Name, "őűŐŰ") {
			count["hungarian"]++
		}
		if strings.ContainsAny(c.Name, "șțăȘȚĂ") {
			count["romanian"]++
		}
		count[string(c.Kind)]++
	}
	for what, least := range map[string]int{
		"unreachable": 2, "no phone": 5, "fixed": 5, "mobile": 200, "unsubscribed": 2, "bounced": 1, "long": 2,
		"hungarian": 5, "romanian": 40, "company": 30, "person": 150,
	} {
		if count[what] < least {
			t.Errorf("%s: %d, want at least %d", what, count[what], least)
		}
	}
}

func TestEveryCardHasAPastInOrder(t *testing.T) {
	t.Parallel()
	w := demo(t, "hu")
	cards, contacts := cardsOf(w)
	oldest := w.Now().Add(-64 * 24 * time.Hour)
	for i, c := range cards {
		if c.Created < oldest || c.Created > c.StatusSince || c.StatusSince > w.Now() || c.Modified != c.StatusSince || contacts[i].Created != c.Created {
			t.Errorf("%s: created %s, in its status since %s", c.Name, w.Civil(c.Created), w.Civil(c.StatusSince))
		}
		if lead := c.Status == 1; lead != (c.StatusFrom == 0) {
			t.Errorf("%s came from %s to %s", c.Name, c.StatusFrom, c.Status)
		}
		history := w.History(c.ID)
		if history[0].Say.Key != "activity.created" || history[0].At != c.Created {
			t.Errorf("%s begins with %+v", c.Name, history[0])
		}
		if !slices.IsSortedFunc(history, func(a, b store.HistoryLine) int { return int(a.At - b.At) }) {
			t.Errorf("%s: its history is out of order", c.Name)
		}
	}
	open, done := 0, 0
	for _, k := range w.Tasks() {
		if k.Created > w.Now() || k.Done > w.Now() || k.Assignee == 0 || k.Title == "" {
			t.Errorf("task %+v", k)
		}
		if k.Done == 0 {
			open++
		} else {
			done++
		}
	}
	if open < 20 || done < 5 {
		t.Errorf("%d open tasks and %d done ones", open, done)
	}
}

func TestTheSameMomentAndLanguageMakeTheSameBusiness(t *testing.T) {
	t.Parallel()
	first, clients := cardsOf(demo(t, "ro"))
	again, same := cardsOf(demo(t, "ro"))
	for i := range first {
		if a, b := fmt.Sprint(first[i], *clients[i]), fmt.Sprint(again[i], *same[i]); a != b {
			t.Fatalf("%s\n%s", a, b)
		}
	}
}

func TestTheBusinessCanBeginAtAnyMoment(t *testing.T) {
	t.Parallel()
	for _, at := range []string{"2026-03-29 03:30", "2026-10-25 03:30", "2028-02-29 00:01", "2027-01-01 23:59"} {
		w := demo(t, "en", testkit.From(at))
		cards, _ := cardsOf(w)
		if len(cards) != sample.Cards {
			t.Errorf("%s: %d cards", at, len(cards))
		}
	}
}
