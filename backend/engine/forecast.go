package engine

import (
	"context"
	"errors"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// ForecastDays bounds how far a forecast looks.
const (
	UsualForecastDays = 60
	MaxForecastDays   = 400
)

// ForecastOptions say what is foreseen.
type ForecastOptions struct {
	Sequence crm.SequenceID
	Draft    *crm.Sequence // instead of what is saved
	Days     int           // local days, today is the first; 0: the usual
	Scope    string        // only this one; "": all that can be chosen
	User     crm.UserID    // who would activate
}

// Forecast is what a sequence will do, if nobody changes anything meanwhile.
type Forecast struct {
	Sequence crm.SequenceID
	Product  crm.ProductID
	Name     string
	Active   bool
	From     crm.Instant
	Until    crm.Instant
	Currency string
	Scopes   []Foretold
}

// Foretold is one scope of a forecast, with its rows.
type Foretold struct {
	crm.ForecastScope
	Happened *Happened
}

// Rows is how many rows a forecast holds.
func (f *Forecast) Rows() (n int) {
	for _, s := range f.Scopes {
		n += len(s.Happened.Rows)
	}
	return n
}

// Scope finds a scope by its name.
func (f *Forecast) Scope(name string) (*Foretold, bool) {
	for i := range f.Scopes {
		if f.Scopes[i].Scope == name {
			return &f.Scopes[i], true
		}
	}
	return nil, false
}

// Forecast runs a sequence in a twin for each scope until the end of the last
// day. tell hears how many days of how many are done. Errors are NewTwin's.
func (e *Engine) Forecast(ctx context.Context, o ForecastOptions, tell func(done, total int)) (*Forecast, error) {
	if o.Days <= 0 {
		o.Days = UsualForecastDays
	}
	o.Days = min(o.Days, MaxForecastDays)
	f := &Forecast{}
	cal, err := e.forecastOf(ctx, o, f)
	if err != nil {
		return nil, err
	}
	scopes := []string{ScopeAll, ScopeNew}
	if f.Active {
		scopes = []string{ScopeNow}
	} else if o.Scope != "" {
		scopes = []string{o.Scope}
	}
	days := o.Days
	for i, scope := range scopes {
		one, err := e.foretell(ctx, o, scope, f, cal, func(day int) {
			if tell != nil {
				tell(i*days+day, len(scopes)*days)
			}
		})
		if err != nil {
			return nil, err
		}
		f.Scopes = append(f.Scopes, one)
	}
	return f, nil
}

// forecastOf reads what all scopes have in common.
func (e *Engine) forecastOf(ctx context.Context, o ForecastOptions, f *Forecast) (cal timing.Calendar, err error) {
	return cal, e.store.Read(ctx, func(v *store.View) error {
		if cal, err = e.Calendar(v); err != nil {
			return err
		}
		q, err := sequenceOf(v, TwinOptions{Sequence: o.Sequence, Draft: o.Draft})
		if err != nil {
			return err
		}
		f.Sequence, f.Product, f.Name, f.Active, f.From = q.ID, q.Product, q.Name, q.State.Runs(), v.Clock()
		f.Until = timing.StartOfDay(timing.DateAt(f.From, cal.Zone).AddDays(o.Days), cal.Zone) - 1
		return nil
	})
}

func (e *Engine) foretell(ctx context.Context, o ForecastOptions, scope string, f *Forecast, cal timing.Calendar, tell func(day int)) (out Foretold, err error) {
	t, err := e.NewTwin(ctx, TwinOptions{Sequence: o.Sequence, Draft: o.Draft, Scope: scope, Until: f.Until, User: o.User})
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	day, passed := timing.DateAt(t.Start, cal.Zone), 0
	err = t.Advance(ctx, f.Until, func(at crm.Instant) {
		for d := timing.DateAt(at, cal.Zone); day < d; day = day.AddDays(1) {
			passed++
			tell(passed)
		}
	})
	if err != nil {
		return out, err
	}
	if out.Happened, err = t.Happened(ctx); err != nil {
		return out, err
	}
	f.Currency = t.Currency
	out.ForecastScope = summed(t, out.Happened, o.Draft)
	out.Scope = scope
	tell(o.Days)
	return out, nil
}
