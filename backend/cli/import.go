package cli

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"stepwise/backend"
	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// importCommand brings data in from files.
type importCommand struct {
	Cards importCards `cmd:"" help:"Import cards from a CSV file or an Excel workbook: all good rows, or none."`
}

type importCards struct {
	dataFlag
	File          string   `arg:"" help:"CSV file or workbook (.xlsx); encoding and delimiter are found out." placeholder:"FILE"`
	Product       string   `help:"The product's name or id. Default: the first one." placeholder:"P"`
	Map           []string `help:"HEADER=TARGET, repeated; the rest is guessed. Targets: card.name, card.status, card.owner, card.tags, card.note, contact.first_name, contact.middle_name, contact.last_name, contact.name, contact.company, contact.email, contact.phone, contact.website, contact.postal, field:NAME or field:ID, new:TYPE (text, longtext, number, money, date, datetime, yesno, choice, choices, link, phone, email), ignore." placeholder:"H=T" sep:"none"`
	Only          bool     `help:"Import only the columns that --map names; guess nothing."`
	Encoding      string   `help:"Encoding, where the guess is wrong." placeholder:"NAME"`
	Delimiter     string   `help:"Delimiter, where the guess is wrong: ; , or tab." placeholder:"D"`
	DateFormat    string   `help:"How dates are written: auto, d.m.y, m/d/y or y-m-d." default:"" placeholder:"F"`
	Status        string   `help:"Status of rows without one. Default: the product's first." placeholder:"NAME"`
	CreateMissing bool     `help:"Make the statuses and choices that the file names and the product lacks."`
	Enrol         bool     `help:"Let active automations start for cards that match. Default: stay silent."`
	Sheet         string   `help:"Sheet of a workbook, where the guess is wrong." placeholder:"NAME"`
	Existing      string   `help:"What becomes of rows whose email or phone is on a card already: error rejects them, update changes that card, new makes another one." enum:"error,update,new" default:"error"`
	NoConsent     bool     `help:"These people may not get marketing messages yet."`
	Errors        string   `help:"Write rejected rows with their reasons to this file." placeholder:"FILE"`
	DryRun        bool     `help:"Check only."`
	JSON          bool     `name:"json" help:"Print the result as JSON."`
}

// Help adds what a rejected row means for the exit code.
func (importCards) Help() string {
	return exitCodes + " Rows that were rejected end it with 1; the others are in."
}

// importResult is the answer of --json.
type importResult struct {
	Created  int           `json:"created"`
	Updated  int           `json:"updated"`
	Same     int           `json:"same"` // rows that change nothing
	Rejected int           `json:"rejected"`
	Rows     []rejectedRow `json:"rows"` // the first 50
}

type rejectedRow struct {
	Line    int      `json:"line"`
	Reasons []string `json:"reasons"`
}

// Run imports. Rejected rows end it with code 1; the others are in.
func (c importCards) Run(j *job) (err error) {
	if info, err := os.Stat(c.File); err == nil {
		if err := api.CheckImportSize(filepath.Base(c.File), info.Size()); err != nil {
			return err
		}
	}
	data, err := os.ReadFile(c.File)
	if err != nil {
		return crm.Fail(crm.CodeInvalid, "cli.cannot_read", "file", c.File, "reason", err.Error())
	}
	b, _, err := j.open(c.dataFlag)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	user, err := b.Owner(j.ctx)
	if err != nil {
		return err
	}
	run := &importRun{importCards: c, j: j, b: b, s: api.NewSession(j.ctx, user, b.Service())}
	return run.run(data)
}

type importRun struct {
	importCards
	j *job
	b *backend.Backend
	s *api.Session
}

func (r *importRun) run(data []byte) error {
	product, err := findProduct(r.s, r.Product)
	if err != nil {
		return err
	}
	read, err := r.s.ReadImport(api.ReadImportIn{
		Product: product.Product.ID, Name: filepath.Base(r.File), Content: base64.StdEncoding.EncodeToString(data), Encoding: r.Encoding, Delimiter: r.Delimiter, Sheet: r.Sheet,
	})
	if err != nil {
		return err
	}
	for _, doubt := range read.Doubts {
		fmt.Fprintf(r.j.Stderr, "%s: %s\n", r.File, r.j.say(doubt))
	}
	if err := r.mapping(product, &read); err != nil {
		return err
	}
	in := api.CheckImportIn{
		Import: read.Import, Encoding: read.Encoding, Delimiter: read.Delimiter, Sheet: read.Sheet, Mapping: read.Mapping, Existing: r.Existing,
	}
	check, err := r.s.CheckImport(in)
	if err != nil {
		return err
	}
	if err := crm.Problems(check.Problems).Err(); err != nil {
		return err
	}
	result := importResult{Created: check.Created, Updated: check.Updated, Same: check.Same, Rejected: check.Bad, Rows: r.rejected(check)}
	if r.DryRun {
		if err := r.writeErrors(in, check.Bad); err != nil {
			return err
		}
		return r.say(result, crm.Say("cli.import_checked", "count", result.Created, "bad", check.Bad))
	}
	return r.start(in, result)
}

