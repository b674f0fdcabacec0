package api_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func (d *desk) inlet(change ...func(*api.SaveInletIn)) api.SaveInletIn {
	in := api.SaveInletIn{
		Name: "Facebook", Active: true,
		Route: crm.LeadRoute{Product: d.Product, Duplicates: crm.DuplicatesUpdate, Consent: crm.ConsentActive, Agreed: "ticked in the ad"},
		Maps: []crm.InletMap{
			{Path: "lead.name", Key: "contact.name"}, {Path: "lead.email", Key: "contact.email"}, {Path: "lead.phone", Key: "contact.phone"}, {Path: "answers[0].value", Key: "card.city"},
		},
	}
	for _, f := range change {
		f(&in)
	}
	return in
}

func lead(name, email string) map[string]any {
	return map[string]any{"lead": map[string]any{"name": name, "email": email}, "answers": []any{map[string]any{"value": "Cluj"}}}
}

func TestAnAddressForProgramsIsToldOnceAndRenewed(t *testing.T) {
	t.Parallel()
	d := open(t)
	made := ask(d.api.SaveInlet(d.inlet())).ok(t)
	id, token, _ := strings.Cut(strings.TrimPrefix(made.Path, "/in/"), "/")
	opens := func(id, token string) bool {
		_, ok, err := d.svc.OpenInlet(t.Context(), id, token)
		d.OK(err)
		return ok
	}
	equal(t, "the right token", opens(id, token), true)
	equal(t, "another", opens(id, token+"x"), false)
	equal(t, "another address", opens("inlet_vv", token), false)
	equal(t, "no address", opens("card_1", token), false)
	in := d.inlet(func(in *api.SaveInletIn) { in.ID = made.Inlet.ID })
	equal(t, "told again", ask(d.api.SaveInlet(in)).ok(t).Path, "")
	d.SetWorkspace(func(w *crm.Workspace) { w.Public = "https://firma.example" })
	renewed := ask(d.api.RenewInlet(api.InletIn{ID: made.Inlet.ID})).ok(t)
	equal(t, "the whole address", renewed.URL, "https://firma.example"+renewed.Path)
	equal(t, "the old token", opens(id, token), false)
	equal(t, "the new token", opens(id, renewed.Path[strings.LastIndex(renewed.Path, "/")+1:]), true)
	in.Active = false
	ask(d.api.SaveInlet(in)).ok(t)
	equal(t, "switched off", opens(id, renewed.Path[strings.LastIndex(renewed.Path, "/")+1:]), false)
	d.Read(func(v *store.View) error {
		var kept string
		rows, err := v.InletRows()
		for _, r := range rows {
			kept += r.Hash + r.Hint
		}
		if strings.Contains(kept, token) {
			t.Error("the token itself is kept")
		}
		return err
	})
	ask(d.api.DeleteInlet(api.InletIn{ID: made.Inlet.ID})).ok(t)
	equal(t, "after it", len(ask(d.api.ListInlets()).ok(t)), 0)
}

func (d *desk) call(id crm.InletID, body map[string]any, name string) api.CallAnswer {
	d.T.Helper()
	out, err := d.svc.TakeCall(d.T.Context(), id, api.ProgramCall{Body: body, Name: name})
	d.OK(err)
	return out
}

func (d *desk) cards() int {
	d.T.Helper()
	out, err := d.api.CountCards(api.CountCardsIn{List: api.ListCardsIn{Product: d.Product}})
	d.OK(err)
	return out.Count
}

