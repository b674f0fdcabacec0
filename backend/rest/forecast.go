package rest

import (
	"context"
	"net/http"
	"strings"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// Forecast is what a sequence will do, reckoned by the engine on a copy: nothing
// is sent or saved.
type Forecast struct {
	ID       string          `json:"id" doc:"Ask with it for its rows, and again while it is running."`
	State    string          `json:"state" enum:"running,done,failed,cancelled"`
	Error    string          `json:"error,omitempty" doc:"Why it failed."`
	Sequence crm.SequenceID  `json:"sequence,omitempty"`
	From     *time.Time      `json:"from,omitempty"`
	Until    *time.Time      `json:"until,omitempty"`
	Currency string          `json:"currency,omitempty" doc:"Of the costs."`
	Scopes   []ForecastScope `json:"scopes" doc:"Of an inactive sequence: all (started for all matching cards) and new (only for those that match later). Of an active one: now."`
}

// ForecastScope is what one way to start would do.
type ForecastScope struct {
	Scope    string         `json:"scope" enum:"all,new,now"`
	Cards    int            `json:"cards" doc:"That start at once or are under way."`
	Later    int            `json:"later" doc:"That enter later."`
	Beyond   int            `json:"beyond" doc:"Still under way at the end."`
	FirstDay int            `json:"first_day" doc:"Messages to clients on the first day."`
	Total    ForecastDay    `json:"total"`
	Days     []ForecastDay  `json:"days"`
	Steps    []ForecastStep `json:"steps"`
}

// ForecastDay is what happens on one day.
type ForecastDay struct {
	Day         crm.Date `json:"day,omitempty" format:"date"`
	EmailClient int      `json:"email_client"`
	SMSClient   int      `json:"sms_client"`
	EmailUser   int      `json:"email_user"`
	TaskUser    int      `json:"task_user"`
	PDF         int      `json:"pdf"`
	ChangeCard  int      `json:"change_card"`
	Skipped     int      `json:"skipped"`
	Held        int      `json:"held"`
	Parts       int      `json:"sms_parts"`
	Cost        float64  `json:"cost"`
}

// ForecastStep is what becomes of one step.
type ForecastStep struct {
	Position int          `json:"position"`
	Kind     crm.StepKind `json:"kind"`
	First    *time.Time   `json:"first,omitempty"`
	Last     *time.Time   `json:"last,omitempty"`
	Done     int          `json:"done"`
	Skipped  int          `json:"skipped"`
	Held     int          `json:"held"`
}

// ForecastRow is one thing that will happen to one card.
type ForecastRow struct {
	At       *time.Time          `json:"at" nullable:"false"`
	Card     crm.CardID          `json:"card"`
	CardName string              `json:"card_name"`
	Position int                 `json:"position"`
	Kind     crm.StepKind        `json:"kind"`
	Outcome  crm.ForecastOutcome `json:"outcome" enum:"done,skipped,held,left,completed,stopped"`
	Reason   crm.Reason          `json:"reason,omitempty"`
	To       string              `json:"to,omitempty"`
	Title    string              `json:"title,omitempty"`
}

type forecastIn struct {
	ID   string `path:"id"`
	Wait int    `query:"wait" minimum:"0" maximum:"30" default:"20" doc:"How many seconds to wait for it to be done."`
	Body *struct {
		Days int `json:"days,omitempty" minimum:"0" maximum:"400" doc:"How far it looks; 60 if missing."`
	}
}

type forecastRowsIn struct {
	Paging
	ID      string `path:"id"`
	Scope   string `query:"scope" enum:"all,new,now" doc:"The first one if missing."`
	Day     string `query:"day" format:"date"`
	Card    string `query:"card"`
	Outcome string `query:"outcome" enum:"done,skipped,held,left,completed,stopped"`
}

func forecastRoutes(t *table) {
	on(t, route{id: "forecast-start", method: http.MethodPost, path: "/sequences/{id}/forecast", scope: crm.TokenReadSequences, short: "Reckon what a sequence will do; nothing is sent"}, startForecast)
	on(t, route{id: "forecast-get", method: http.MethodGet, path: "/forecasts/{id}", scope: crm.TokenReadSequences, short: "Get a forecast"}, getForecast)
	on(t, route{id: "forecast-rows", method: http.MethodGet, path: "/forecasts/{id}/rows", scope: crm.TokenReadSequences, short: "List what a forecast says will happen, in the order of time"}, forecastRows)
}

func startForecast(c *call, in *forecastIn) (*Whole[Forecast], error) {
	question := api.StartForecastIn{}
	if err := idIn(in.ID, "sequence", &question.ID); err != nil {
		return nil, err
	}
	if in.Body != nil {
		question.Days = in.Body.Days
	}
	job, err := ask(c, "StartForecast", (*api.Session).StartForecast, question)
	if err != nil {
		return nil, err
	}
	if in.Wait > 0 {
		ctx, stop := context.WithTimeout(c, time.Duration(in.Wait)*time.Second)
		defer stop()
		_, _ = api.AwaitJob(ctx, c.session, job.ID) // what it came to is asked below
	}
	return getForecast(c, &idPath{ID: job.ID})
}

func getForecast(c *call, in *idPath) (*Whole[Forecast], error) {
	f, err := readForecast(c, in.ID)
	if err != nil {
		return nil, err
	}
	out := Forecast{
		ID: f.Job.ID, State: f.Job.State, Sequence: f.Sequence, From: moment(f.From), Until: moment(f.Until), Currency: f.Currency, Scopes: []ForecastScope{},
	}
	if f.Job.Error != nil {
		out.Error = english(f.Job.Error.Key, f.Job.Error.Args)
	}
	for _, s := range f.Scopes {
		out.Scopes = append(out.Scopes, forecastScope(s))
	}
	return whole(out), nil
}

func readForecast(c *call, id string) (api.ForecastOut, error) {
	return ask(c, "GetForecast", (*api.Session).GetForecast, api.JobIn{ID: strings.TrimSpace(id)})
}

func forecastScope(s crm.ForecastScope) ForecastScope {
	out := ForecastScope{
		Scope: s.Scope, Cards: s.Cards, Later: s.Later, Beyond: s.Beyond, FirstDay: s.FirstDay, Total: forecastDay(s.Total),
		Days: []ForecastDay{}, Steps: []ForecastStep{},
	}
	for _, d := range s.Days {
		out.Days = append(out.Days, forecastDay(d))
	}
	for _, st := range s.Steps {
		out.Steps = append(out.Steps, ForecastStep{
			Position: st.Position, Kind: st.Kind, First: moment(st.First), Last: moment(st.Last), Done: st.Done, Skipped: st.Skipped, Held: st.Held,
		})
	}
	return out
}

func forecastDay(d crm.ForecastDay) ForecastDay {
	return ForecastDay{
		Day: d.Day, EmailClient: d.EmailClient, SMSClient: d.SMSClient, EmailUser: d.EmailUser, TaskUser: d.TaskUser, PDF: d.PDF,
		ChangeCard: d.ChangeCard, Skipped: d.Skipped, Held: d.Held, Parts: d.Parts, Cost: d.Cost,
	}
}

func forecastRows(c *call, in *forecastRowsIn) (*Listed[ForecastRow], error) {
	f, err := readForecast(c, in.ID)
	if err != nil {
		return nil, err
	}
	question := api.ListForecastRowsIn{
		Job: f.Job.ID, Scope: in.Scope, Day: crm.Date(in.Day), Outcome: crm.ForecastOutcome(in.Outcome), Limit: in.Limit,
	}
	if in.Card != "" {
		if err := idIn(in.Card, "card", &question.Card); err != nil {
			return nil, err
		}
	}
	if question.Scope == "" && len(f.Scopes) > 0 {
		question.Scope = f.Scopes[0].Scope
	}
	if question.Offset, err = offsetIn(in.Cursor); err != nil {
		return nil, err
	}
	page, err := ask(c, "ListForecastRows", (*api.Session).ListForecastRows, question)
	if err != nil {
		return nil, err
	}
	next := ""
	if end := question.Offset + len(page.Rows); end < page.Total {
		next = offsetText(end)
	}
	return listed(page.Rows, next, func(r crm.ForecastRow) ForecastRow {
		return ForecastRow{
			At: moment(r.At), Card: r.Card, CardName: r.CardName, Position: r.Position, Kind: r.Kind, Outcome: r.Outcome, Reason: r.Reason, To: r.To, Title: r.Title,
		}
	}), nil
}
