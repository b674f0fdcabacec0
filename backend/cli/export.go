package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// exportCommand writes data into files.
type exportCommand struct {
	Cards    exportCards    `cmd:"" help:"Write a product's cards into a CSV file or an Excel workbook."`
	Contacts exportContacts `cmd:"" help:"Write all clients into a CSV file or an Excel workbook."`
}

// exportTo is where an export goes.
type exportTo struct {
	documented
	dataFlag
	File string `arg:"" help:"File to write: .csv or .xlsx; - writes CSV to the standard output." placeholder:"FILE"`
}

func (c exportTo) format() string {
	if strings.HasSuffix(strings.ToLower(c.File), ".xlsx") {
		return "xlsx"
	}
	return "csv"
}

type exportCards struct {
	exportTo
	Product string   `help:"The product's name or id. Default: the first one." placeholder:"P"`
	Filter  string   `help:"Only cards that match this saved filter." placeholder:"NAME"`
	Search  string   `help:"Only cards with these words." placeholder:"WORDS"`
	Columns []string `help:"Names of columns, in order. Default: all that an import reads." placeholder:"C"`
}

// Run writes cards.
func (c exportCards) Run(j *job) error {
	return c.run(j, func(s *api.Session) (api.JobView, error) {
		p, err := findProduct(s, c.Product)
		if err != nil {
			return api.JobView{}, err
		}
		list := api.ListCardsIn{Product: p.Product.ID, Search: c.Search}
		if c.Filter != "" {
			if list.Filter, err = findFilter(s, p.Product.ID, c.Filter); err != nil {
				return api.JobView{}, err
			}
		}
		columns, err := exportKeys(s, p.Product.ID, c.Columns)
		if err != nil {
			return api.JobView{}, err
		}
		return s.StartExportCards(api.ExportCardsIn{Product: p.Product.ID, Pick: api.CardPick{List: &list}, Columns: columns, Format: c.format()})
	})
}

func findFilter(s *api.Session, product crm.ProductID, name string) (crm.FilterID, error) {
	filters, err := s.ListFilters(api.ProductIn{Product: product})
	if err != nil {
		return 0, err
	}
	for _, f := range filters {
		if strings.EqualFold(f.Filter.Name, name) {
			return f.Filter.ID, nil
		}
	}
	return 0, crm.Fail(crm.CodeInvalid, "cli.no_filter", "name", name)
}

func exportKeys(s *api.Session, product crm.ProductID, names []string) ([]string, error) {
	all, err := s.ExportColumns(api.ProductIn{Product: product})
	if err != nil {
		return nil, err
	}
	keys := make([]string, 0, len(names))
	for _, name := range names {
		key := name
		for _, c := range all {
			if strings.EqualFold(c.Name, name) {
				key = c.Key
			}
		}
		keys = append(keys, key)
	}
	return keys, nil
}

type exportContacts struct{ exportTo }

// Run writes clients.
func (c exportContacts) Run(j *job) error {
	return c.run(j, func(s *api.Session) (api.JobView, error) {
		return s.StartExportContacts(api.ExportContactsIn{Format: c.format()})
	})
}

func (c exportTo) run(j *job, start func(*api.Session) (api.JobView, error)) (err error) {
	b, _, err := j.open(c.dataFlag)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	user, err := b.Owner(j.ctx)
	if err != nil {
		return err
	}
	s := api.NewSession(j.ctx, user, b.Service())
	done, err := start(s)
	if err != nil {
		return err
	}
	if done, err = b.Service().Wait(j.ctx, done.ID); err != nil {
		return err
	}
	if done.Error != nil {
		return done.Error
	}
	out := j.Stdout
	if c.File != "-" {
		file, err := os.OpenFile(c.File, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
		if err != nil {
			return crm.Fail(crm.CodeInvalid, "cli.cannot_write", "file", c.File, "reason", err.Error())
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		out = file
	}
	if err := api.SaveExport(s, done.ID, out); err != nil {
		return err
	}
	_, err = fmt.Fprintln(j.Stderr, j.say(done.Result))
	return err
}
