package e2e_test

import (
	"context"
	"encoding/base64"
	"strings"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// importFile is what the program imports where it is asked to by its data
// folder: one row for a chunk is enough to die between them.
const importFile = "Nume,Email\nMaria Ionescu,maria@exemplu.ro\nEva Nagy,eva@exemplu.ro\nDan Rusu,dan@exemplu.ro\n"

// uploaded is a file that waits to be imported.
func uploaded(s *api.Session, product crm.ProductID) (api.ReadImportOut, error) {
	return s.ReadImport(api.ReadImportIn{Product: product, Name: "clients.csv", Content: base64.StdEncoding.EncodeToString([]byte(importFile))})
}

// bringIn imports a file and keeps another, and goes on with what a process
// before began.
func (p *process) bringIn(ctx context.Context) error {
	var admin crm.UserID
	var products []crm.Product
	var imports []store.Import
	err := p.store.Read(ctx, func(v *store.View) (err error) {
		if admin, err = v.FirstAdmin(); err != nil {
			return err
		}
		if products, err = v.Products(); err != nil {
			return err
		}
		imports, err = v.Imports(products[0].ID, 10)
		return err
	})
	if err != nil {
		return err
	}
	_, done, err := p.store.KeepContent(strings.NewReader("a file"))
	if err != nil {
		return err
	}
	done()
	s := api.NewSession(ctx, admin, p.api)
	if len(imports) == 0 {
		return p.startImport(ctx, s, products[0].ID)
	}
	if imports[0].State != store.ImportApplying {
		return nil
	}
	job, err := s.ContinueImport(api.ImportIn{Import: imports[0].ID})
	if err == nil {
		_, err = p.api.Wait(ctx, job.ID)
	}
	return err
}

func (p *process) startImport(ctx context.Context, s *api.Session, product crm.ProductID) error {
	read, err := uploaded(s, product)
	if err != nil {
		return err
	}
	job, err := s.StartImport(api.StartImportIn{Import: read.Import, Encoding: read.Encoding, Delimiter: read.Delimiter, Mapping: read.Mapping, Consent: true})
	if err == nil {
		_, err = p.api.Wait(ctx, job.ID)
	}
	return err
}