func (r *importRun) start(in api.CheckImportIn, result importResult) error {
	done, err := r.s.StartImport(api.StartImportIn{
		Import: in.Import, Encoding: in.Encoding, Delimiter: in.Delimiter, Sheet: in.Sheet, Mapping: in.Mapping, Existing: in.Existing,
		Enrol: r.Enrol, Consent: !r.NoConsent,
	})
	if err != nil {
		return err
	}
	if done, err = r.b.Service().Wait(r.j.ctx, done.ID); err != nil {
		return err
	}
	if done.Error != nil {
		return done.Error
	}
	result.Created, result.Updated, result.Same, result.Rejected = count(done.Result, "count"), count(done.Result, "updated"), count(done.Result, "same"), count(done.Result, "bad")
	if err := r.writeErrors(in, result.Rejected); err != nil {
		return err
	}
	return r.say(result, done.Result)
}

func count(p crm.Phrase, arg string) int {
	n, _ := p.Args[arg].(int)
	return n
}

func findProduct(s *api.Session, name string) (api.ProductView, error) {
	ws, err := s.GetWorkspace()
	if err != nil {
		return api.ProductView{}, err
	}
	for _, p := range ws.Products {
		if name == "" || strings.EqualFold(p.Product.Name, name) || p.Product.ID.String() == name {
			return p, nil
		}
	}
	if !ws.SetUp {
		return api.ProductView{}, crm.Fail(crm.CodeInvalid, "cli.not_set_up")
	}
	return api.ProductView{}, crm.Fail(crm.CodeInvalid, "cli.no_product", "name", name)
}

// mapping replaces what was guessed by what was said.
func (r *importRun) mapping(p api.ProductView, read *api.ReadImportOut) error {
	m := &read.Mapping
	if r.Only {
		for i := range m.Columns {
			m.Columns[i] = ""
		}
	}
	for _, said := range r.Map {
		header, target, ok := strings.Cut(said, "=")
		if !ok {
			return crm.Fail(crm.CodeInvalid, "cli.bad_map", "map", said)
		}
		if err := api.MapColumn(m, read.Headers, header, fieldTarget(p, target)); err != nil {
			return err
		}
	}
	if r.DateFormat != "" {
		m.DateFormat = r.DateFormat
	}
	m.CreateMissing = m.CreateMissing || r.CreateMissing
	if r.Status == "" {
		return nil
	}
	for _, st := range p.Statuses {
		if strings.EqualFold(st.Name, r.Status) {
			m.DefaultStatus = st.ID
			return nil
		}
	}
	return crm.Fail(crm.CodeInvalid, "cli.no_status", "name", r.Status)
}

// fieldTarget lets a field be named instead of numbered.
func fieldTarget(p api.ProductView, target string) string {
	name, ok := strings.CutPrefix(target, "field:")
	if !ok {
		return strings.TrimPrefix(target, "ignore")
	}
	for _, f := range p.Fields {
		if strings.EqualFold(f.Name, name) {
			return "field:" + f.ID.String()
		}
	}
	return target
}

func (r *importRun) rejected(check api.CheckImportOut) []rejectedRow {
	rows := []rejectedRow{}
	for _, bad := range check.BadRows {
		row := rejectedRow{Line: bad.Line, Reasons: []string{}}
		for _, p := range bad.Problems {
			reason := r.j.say(crm.Phrase{Key: p.Key, Args: p.Args})
			if p.Path != "" {
				reason = p.Path + ": " + reason
			}
			row.Reasons = append(row.Reasons, reason)
		}
		rows = append(rows, row)
	}
	return rows
}

func (r *importRun) writeErrors(in api.CheckImportIn, bad int) error {
	if r.Errors == "" || bad == 0 {
		return nil
	}
	file, err := r.s.ImportErrors(in)
	if err != nil {
		return err
	}
	content, err := base64.StdEncoding.DecodeString(file.Content)
	if err == nil {
		err = os.WriteFile(r.Errors, content, 0o600)
	}
	return err
}

func (r *importRun) say(result importResult, in crm.Phrase) error {
	for _, row := range result.Rows {
		for _, reason := range row.Reasons {
			fmt.Fprintf(r.j.Stderr, "%s:%d: %s\n", r.File, row.Line, reason)
		}
	}
	var err error
	if r.JSON {
		err = json.NewEncoder(r.j.Stdout).Encode(result)
	} else {
		_, err = fmt.Fprintln(r.j.Stdout, r.j.say(in))
	}
	if err == nil && result.Rejected > 0 {
		return failed
	}
	return err
}