func TestACallMakesACardOnceHoweverOftenItIsRetried(t *testing.T) {
	t.Parallel()
	d := open(t)
	id := ask(d.api.SaveInlet(d.inlet())).ok(t).Inlet.ID
	first := d.call(id, lead("Ion Popescu", "ion@client.example"), "call 1")
	equal(t, "the first", fmt.Sprint(first.Status, first.Made, first.Repeated), "200 true false")
	again := d.call(id, lead("Ion Popescu", "ion@client.example"), "call 1")
	equal(t, "a retry", fmt.Sprint(again.Status, again.Card == first.Card, again.Made, again.Repeated), "200 true true true")
	other := d.call(id, lead("Maria", "maria@client.example"), "call 1")
	equal(t, "another call of that name", fmt.Sprintf("%d %s", other.Status, other.Problems[0].Key), "422 incoming.name_reused")
	changed := d.call(id, lead("Ion Popescu", "ion@client.example"), "call 2")
	equal(t, "a second one changes the card", fmt.Sprint(changed.Card == first.Card, changed.Made), "true false")
	unnamed := d.call(id, lead("Ana", "ana2@client.example"), "")
	same := d.call(id, lead("Ana", "ana2@client.example"), "")
	equal(t, "the same without a name", fmt.Sprint(same.Card == unnamed.Card, same.Repeated), "true true")
	equal(t, "cards", d.cards(), 2)
	d.Advance("25h")
	late := d.call(id, lead("Ion Popescu", "ion@client.example"), "call 1")
	equal(t, "a day later it is a new call", late.Repeated, false)
	card := ask(d.api.GetCard(api.CardIn{ID: first.Card})).ok(t)
	contact := ask(d.api.GetContact(api.ContactKey{ID: card.Card.Contact})).ok(t)
	equal(t, "consent", string(contact.Contact.Addresses[0].Consent)+" "+contact.Contact.Addresses[0].Source, "active webhook")
}

func TestEverythingWrongWithACallIsSaidInEnglish(t *testing.T) {
	t.Parallel()
	d := open(t)
	id := ask(d.api.SaveInlet(d.inlet())).ok(t).Inlet.ID
	body := lead("Ion", "no address")
	body["lead"].(map[string]any)["phone"] = "12"
	out := d.call(id, body, "a")
	var said []string
	for _, p := range out.Problems {
		said = append(said, p.At)
		if p.Words == "" || p.Words == p.Key {
			t.Errorf("%s is said as %q", p.Key, p.Words)
		}
	}
	equal(t, "the answer", fmt.Sprint(out.Status, said), "422 [contact.email contact.phone]")
	equal(t, "nothing in it", d.call(id, map[string]any{"x": "y"}, "b").Problems[0].Key, "incoming.nothing")
	equal(t, "after it was mended", d.call(id, lead("Ion", "ion@client.example"), "a").Status, 200)
	in := d.inlet(func(in *api.SaveInletIn) { in.ID, in.Route.Duplicates = id, crm.DuplicatesRefuse })
	ask(d.api.SaveInlet(in)).ok(t)
	equal(t, "a second time", d.call(id, lead("Ion", "ion@client.example"), "c").Problems[0].Key, "lead.refused")
	equal(t, "cards", d.cards(), 1)
}

func TestTheLastTwentyCallsAreThereToLookAtForAWeek(t *testing.T) {
	t.Parallel()
	d := open(t)
	id := ask(d.api.SaveInlet(d.inlet())).ok(t).Inlet.ID
	for i := range crm.KeepInletCalls + 5 {
		d.call(id, lead(fmt.Sprintf("Client %d", i), fmt.Sprintf("c%d@client.example", i)), fmt.Sprint(i))
	}
	d.OK(d.svc.RefuseCall(t.Context(), id, 415, "incoming.not_json"))
	out := ask(d.api.GetInlet(api.InletIn{ID: id})).ok(t)
	equal(t, "calls", len(out.Calls), crm.KeepInletCalls)
	equal(t, "the last one", out.Calls[0].Call.Answer, 415)
	equal(t, "the one before", out.Calls[1].CardName+" "+out.Calls[1].Places[1].Path, "Client 24 lead.email")
	equal(t, "the list says that the last one failed", ask(d.api.ListInlets()).ok(t)[0].Failed, true)
	d.Jump("8d")
	d.OK(d.Engine.Chores(t.Context()))
	out = ask(d.api.GetInlet(api.InletIn{ID: id})).ok(t)
	equal(t, "what it said", out.Calls[1].Call.Body, "")
}

