package api

import (
	"context"
	"crypto/subtle"
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// PublicSideOut is where clients find forms, links and the page for
// unsubscribing.
type PublicSideOut struct {
	Side    crm.PublicSide  `json:"side"`
	Base    string          `json:"base"` // the public address; "" for none
	State   crm.PublicState `json:"state"`
	Missing []crm.Phrase    `json:"missing"` // what doesn't work as it is
}

// SavePublicSideIn changes it.
type SavePublicSideIn struct {
	Side crm.PublicSide `json:"side"`
	Base string         `json:"base"`
}

// TryPublicOut says whether the public address leads to this program.
type TryPublicOut struct {
	OK  bool       `json:"ok"`
	Say crm.Phrase `json:"say"`
}

// UsePublic tells how it goes with the public side.
func (s *Service) UsePublic(state func() crm.PublicState) { s.public.Store(&state) }

// PublicSide is the setting, for whoever listens; there is no session.
func (s *Service) PublicSide(ctx context.Context) (side crm.PublicSide, err error) {
	return side, s.deps.Store.Read(ctx, func(v *store.View) (err error) {
		side, err = v.PublicSide()
		return err
	})
}

// GetPublicSide reads where clients find the public side, and what doesn't work.
func (s *Session) GetPublicSide() (out PublicSideOut, err error) {
	return out, s.read(func(v *store.View) error {
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		out.Base, out.State = ws.Public, s.svc.publicState()
		out.Side, err = v.PublicSide()
		out.Missing = missingWithout(out)
		return err
	})
}

func (s *Service) publicState() crm.PublicState {
	state := crm.PublicState{}
	if ask := s.public.Load(); ask != nil {
		state = (*ask)()
	}
	if state.Addresses == nil {
		state.Addresses = []string{}
	}
	return state
}

func missingWithout(p PublicSideOut) []crm.Phrase {
	switch {
	case p.Base == "":
		return []crm.Phrase{crm.Say("public.missing_forms"), crm.Say("public.missing_links"), crm.Say("public.missing_unsubscribe")}
	case !p.State.On:
		return []crm.Phrase{crm.Say("public.missing_listener")}
	case !strings.HasPrefix(p.Base, "https://"):
		return []crm.Phrase{crm.Say("public.missing_one_click")}
	}
	return []crm.Phrase{}
}

// SavePublicSide changes where clients find the public side (administrators);
// listening begins and ends by itself.
func (s *Session) SavePublicSide(in SavePublicSideIn) (out PublicSideOut, err error) {
	var bad crm.Problems
	in.Base = publicBase(&bad, "base", in.Base)
	switch in.Side.Reach {
	case crm.ReachOff, crm.ReachComputer, crm.ReachNetwork:
	default:
		bad.Add("side.reach", "public.bad_reach")
	}
	if in.Side.Port < crm.MinPublicPort || in.Side.Port > crm.MaxPublicPort {
		bad.Add("side.port", "public.bad_port", "min", crm.MinPublicPort, "max", crm.MaxPublicPort)
	}
	if err := bad.Err(); err != nil {
		return out, err
	}
	err = s.change(func(tx *store.Tx) error {
		ws, err := tx.Workspace()
		if err != nil {
			return err
		}
		if ws.Public != in.Base {
			ws.Public = in.Base
			if err := tx.SaveWorkspace(ws); err != nil {
				return err
			}
		}
		return tx.SavePublicSide(in.Side)
	})
	if err != nil {
		return out, err
	}
	return s.GetPublicSide()
}

// tryTime is how long trying the public address may take.
const tryTime = 10 * time.Second

// TryPublic asks whoever answers at the public address whether it is this program
// (administrators). It follows no redirect, and what came back is shown to nobody.
func (s *Session) TryPublic() (out TryPublicOut, err error) {
	var base, token, want string
	err = s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		ws, err := v.Workspace()
		base, token = ws.Public, v.TryToken()
		want, _ = v.HereToken(token)
		return err
	})
	if err != nil {
		return out, err
	}
	if base == "" {
		return out, crm.Fail(crm.CodeConflict, "public.no_address")
	}
	out.Say = s.svc.tryPublic(s.ctx, base+"/ok/"+token, want)
	out.OK = out.Say.Key == "public.try_ok"
	return out, nil
}

func (s *Service) tryPublic(ctx context.Context, address, want string) crm.Phrase {
	ctx, cancel := context.WithTimeout(ctx, tryTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return crm.Say("public.try_silent")
	}
	transport := &http.Transport{DisableKeepAlives: true}
	client := http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(request)
	var authority x509.UnknownAuthorityError
	var name x509.HostnameError
	var expired x509.CertificateInvalidError
	switch {
	case errors.As(err, &authority), errors.As(err, &name), errors.As(err, &expired):
		return crm.Say("public.try_certificate")
	case err != nil:
		return crm.Say("public.try_silent")
	}
	defer func() { _ = answer.Body.Close() }()
	got, _ := io.ReadAll(io.LimitReader(answer.Body, 200)) // what can't be read is no answer of ours
	switch {
	case answer.StatusCode >= 300 && answer.StatusCode < 400:
		return crm.Say("public.try_redirect")
	case answer.StatusCode == http.StatusMisdirectedRequest:
		return crm.Say("public.try_name")
	case answer.StatusCode == http.StatusOK && subtle.ConstantTimeCompare(got, []byte(want)) == 1:
		return crm.Say("public.try_ok")
	}
	return crm.Say("public.try_stranger", "status", answer.StatusCode)
}

// AnswerTry is what only this program answers to whoever tries the public address;
// not found where nobody of ours asked.
func (s *Service) AnswerTry(ctx context.Context, token string) (answer string, err error) {
	return answer, s.deps.Store.Read(ctx, func(v *store.View) error {
		var ok bool
		if answer, ok = v.HereToken(token); !ok {
			return crm.NotFound("message")
		}
		return nil
	})
}
