package filter_test

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/words"
)

// prepared is a card and a filter with the answer that was foretold, in
// testdata/why.json. Moments are written on the clock of the zone.
type prepared struct {
	Say, Zone, Now, Flips, Since, Turn string

	Card     preparedCard
	Tree     crm.Group
	Matches  bool
	Blockers []string
	Next     map[string]string
	Hints    map[string]string
}

type preparedCard struct {
	Status, From                        string
	Since, Created, CreatedBy, Modified string
	Owner                               string
	Tags                                []string
	Fields                              map[string]any
}

func TestWhyNamesTheBlockerAndTheDate(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile("testdata/why.json")
	must(t, err)
	var cases []prepared
	must(t, json.Unmarshal(content, &cases))
	x := newTable(t)
	for _, c := range cases {
		loc := zone(t, c.Zone)
		env := filter.Env{Cat: catalogue(), Zone: loc, Now: clockAt(t, c.Now, loc)}
		x.fill(t, []crm.Card{c.Card.card(t, loc)})
		c.check(t, x.explain(t, c.Tree, env, 1), loc)
	}
	if len(cases) < 20 {
		t.Errorf("only %d cases", len(cases))
	}
}

func (c prepared) check(t *testing.T, why filter.Why, loc *time.Location) {
	t.Helper()
	same := func(what string, got, want any) {
		if asJSON(got) != asJSON(want) {
			t.Errorf("%s: %s: got %s, want %s", c.Say, what, asJSON(got), asJSON(want))
		}
	}
	blockers, next, hints := []string{}, map[string]string{}, map[string]string{}
	eachCondition(why, func(w filter.WhyCondition) {
		if !w.Holds {
			blockers = append(blockers, w.Path)
		}
		if w.Next > 0 {
			next[w.Path] = onWall(w.Next, loc)
		}
		if _, asked := c.Hints[w.Path]; asked {
			hints[w.Path] = words.Render("en", w.Hint, loc)
		}
	})
	if why.Matches {
		blockers = []string{}
	}
	same("matches", why.Matches, c.Matches)
	same("blockers", blockers, c.Blockers)
	same("flips", onWall(why.Flips, loc), c.Flips)
	same("next", next, c.Next)
	same("since", onWall(why.Since, loc), c.Since)
	same("turn", words.Render("en", why.Turn, loc), c.Turn)
	same("hints", hints, c.Hints)
}

func eachCondition(why filter.Why, do func(filter.WhyCondition)) {
	for _, c := range why.Conditions {
		do(c)
	}
	for _, g := range why.Groups {
		eachCondition(g, do)
	}
}

// card is the prepared card; what isn't said is as with most of them.
func (p preparedCard) card(t *testing.T, loc *time.Location) crm.Card {
	t.Helper()
	at := func(text, otherwise string) crm.Instant {
		if text == "" {
			text = otherwise
		}
		return clockAt(t, text, loc)
	}
	c := crm.Card{ID: 1, Name: "Ana Pop", Status: offerSent, CreatedBy: crm.OriginUser, Fields: crm.Values{}}
	c.StatusSince = at(p.Since, "2026-11-21 09:00")
	c.Created, c.Modified = at(p.Created, "2026-11-01 10:00"), at(p.Modified, "2026-11-21 09:00")
	if p.CreatedBy != "" {
		c.CreatedBy = crm.Origin(p.CreatedBy)
	}
	read := func(id interface{ UnmarshalText([]byte) error }, text string) {
		if text != "" {
			must(t, id.UnmarshalText([]byte(text)))
		}
	}
	read(&c.Status, p.Status)
	read(&c.StatusFrom, p.From)
	read(&c.Owner, p.Owner)
	for _, text := range p.Tags {
		var id crm.TagID
		read(&id, text)
		c.Tags = crm.Tags(append(c.Tags.IDs(), id)...)
	}
	for _, text := range slices.Sorted(maps.Keys(p.Fields)) {
		var id crm.FieldID
		read(&id, text)
		c.Fields[id] = p.Fields[text]
		switch value := p.Fields[text].(type) {
		case string:
			if id == meeting {
				c.Fields[id] = clockAt(t, value, loc)
			} else {
				c.Fields[id] = crm.Date(value)
			}
		}
	}
	return c
}

const wallClock = "2006-01-02 15:04"

// clockAt reads a moment on the clock of a zone, to the millisecond if it says so.
func clockAt(t *testing.T, text string, loc *time.Location) crm.Instant {
	t.Helper()
	at, err := time.ParseInLocation(wallClock, text, loc)
	must(t, err)
	return crm.At(at)
}

// onWall writes a moment as the prepared cases do; "" for none.
func onWall(at crm.Instant, loc *time.Location) string {
	if at == 0 {
		return ""
	}
	return strings.TrimSuffix(at.In(loc).Format(wallClock+":05.000"), ":00.000")
}
