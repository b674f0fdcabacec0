package api

import (
	"slices"
	"strconv"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// ListLeadKeys are all that a lead from outside can fill on a card of a product,
// in the order in which it is offered.
func (s *Session) ListLeadKeys(in ProductIn) (out []FormSource, err error) {
	return out, s.read(func(v *store.View) error {
		cat, err := v.Catalogue(in.Product)
		if err == nil {
			out = formSources(cat)
		}
		return err
	})
}

// checkRoute says what is wrong with where leads go; bad paths begin with
// "route.".
func checkRoute(v *store.View, bad *crm.Problems, r *crm.LeadRoute) (*crm.Catalogue, error) {
	cat, err := v.Catalogue(r.Product)
	if err != nil {
		return nil, err
	}
	if _, ok := cat.Status(r.Status); r.Status != 0 && !ok {
		bad.Add("route.status", "form.error.status")
	}
	switch r.Duplicates {
	case crm.DuplicatesNew, crm.DuplicatesUpdate, crm.DuplicatesRefuse:
	default:
		bad.Add("route.duplicates", "form.error.duplicates")
	}
	r.Agreed = lines(bad, "route.agreed", r.Agreed, crm.MaxFormText)
	switch {
	case r.Consent != crm.ConsentActive && r.Consent != crm.ConsentUnconfirmed:
		bad.Add("route.consent", "incoming.consent_bad")
	case r.Consent == crm.ConsentActive && r.Agreed == "":
		bad.Add("route.agreed", "incoming.agreed_missing")
	}
	checkOwners(cat, bad, r)
	return cat, nil
}

func checkOwners(cat *crm.Catalogue, bad *crm.Problems, r *crm.LeadRoute) {
	switch r.Owning {
	case crm.OwningNone, "":
		r.Owning, r.Owners = crm.OwningNone, nil
	case crm.OwningFixed:
		r.Owners = r.Owners[:min(len(r.Owners), 1)]
	case crm.OwningTurn:
	default:
		bad.Add("route.owning", "form.error.owning")
	}
	if r.Owning != crm.OwningNone && len(r.Owners) == 0 {
		bad.Add("route.owners", "form.error.owner_missing")
	}
	once := []crm.UserID{}
	for i, id := range r.Owners {
		if u, ok := cat.User(id); !ok || !u.Active {
			bad.Add("route.owners["+strconv.Itoa(i)+"]", "form.error.owner")
		}
		if !slices.Contains(once, id) {
			once = append(once, id)
		}
	}
	r.Owners = once
}

// routed is a lead that goes a route; key names what its owners take turns at. A
// status or an owner that is gone since is passed over: better a card of nobody
// than no card.
func routed(cat *crm.Catalogue, r crm.LeadRoute, key string) crm.Lead {
	l := crm.Lead{Product: r.Product, Duplicates: r.Duplicates, Consent: r.Consent, Agreed: r.Agreed, TurnKey: key}
	if _, ok := cat.Status(r.Status); ok {
		l.Status = r.Status
	}
	switch r.Owning {
	case crm.OwningFixed:
		if u, ok := cat.User(r.Owners[0]); ok && u.Active {
			l.Owner = u.ID
		}
	case crm.OwningTurn:
		l.Turn = r.Owners
	case crm.OwningNone:
	}
	return l
}

// longKeys are the keys whose values may have several lines.
func longKeys(cat *crm.Catalogue) map[string]bool {
	out := map[string]bool{}
	for _, src := range formSources(cat) {
		out[src.Source] = src.Type == string(crm.FieldLongText)
	}
	return out
}

// says whether a lead says anything by which somebody could be found, or a card
// named.
func says(l crm.Lead) bool {
	p := l.Person
	return len(l.Addresses) > 0 || p.Name+p.First+p.Last+p.Company+l.Name != ""
}

// textsKept are typed texts that a lead could not take, as lines for a note:
// nothing that somebody wrote is lost because it is written unusually.
func textsKept(given map[string]string, bad crm.Problems, labels map[string]string) (text string) {
	var done []string
	for _, p := range bad {
		if slices.Contains(done, p.Path) || given[p.Path] == "" {
			continue
		}
		done = append(done, p.Path)
		label := labels[p.Path]
		if label == "" {
			label = p.Path
		}
		text += "\n" + label + ": " + given[p.Path]
	}
	return text
}