// Who is erased is in no call any more; whose card stays is only not named.
func TestErasingAPersonTakesTheirCallsAway(t *testing.T) {
	t.Parallel()
	d := open(t)
	id := ask(d.api.SaveInlet(d.inlet())).ok(t).Inlet.ID
	ion := d.call(id, lead("Ion Popescu", "ion@client.example"), "1")
	d.call(id, map[string]any{"lead": map[string]any{"name": "Maria Pop", "email": "maria@client.example"}, "answers": []any{map[string]any{"value": "sent by Ion Popescu"}}}, "2")
	card := ask(d.api.GetCard(api.CardIn{ID: ion.Card})).ok(t)
	calls := func() (text string) {
		for _, c := range ask(d.api.GetInlet(api.InletIn{ID: id})).ok(t).Calls {
			text += c.Call.Body
		}
		return text
	}
	if !strings.Contains(calls(), "ion@client.example") {
		t.Error("the call is not kept")
	}
	_, err := d.Engine.Erase(t.Context(), card.Card.Contact, crm.Cause{Kind: crm.CauseUser, User: d.Admin})
	d.OK(err)
	if text := calls(); strings.Contains(text, "ion@") || strings.Contains(text, "Ion Popescu") || !strings.Contains(text, "maria@") {
		t.Errorf("kept: %s", text)
	}
	equal(t, "a retry", d.call(id, lead("Ion Popescu", "ion@client.example"), "1").Repeated, true)
}

func TestACallIsTriedWithASampleAndTakenBack(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Card("Ion Popescu", testkit.OfferSent, testkit.Email("ion@client.example"))
	try := func(sample string) api.TryInletOut {
		return ask(d.api.TryInlet(api.TryInletIn{Inlet: d.inlet(), Sample: sample})).ok(t)
	}
	equal(t, "somebody new", try(`{"lead":{"email":"new@client.example"}}`).Lead.Outcome, "made")
	known := try(`{"lead":{"email":"ion@client.example"}}`)
	equal(t, "somebody known", known.Lead.Outcome+" "+known.Lead.Card, "changed Ion Popescu")
	equal(t, "places", known.Places[0].Path, "lead.email")
	wrong := try(`{"lead":{"email":"x"}}`)
	equal(t, "wrong", wrong.Lead.Outcome+" "+wrong.Lead.Values[0].Why.Key, "failed mailaddr.no_at")
	equal(t, "cards", d.cards(), 1)
	ask(d.api.TryInlet(api.TryInletIn{Inlet: d.inlet(), Sample: "[1]"})).invalid(t, "sample incoming.no_object")
	ask(d.api.TryInlet(api.TryInletIn{Inlet: d.inlet(func(in *api.SaveInletIn) { in.Maps = nil }), Sample: "{}"})).invalid(t, "maps incoming.no_maps")
	ask(d.api.SaveInlet(d.inlet(func(in *api.SaveInletIn) {
		in.Maps = []crm.InletMap{{Path: "a[", Key: "card.gone"}}
	}))).invalid(t, "maps[0].path incoming.path_bad", "maps[0].key lead.no_field")
}

// What a mailbox or an address fills is in use: it doesn't go without a word.
func TestWhatLeadsFillIsInUse(t *testing.T) {
	t.Parallel()
	d := open(t)
	box := d.leadBox(func(in *api.SaveLeadBoxIn) { in.Route.Status = d.Status(testkit.Contacted) })
	ask(d.api.SaveLeadBox(box)).ok(t)
	ask(d.api.SaveInlet(d.inlet())).ok(t)
	var names []string
	for _, in := range []api.UsesIn{{Product: d.Product, Status: d.Status(testkit.Contacted)}, {Product: d.Product, Field: d.Field("City").ID}} {
		for _, use := range ask(d.api.FindUses(in)).ok(t).Uses {
			names = append(names, use.Noun+" "+use.Name)
		}
	}
	same(t, "uses", names, []string{"lead_box Website", "lead_box Website", "inlet Facebook"})
	ion := d.call(ask(d.api.ListInlets()).ok(t)[0].Inlet.ID, lead("Ion Popescu", "ion@client.example"), "1")
	card := ask(d.api.GetCard(api.CardIn{ID: ion.Card})).ok(t)
	d.Read(func(v *store.View) error {
		bodies, err := v.CallsOfCards([]crm.CardID{ion.Card})
		equal(t, "calls of the card", len(bodies), 1)
		return err
	})
	ask(d.api.ExportPerson(api.ContactKey{ID: card.Card.Contact})).ok(t)
}
