package bench

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// Year is how much of B5 is measured.
type Year struct {
	Cards int
	Days  int
}

// Simulate measures B5: automations that run for a year with a clock of their
// own, two cards in a hundred changed a day, messages to servers that take
// everything at once; then every step and message is counted. It is done once.
func Simulate(ctx context.Context, size Size, y Year, j Job) (list []Figure, err error) {
	size.Cards = y.Cards
	dir := filepath.Join(j.Dir, "year")
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	g, back, err := Open(ctx, dir, size, j)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(g.Fill(ctx), back.Close()); err != nil {
		return nil, err
	}
	r, err := openRig(ctx, dir, j)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.store.Close()) }()
	r.outbox.Channels = map[crm.Channel]outbox.Channel{crm.ChannelEmail: atOnce{r.email}, crm.ChannelSMS: atOnce{r.sms}}
	if err := r.store.Write(ctx, addAccounts); err != nil {
		return nil, err
	}
	s := &simulation{g: g, r: r, j: j, chance: newChance(size.Seed + 1), days: y.Days}
	before := cpu()
	took, err := j.took(func() error { return s.run(ctx) })
	if err != nil {
		return nil, err
	}
	used := cpu() - before
	audit, err := r.store.Audit(ctx, crm.At(daybreak))
	if err != nil {
		return nil, err
	}
	return s.figures(audit, took, used), nil
}

func (s *simulation) figures(a store.Audit, took, used time.Duration) []Figure {
	for _, f := range a.Faults {
		fmt.Fprintf(s.j.Say, "audit: %s: %d\n", f.What, f.N)
	}
	wrong := 0
	for _, f := range a.Faults {
		wrong += f.N
	}
	events := float64(s.changes + a.Enrolments + a.Steps + a.Messages)
	name := fmt.Sprintf("B5 %d simulated days, %d cards, %d automations of %d steps: %d changes, %d enrolments, %d steps, %d messages",
		s.days, s.g.Cards, s.g.Automations, s.g.Steps, s.changes, a.Enrolments, a.Steps, a.Messages)
	fmt.Fprintf(s.j.Say, "%s: %.1f s, load %s\n", name, took.Seconds(), load())
	return []Figure{
		{Name: name, Target: "≤ 480 (a year, 100,000 cards)", Unit: "s", Ours: []float64{took.Seconds()}},
		{Name: "B5 changes, enrolments, steps and messages", Unit: "a second", More: true, Ours: []float64{events / took.Seconds()}},
		{Name: "B5 processor time of each", Unit: "µs", Ours: []float64{float64(used.Microseconds()) / max(events, 1)}},
		{Name: "B5 audit: steps and messages missing or twice", Target: "0", Unit: "", Ours: []float64{float64(wrong)}},
	}
}

// simulation is a run of days.
type simulation struct {
	g       *Generator
	r       *rig
	j       Job
	chance  *chance
	days    int
	changes int
}

// The day's work: cards change on the hour in working hours.
const (
	firstHour, lastHour = 8, 19
	changedOf100        = 2
)

func (s *simulation) run(ctx context.Context) error {
	for day := range s.days {
		for hour := range 24 {
			s.r.set(daybreak.AddDate(0, 0, day).Add(time.Duration(hour) * time.Hour))
			if hour >= firstHour && hour <= lastHour {
				if err := s.change(ctx); err != nil {
					return err
				}
			}
			if _, err := s.r.engine.Tick(ctx); err != nil {
				return err
			}
		}
		if day%30 == 29 {
			fmt.Fprintf(s.j.Say, "day %d, %d changes\n", day+1, s.changes)
		}
	}
	return nil
}

// changedAtOnce is how many cards a transaction changes, as an import of
// changes does.
const changedAtOnce = 100

// change changes an hour's part of the day's cards, in the field that most
// filters read.
func (s *simulation) change(ctx context.Context) error {
	hours := lastHour - firstHour + 1
	n := s.g.Cards * changedOf100 / 100 / hours
	if s.chance.below(hours) < s.g.Cards*changedOf100/100%hours {
		n++
	}
	f := s.g.Fields[0]
	for left := n; left > 0; left -= changedAtOnce {
		values := map[crm.CardID]crm.ChoiceID{}
		var ids []crm.CardID
		for range min(left, changedAtOnce) {
			id := crm.CardID(1 + s.chance.below(s.g.Cards))
			if values[id] == 0 {
				ids = append(ids, id)
			}
			values[id] = f.Choices[s.chance.below(len(f.Choices))].ID
		}
		err := s.r.store.WriteBulk(ctx, func(tx *store.Tx) error {
			cause := crm.Cause{Kind: crm.CauseUser, User: s.g.Users[0].ID}
			_, err := s.r.engine.ChangeCards(tx, ids, cause, func(_ *crm.Catalogue, c *crm.Card) *crm.Phrase {
				c.Fields = maps.Clone(c.Fields)
				c.Fields[f.ID] = values[c.ID]
				return nil
			})
			return err
		})
		if err != nil {
			return err
		}
		s.changes += len(ids)
	}
	return nil
}

// atOnce is a server that takes a message in the transaction that claims it.
type atOnce struct{ *nowhere }

// Instant says so.
func (atOnce) Instant() {}

func addAccounts(tx *store.Tx) error {
	_, err := tx.SaveAccount(crm.Account{
		Channel: crm.ChannelEmail, Kind: crm.AccountSMTP, Name: "Nowhere",
		SMTP: &crm.SMTPSettings{Host: "localhost", Port: 25, TLS: crm.TLSNone, Auth: "none", FromName: "Bench", FromEmail: "bench@example.com"},
	})
	if err != nil {
		return err
	}
	_, err = tx.SaveAccount(crm.Account{
		Channel: crm.ChannelSMS, Kind: crm.AccountGateway, Name: "Nowhere",
		Gateway: &crm.GatewaySettings{URL: "http://localhost/", Method: "POST", ContentType: "json", Body: `{"to":"{{to}}","text":"{{text}}"}`, From: "Bench"},
	})
	return err
}
