package bench

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"stepwise/backend"
	"stepwise/backend/api"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/importer"
	"stepwise/backend/store"
)

// Size is how much a workspace has.
type Size struct {
	Cards       int   // in its one product
	Fields      int   // custom ones
	Automations int   // active ones
	Steps       int   // of each
	Seed        int64 // the same seed makes the same workspace
}

// The statuses and colleagues of a generated workspace.
const (
	statuses = 10
	users    = 20
)

// Generator makes workspaces of one size.
type Generator struct {
	Size
	Product  crm.ProductID
	Statuses []crm.Status
	Users    []crm.User
	Fields   []crm.Field
	b        *backend.Backend
	folder   crm.FolderID
}

// Open makes a new workspace in an empty folder: everything but the cards. The
// caller closes the backend.
func Open(ctx context.Context, dir string, size Size, j Job) (*Generator, *backend.Backend, error) {
	b, err := backend.Open(config.Config{Data: dir}, j.Log)
	if err != nil {
		return nil, nil, err
	}
	g := &Generator{Size: size, b: b}
	if err := b.Store().Write(ctx, g.furnish); err != nil {
		_ = b.Close()
		return nil, nil, err
	}
	if err := g.automate(ctx); err != nil {
		_ = b.Close()
		return nil, nil, err
	}
	return g, b, nil
}

// Reopen opens a workspace that Open and Fill made with the same size.
func Reopen(ctx context.Context, dir string, size Size, j Job) (*Generator, *backend.Backend, error) {
	b, err := backend.Open(config.Config{Data: dir}, j.Log)
	if err != nil {
		return nil, nil, err
	}
	g := &Generator{Size: size, b: b}
	err = b.Store().Read(ctx, func(v *store.View) error {
		products, err := v.Products()
		if err != nil {
			return err
		}
		if len(products) != 1 {
			return fmt.Errorf("%s has %d products: it isn't a benchmark's", dir, len(products))
		}
		cat, err := v.Catalogue(products[0].ID)
		if err != nil {
			return err
		}
		g.Product, g.Statuses, g.Users, g.Fields = cat.Product.ID, cat.Statuses, cat.Users, cat.Fields
		return nil
	})
	if err != nil {
		_ = b.Close()
		return nil, nil, err
	}
	return g, b, nil
}

// Session is the administrator's.
func (g *Generator) Session(ctx context.Context) *api.Session {
	return api.NewSession(ctx, g.Users[0].ID, g.b.Service())
}

func (g *Generator) furnish(tx *store.Tx) error {
	g.Users, g.Statuses, g.Fields = nil, nil, nil
	if err := tx.SaveWorkspace(crm.Workspace{
		Name: "Bench", Country: "RO", Zone: "Europe/Bucharest", Language: "en", MaxParts: crm.DefaultMaxParts, Internal: true, Campaigns: true, PDF: true, SetUp: tx.Now,
	}); err != nil {
		return err
	}
	for i := range users {
		role := crm.RoleMember
		if i == 0 {
			role = crm.RoleAdmin
		}
		u, err := tx.SaveUser(crm.User{Name: fmt.Sprintf("User %d", i), Email: fmt.Sprintf("user%d@example.com", i), Role: role, Language: "en", Active: true})
		if err != nil {
			return err
		}
		g.Users = append(g.Users, u)
	}
	p, err := tx.SaveProduct(crm.Product{Name: "Customers", SMSOn: true, Position: 1})
	if err != nil {
		return err
	}
	g.Product = p.ID
	for i := range statuses {
		group := crm.GroupOpen
		switch i {
		case statuses - 2:
			group = crm.GroupWon
		case statuses - 1:
			group = crm.GroupLost
		}
		st, err := tx.SaveStatus(crm.Status{Product: p.ID, Name: fmt.Sprintf("Status %d", i), Group: group, Color: "gray", Position: i + 1})
		if err != nil {
			return err
		}
		g.Statuses = append(g.Statuses, st)
	}
	folders, err := tx.Folders(p.ID)
	if err != nil {
		return err
	}
	g.folder = folders[0].ID
	return g.makeFields(tx)
}

