package api

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"stepwise/backend/crm"
	"stepwise/backend/intake"
	"stepwise/backend/store"
)

// How long a call is known: by the name that its program gave it, and by what it
// says where it gave none, in milliseconds.
const (
	knownByName = 24 * 3600 * 1000
	knownBySame = 10 * 60 * 1000
)

// ProgramCall is what another program hands in.
type ProgramCall struct {
	Body map[string]any
	Name string // what the program calls it, the same for a retry; "" for none
}

// CallAnswer is what a program is told.
type CallAnswer struct {
	Status   int           `json:"-"` // of HTTP
	Card     crm.CardID    `json:"card,omitempty"`
	Made     bool          `json:"made"`
	Repeated bool          `json:"repeated,omitempty"`
	Problems []CallProblem `json:"problems,omitempty"`
}

// CallProblem is one thing wrong with a call.
type CallProblem struct {
	At    string `json:"at"`  // the key of what it was meant for
	Key   string `json:"key"` // for programs
	Words string `json:"words"`
}

// OpenInlet finds the address that a program calls; ok is false for a wrong
// token, and for one that is off or isn't there.
func (s *Service) OpenInlet(ctx context.Context, id, token string) (inlet crm.InletID, ok bool, err error) {
	if inlet.UnmarshalText([]byte(id)) != nil {
		inlet = 0
	}
	return inlet, ok, s.deps.Store.Read(ctx, func(v *store.View) error {
		hash, err := v.InletHash(inlet)
		if err != nil {
			return err
		}
		right := subtle.ConstantTimeCompare([]byte(hash), []byte(hashOf(token))) == 1
		if !right {
			return nil
		}
		in, err := v.Inlet(inlet)
		ok = in.Active
		return err
	})
}

// TakeCall makes or changes a card by what a program hands in, once: a retry is
// told what the first one was. Errors are the program's own trouble.
func (s *Service) TakeCall(ctx context.Context, id crm.InletID, c ProgramCall) (out CallAnswer, err error) {
	raw, err := json.Marshal(c.Body)
	if err != nil {
		return out, err
	}
	said := hashOf(string(raw))
	key, until := "name|"+hashOf(c.Name), crm.Instant(knownByName)
	if c.Name == "" {
		key, until = "same|"+said, knownBySame
	}
	err = s.publicWrite(ctx, func(tx *store.Tx) error {
		inlet, err := tx.Inlet(id)
		if err != nil {
			return err
		}
		row := crm.InletCall{Inlet: id, Body: string(raw)}
		kept, known, err := tx.KeptCall(id, key)
		switch {
		case err != nil:
			return err
		case known && kept.Print != said:
			row.Problems = []crm.Problem{{Key: "incoming.name_reused"}}
		case known:
			row.Card, row.Made, row.Repeated = kept.Card, kept.Made, true
		default:
			if err := s.takeCall(tx, inlet, c.Body, &row); err != nil {
				return err
			}
			if row.Card != 0 {
				if err := tx.KeepCall(id, key, store.InletKept{Print: said, Card: row.Card, Made: row.Made}, tx.Now+until); err != nil {
					return err
				}
			}
		}
		out = s.answer(&row)
		if row.Repeated {
			row.Card = cardLeft(tx, row.Card)
		}
		return tx.NoteInletCall(row)
	})
	return out, err
}

// cardLeft is a card that is still there; one that was erased can't be named.
func cardLeft(tx *store.Tx, id crm.CardID) crm.CardID {
	if _, err := tx.Card(id); err != nil {
		return 0
	}
	return id
}

// takeCall makes or changes the card, or says in row why it can't.
func (s *Service) takeCall(tx *store.Tx, inlet crm.Inlet, body map[string]any, row *crm.InletCall) error {
	cat, err := tx.Catalogue(inlet.Route.Product)
	if err != nil {
		return err
	}
	t := callTaker{s: s, inlet: inlet}
	err = tx.Try(func() error {
		taken, err := t.take(tx, cat, body)
		row.Card, row.Made = taken.Card, taken.Made
		return err
	})
	var ours *crm.Error
	switch {
	case errors.As(err, &ours) && ours.Code != crm.CodeInternal && ours.Code != crm.CodeUnavailable:
		row.Card, row.Made, row.Problems = 0, false, t.bad
		if len(t.bad) == 0 {
			row.Problems = []crm.Problem{{Key: ours.Key, Args: ours.Args}}
		}
		return nil
	case err != nil:
		s.deps.Log.Error("a call can't become a card", slog.String("inlet", inlet.ID.String()), slog.Any("error", err))
	}
	return err
}

// answer is what the program is told, and the status that is noted.
func (s *Service) answer(row *crm.InletCall) CallAnswer {
	row.Answer = http.StatusOK
	out := CallAnswer{Card: row.Card, Made: row.Made, Repeated: row.Repeated}
	if row.Card == 0 {
		row.Answer = http.StatusUnprocessableEntity
	}
	for _, p := range row.Problems {
		out.Problems = append(out.Problems, CallProblem{At: p.Path, Key: p.Key, Words: s.deps.Say("en", crm.Phrase{Key: p.Key, Args: p.Args})})
	}
	out.Status = row.Answer
	return out
}

// RefuseCall notes that a call could not be read at all: its status of HTTP, and
// why.
func (s *Service) RefuseCall(ctx context.Context, id crm.InletID, status int, key string) error {
	return s.deps.Store.Write(ctx, func(tx *store.Tx) error {
		return tx.NoteInletCall(crm.InletCall{Inlet: id, Answer: status, Problems: []crm.Problem{{Key: key}}})
	})
}

// callTaker makes a card of one call.
type callTaker struct {
	s     *Service
	inlet crm.Inlet
	given map[string]string
	bad   crm.Problems // all that is wrong
}

// take makes or changes the card; one problem is enough for none.
func (t *callTaker) take(tx *store.Tx, cat *crm.Catalogue, body map[string]any) (out crm.Taken, err error) {
	t.given, t.bad = intake.Call(body, t.inlet.Maps)
	l := routed(cat, t.inlet.Route, t.inlet.ID.String())
	l.Origin, l.Say = crm.OriginWebhook, crm.Say("activity.lead_call", "name", t.inlet.Name)
	if err := readLead(&tx.View, &t.bad, cat, &l, t.given); err != nil {
		return out, err
	}
	if len(t.bad) == 0 && !says(l) {
		t.bad.Add("", leadNothing)
	}
	if err := t.bad.Err(); err != nil {
		return out, err
	}
	return t.s.deps.Engine.TakeLead(tx, l)
}

// JSONCall reads what a program sent as JSON: one object.
func JSONCall(raw []byte) (map[string]any, error) { return intake.JSON(raw) }

// FormCall reads what a program sent as a form.
func FormCall(fields map[string][]string) (map[string]any, error) { return intake.Form(fields) }
