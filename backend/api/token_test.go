package api_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// bearer asks with a token: what it may, or the key of the error.
func (d *desk) bearer(t *testing.T, token string) (*api.Session, crm.ScopeSet, string) {
	t.Helper()
	s, scopes, err := d.svc.Bearer(t.Context(), token)
	if err != nil {
		said(t, crm.Say(keyOf(err)))
		return s, scopes, keyOf(err)
	}
	return s, scopes, ""
}

func TestATokenActsAsWhoMadeIt(t *testing.T) {
	t.Parallel()
	d := open(t)
	member := d.as(d.User("Barna Kiss"))
	made := ask(member.AddToken(api.AddTokenIn{Name: " Website ", Scopes: crm.ScopeSet{crm.TokenWriteCards, crm.TokenReadTasks}, Days: 30})).ok(t)
	equal(t, "its name", made.Token.Token.Name, "Website")
	equal(t, "its hint", strings.HasSuffix(made.Secret, made.Token.Token.Hint), true)
	equal(t, "good for 30 days", made.Token.Token.Expires.Sub(d.Now()), 30*24*time.Hour)

	s, scopes, refused := d.bearer(t, made.Secret)
	equal(t, "refused", refused, "")
	equal(t, "whose", ask(s.GetWorkspace()).ok(t).Me.Name, "Barna Kiss")
	ask(s.SaveProduct(crm.Product{Name: "Invoicing"})).refused(t, "forbidden error.admin_only")
	for scope, may := range map[crm.TokenScope]bool{
		crm.TokenWriteCards: true, crm.TokenReadCards: true, crm.TokenReadTasks: true, crm.TokenWriteTasks: false,
		crm.TokenReadContacts: false, crm.TokenRunSequences: false, "": false,
	} {
		equal(t, "may "+string(scope), scopes.May(scope), may)
	}
	equal(t, "last used", ask(member.ListTokens()).ok(t).Rows[0].Token.Used, d.Now())
	first := d.Now()
	d.Clock.Set(first.Add(59 * time.Second))
	d.bearer(t, made.Secret)
	equal(t, "within a minute nothing is written", ask(member.ListTokens()).ok(t).Rows[0].Token.Used, first)
	d.Clock.Set(first.Add(time.Minute))
	d.bearer(t, made.Secret)
	equal(t, "last used later", ask(member.ListTokens()).ok(t).Rows[0].Token.Used, d.Now())
	d.Clock.Set(first.Add(30 * 24 * time.Hour))
	_, _, refused = d.bearer(t, made.Secret)
	equal(t, "once expired", refused, "token.refused")
}

func TestARevokedTokenIsGoodForNothingAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	member := d.as(d.User("Barna Kiss"))
	all := api.AddTokenIn{Name: "Website", Scopes: crm.TokenScopes()}
	mine, theirs := ask(d.api.AddToken(all)).ok(t), ask(member.AddToken(all)).ok(t)
	equal(t, "two tokens", mine.Secret != theirs.Secret, true)
	equal(t, "a member sees their own", len(ask(member.ListTokens()).ok(t).Rows), 1)
	equal(t, "an administrator everybody's", len(ask(d.api.ListTokens()).ok(t).Rows), 2)
	ask(member.RevokeToken(api.TokenIn{ID: mine.Token.Token.ID})).refused(t, "forbidden error.admin_only")
	ask(member.RevokeToken(api.TokenIn{ID: 77})).refused(t, "not_found error.not_found.token")
	equal(t, "over", ask(d.api.RevokeToken(api.TokenIn{ID: theirs.Token.Token.ID})).ok(t).Over, true)
	for what, token := range map[string]string{
		"revoked": theirs.Secret, "nobody's": "stw_abc", "none": "", "another kind": mine.Secret[4:], "in capitals": strings.ToUpper(mine.Secret),
		"its hash": "stw_" + strings.Repeat("x", 200),
	} {
		_, _, refused := d.bearer(t, token)
		equal(t, what, refused, "token.refused")
	}
	_, _, refused := d.bearer(t, mine.Secret)
	equal(t, "the other one", refused, "")
	equal(t, "those that are over come last", ask(d.api.ListTokens()).ok(t).Rows[1].Over, true)
}

func TestTheTokensOfWhoLeftAreDead(t *testing.T) {
	t.Parallel()
	d := open(t)
	barna := d.User("Barna Kiss")
	made := ask(d.as(barna).AddToken(api.AddTokenIn{Name: "Phone", Scopes: crm.TokenScopes()})).ok(t)
	d.DeactivateUser(barna)
	_, _, refused := d.bearer(t, made.Secret)
	equal(t, "after leaving", refused, "token.refused")
	for _, u := range ask(d.api.GetWorkspace()).ok(t).Users {
		if u.ID == barna {
			u.Active = true
			ask(d.api.SaveUser(u)).ok(t)
		}
	}
	_, _, refused = d.bearer(t, made.Secret)
	equal(t, "after coming back", refused, "token.refused")
}

func TestWhatATokenIsMadeOfIsLookedAt(t *testing.T) {
	t.Parallel()
	d := open(t)
	ask(d.api.AddToken(api.AddTokenIn{Days: -1})).invalid(t, "name error.name_missing", "scopes token.no_scope", "days token.bad_days")
	ask(d.api.AddToken(api.AddTokenIn{Name: "x", Scopes: crm.ScopeSet{"everything"}, Days: 9999})).invalid(t, "scopes token.bad_scope", "days token.bad_days")
	for _, one := range ask(d.api.ListTokens()).ok(t).Scopes {
		said(t, one.Say)
	}
	one := api.AddTokenIn{Name: "x", Scopes: crm.ScopeSet{crm.TokenReadCards}}
	for range crm.MaxTokens {
		ask(d.api.AddToken(one)).ok(t)
	}
	ask(d.api.AddToken(one)).refused(t, "conflict token.too_many")
}

// Neither the files nor the log of changes hold what opens the door.
func TestOnlyTheHashOfATokenIsKept(t *testing.T) {
	t.Parallel()
	d := open(t)
	raw, err := api.Call(d.api, "AddToken", wire(t, api.AddTokenIn{Name: "Website", Scopes: crm.TokenScopes()}))
	made := ask(raw.(api.AddTokenOut), err).ok(t)
	d.bearer(t, made.Secret)
	_, err = api.Call(d.api, "RevokeToken", wire(t, api.TokenIn{ID: made.Token.Token.ID}))
	d.OK(err)
	log := ask(d.api.ListChanges(api.ListChangesIn{})).ok(t).Rows
	equal(t, "the log", log[1].Operation+" "+log[1].Subjects[0].Name+", "+log[0].Operation+" "+log[0].Subjects[0].Name, "AddToken Website, RevokeToken Website")
	files, err := filepath.Glob(filepath.Join(d.Dir, "*"))
	d.OK(err)
	hashes := 0
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			continue // a folder
		}
		if strings.Contains(string(content), made.Secret[4:]) {
			t.Errorf("%s holds the token", file)
		}
		if strings.Contains(string(content), "Website") {
			hashes++
		}
	}
	equal(t, "the files were looked at", hashes > 0, true)
}

// wire is an input as a program sends it.
func wire(t *testing.T, in any) []json.RawMessage {
	t.Helper()
	text, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	return []json.RawMessage{text}
}
