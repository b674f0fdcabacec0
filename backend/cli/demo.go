package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"stepwise/backend"
	"stepwise/backend/crm"
	"stepwise/backend/sample"
	"stepwise/backend/store"
)

type demoCommand struct {
	documented
	dataFlag
	Lang string `help:"Language of the business: ${enum}." enum:"ro,hu,en" default:"ro"`
	JSON bool   `name:"json" help:"Print what was made as JSON."`
}

// demoMade is what --json prints.
type demoMade struct {
	Data      string `json:"data"`
	Users     int    `json:"users"`
	Cards     int    `json:"cards"`
	Tasks     int    `json:"tasks"` // open ones
	Filters   int    `json:"filters"`
	Templates int    `json:"templates"`
	Sequences int    `json:"sequences"`
}

// Run fills a new workspace with the demonstration business.
func (c demoCommand) Run(j *job) (err error) {
	b, cfg, err := j.open(c.dataFlag)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	if err := c.fill(j, b); err != nil {
		return err
	}
	made := demoMade{Data: cfg.Data}
	if err := b.Store().Read(j.ctx, made.count); err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(j.Stdout).Encode(made)
	}
	_, err = fmt.Fprintln(j.Stdout, made.words(j))
	return err
}

func (c demoCommand) fill(j *job, b *backend.Backend) error {
	owner, err := b.Owner(j.ctx)
	if err != nil {
		return err
	}
	me := crm.User{ID: owner, Name: "Ana Ionescu", Email: "ana@exemplu.ro", Role: crm.RoleAdmin, Language: c.Lang, Active: true}
	ws := crm.Workspace{Name: "Lumină și Căldură SRL", Country: "RO", Zone: "Europe/Bucharest", Language: c.Lang}
	return b.Store().Write(j.ctx, func(tx *store.Tx) error {
		was, err := tx.Workspace()
		if err != nil {
			return err
		}
		if was.SetUp != 0 {
			return crm.Fail(crm.CodeConflict, "error.set_up_already")
		}
		if err := sample.Begin(tx, me, ws); err != nil {
			return err
		}
		return sample.Fill(tx, b.Engine(), me, c.Lang)
	})
}

// count reads back what there is now.
func (m *demoMade) count(v *store.View) error {
	users, err := v.Users()
	if err != nil {
		return err
	}
	m.Users = len(users)
	tasks, err := v.Tasks(0, false, sample.Cards)
	if err != nil {
		return err
	}
	m.Tasks = len(tasks)
	products, err := v.Products()
	if err != nil {
		return err
	}
	for _, p := range products {
		if err := m.countProduct(v, p.ID); err != nil {
			return err
		}
	}
	return nil
}

func (m *demoMade) countProduct(v *store.View, id crm.ProductID) error {
	cards, err := v.CountCards(id)
	if err != nil {
		return err
	}
	filters, err := v.Filters(id)
	if err != nil {
		return err
	}
	templates, err := v.Templates(id)
	if err != nil {
		return err
	}
	sequences, err := v.Sequences(id)
	m.Cards += cards
	m.Filters += len(filters)
	m.Templates += len(templates)
	m.Sequences += len(sequences)
	return err
}

func (m *demoMade) words(j *job) string {
	lines := []string{j.say(crm.Say("sample.made", "folder", m.Data))}
	for _, say := range []crm.Phrase{
		crm.Say("sample.users", "count", m.Users), crm.Say("sample.cards", "count", m.Cards), crm.Say("sample.tasks", "count", m.Tasks),
		crm.Say("sample.filters", "count", m.Filters), crm.Say("sample.templates", "count", m.Templates),
		crm.Say("sample.sequences", "count", m.Sequences),
	} {
		lines = append(lines, "  "+j.say(say))
	}
	return strings.Join(append(lines, j.say(crm.Say("sample.next"))), "\n")
}
