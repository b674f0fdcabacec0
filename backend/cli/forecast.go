package cli

import (
	"encoding/json"
	"fmt"
	"strconv"
	"text/tabwriter"
	"time"

	"stepwise/backend"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/importer"
	"stepwise/backend/timing"
	"stepwise/backend/words"
)

type forecastCommand struct {
	documented
	dataFlag
	Sequence string `arg:"" help:"The automation's id or exact name." placeholder:"AUTOMATION"`
	Scope    string `help:"Which cards it would be activated for: all or new. An active automation runs as it is." enum:"all,new" default:"new"`
	Days     int    `help:"How many days, at most 400." default:"60"`
	CSV      bool   `name:"csv" help:"Print the rows as CSV."`
	JSON     bool   `name:"json" help:"Print everything as JSON."`
	Lang     string `help:"Language of the words: en, ro or hu. Default: the workspace's." placeholder:"L"`
}

// Run says what an automation will do, card by card, also while another process
// runs the workspace.
func (c forecastCommand) Run(j *job) error {
	cfg, err := config.New(c.Data, j.Getenv)
	if err != nil {
		return err
	}
	if c.Days < 1 || c.Days > 400 {
		return crm.Fail(crm.CodeInvalid, "forecast.days", "max", 400)
	}
	out, err := backend.Forecast(j.ctx, cfg, j.log, c.Sequence, c.Scope, c.Days)
	switch {
	case err != nil && crm.CodeOf(err) == crm.CodeInvalid:
		return err
	case err != nil:
		return closed{err}
	}
	if c.JSON {
		enc := json.NewEncoder(j.Stdout)
		enc.SetEscapeHTML(false)
		return enc.Encode(out)
	}
	zone, err := timing.Zone(out.Zone)
	if err != nil {
		return err
	}
	if c.Lang == "" {
		c.Lang = out.Language
	}
	t := forecastTable{lang: c.Lang, zone: zone, out: out}
	if c.CSV {
		return t.csv(j)
	}
	return t.print(j)
}

// forecastTable says a forecast in words.
type forecastTable struct {
	lang string
	zone *time.Location
	out  backend.Foreseen
}

func (t forecastTable) say(key string, pairs ...any) string {
	return words.Render(t.lang, crm.Say(key, pairs...), t.zone)
}

func (t forecastTable) header() []string {
	var out []string
	for _, key := range []string{"at", "card", "position", "kind", "outcome", "reason", "to", "title", "parts"} {
		out = append(out, t.say("export.column.forecast_"+key))
	}
	return out
}

func (t forecastTable) cells(r crm.ForecastRow) []string {
	reason, parts := "", ""
	if r.Reason != crm.ReasonNone {
		reason = t.say("reason." + string(r.Reason))
	}
	if r.Parts > 0 {
		parts = strconv.Itoa(r.Parts)
	}
	to := r.To
	if to == "" {
		to = r.ToName
	}
	return []string{
		r.At.In(t.zone).Format("2006-01-02 15:04"), r.CardName, strconv.Itoa(r.Position), t.say("kind." + string(r.Kind)),
		t.say("forecast.outcome_" + string(r.Outcome)), reason, to, r.Title, parts,
	}
}

func (t forecastTable) csv(j *job) error {
	w := importer.NewCSVWriter(j.Stdout, ",")
	if err := w.Write(t.header()); err != nil {
		return err
	}
	for _, r := range t.out.Rows {
		if err := w.Write(t.cells(r)); err != nil {
			return err
		}
	}
	return w.Close()
}

func (t forecastTable) print(j *job) error {
	s := t.out.Scope
	if _, err := fmt.Fprintln(j.Stdout, t.say("cli.forecast", "name", t.out.Name, "cards", s.Cards, "later", s.Later,
		"emails", s.Total.EmailClient, "texts", s.Total.SMSClient, "skipped", s.Total.Skipped, "held", s.Total.Held)); err != nil {
		return err
	}
	w := tabwriter.NewWriter(j.Stdout, 0, 0, 2, ' ', 0)
	lines := [][]string{t.header()}
	for _, r := range t.out.Rows {
		lines = append(lines, t.cells(r))
	}
	for _, cells := range lines {
		for i, cell := range cells {
			if i > 0 {
				cell = "\t" + cell
			}
			if _, err := fmt.Fprint(w, cell); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
	}
	return w.Flush()
}