func (g *Generator) makeFields(tx *store.Tx) error {
	for i := range g.Size.Fields {
		k := mix[i%len(mix)]
		name := fmt.Sprintf("%s %d", k.typ, i+1)
		f := crm.Field{Product: g.Product, Name: name, Slug: strings.ReplaceAll(name, " ", "_"), Type: k.typ, Position: i + 1}
		for n := range k.choices {
			f.Choices = append(f.Choices, crm.Choice{Name: fmt.Sprintf("Choice %d", n)})
		}
		f, err := tx.SaveField(f)
		if err != nil {
			return err
		}
		g.Fields = append(g.Fields, f)
	}
	return nil
}

// chunk is how many cards one transaction makes.
const chunk = 500

// Fill makes the cards, silently: members of automations, but none of them
// starts.
func (g *Generator) Fill(ctx context.Context) error {
	c := newChance(g.Seed)
	cause := crm.Cause{Kind: crm.CauseImport, User: g.Users[0].ID, Silent: true}
	for from := 0; from < g.Cards; from += chunk {
		cards := make([]drawnCard, min(chunk, g.Cards-from))
		for i := range cards {
			cards[i] = g.draw(c, from+i)
		}
		err := g.b.Store().WriteBulk(ctx, func(tx *store.Tx) error {
			drafts, err := g.drafts(tx, cards)
			if err != nil {
				return err
			}
			_, err = g.b.Engine().AddCards(tx, drafts, cause)
			return err
		})
		if err != nil {
			return err
		}
	}
	return g.settle(ctx)
}

// settle brings the words of new cards into the search, as the program does
// beside its work.
func (g *Generator) settle(ctx context.Context) error {
	for {
		more, err := g.b.Engine().Index(ctx)
		if err != nil || !more {
			return err
		}
	}
}

func (g *Generator) drafts(tx *store.Tx, cards []drawnCard) ([]engine.Draft, error) {
	clients := make([]crm.Contact, len(cards))
	for i, card := range cards {
		clients[i] = crm.Contact{Kind: crm.ContactPerson, Name: card.name, Addresses: []crm.Address{
			{Channel: crm.ChannelEmail, Typed: card.email, Value: card.email, Kind: "email", Default: true, Consent: crm.ConsentActive, Source: "import"},
			{Channel: crm.ChannelSMS, Typed: card.phone, Value: card.phone, Kind: "mobile", SMS: true, Default: true, Consent: crm.ConsentActive, Source: "import"},
		}}
	}
	if err := tx.InsertContacts(clients); err != nil {
		return nil, err
	}
	drafts := make([]engine.Draft, len(cards))
	for i, card := range cards {
		drafts[i] = engine.Draft{
			Product: g.Product, Name: card.name, Status: g.Statuses[card.status].ID, Owner: g.Users[card.owner].ID, Contact: clients[i].ID,
			Fields: g.valuesOf(card), Origin: crm.OriginImport,
		}
	}
	return drafts, nil
}

// CSV is the cards as a file to import, with or without an email and a phone in
// each row.
func (g *Generator) CSV(contact bool) []byte {
	c := newChance(g.Seed)
	headers := []string{"Card", "Status", "Owner"}
	for _, f := range g.Fields {
		headers = append(headers, f.Name)
	}
	if contact {
		headers = append(headers, "Email", "Phone")
	}
	rows := make([][]string, g.Cards)
	for i := range rows {
		rows[i] = g.cells(g.draw(c, i), contact)
	}
	return importer.WriteCSV(headers, rows, ",")
}

// mapping is how that file is read.
func (g *Generator) mapping(contact bool) importer.Mapping {
	m := importer.Mapping{Columns: []importer.Target{importer.CardName, importer.CardStatus, importer.CardOwner}, DateFormat: importer.DateAuto, Region: "RO"}
	for _, f := range g.Fields {
		m.Columns = append(m.Columns, importer.ToField(f.ID))
	}
	if contact {
		m.Columns = append(m.Columns, importer.ContactEmail, importer.ContactPhone)
	}
	return m
}

func id[N fmt.Stringer](n N) string { return n.String() }

func number(n int) string { return strconv.Itoa(n) }
