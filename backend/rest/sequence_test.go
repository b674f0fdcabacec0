package rest_test

import (
	"net/http"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/rest"
	"stepwise/backend/testkit"
)

// followUp is an active sequence: an email at once, a task after three days.
func (d *desk) followUp() (crm.SequenceID, crm.FilterID) {
	f := d.Filter(d.When("status", "is", testkit.OfferSent))
	q := d.Sequence(f,
		testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Your offer, {{contact.first_name}}", "Hello {{contact.first_name}}")),
		testkit.TaskStep("3d", d.Template(crm.TemplateTask, "Call {{card.name}}", "")))
	d.Activate(q, engine.ScopeNew)
	return q, f
}

func TestFiltersSayWhoMatchesAndWhy(t *testing.T) {
	t.Parallel()
	d := open(t)
	_, f := d.followUp()
	card, other := d.Card("Ion Popescu", "Offer sent"), d.Card("Ana Pop", "Won")
	path := "/filters/" + f.String()
	if got := read[rest.Filter](d.ask(http.MethodGet, path, "").is(http.StatusOK)); !strings.Contains(got.Sentence, "Offer sent") || !got.Used {
		t.Errorf("got %+v", got)
	}
	if got := read[rest.Page[rest.Filter]](d.ask(http.MethodGet, "/filters?product="+d.Product.String(), "").is(http.StatusOK)); len(got.Items) != 1 {
		t.Errorf("got %+v", got)
	}
	if got := read[rest.Count](d.ask(http.MethodGet, path+"/count", "").is(http.StatusOK)); got.Count != 1 {
		t.Errorf("got %+v", got)
	}
	if got := read[rest.Page[rest.Card]](d.ask(http.MethodGet, path+"/cards", "").is(http.StatusOK)); len(got.Items) != 1 || got.Items[0].ID != card {
		t.Errorf("got %+v", got)
	}
	yes := read[rest.Why](d.ask(http.MethodGet, path+"/cards/"+card.String()+"/why", "").is(http.StatusOK))
	no := read[rest.Why](d.ask(http.MethodGet, path+"/cards/"+other.String()+"/why", "").is(http.StatusOK))
	if !yes.Matches || no.Matches || no.Conditions[0].Holds || !strings.Contains(no.Conditions[0].Saw, "Won") || !strings.Contains(no.Answer, "Ana Pop") {
		t.Errorf("got %+v and %+v", yes, no)
	}
}

func TestASequenceIsStartedPausedResumedAndStoppedForACard(t *testing.T) {
	t.Parallel()
	d := open(t)
	q, _ := d.followUp()
	card := d.Card("Ana Pop", "Won").String()
	path := "/sequences/" + q.String() + "/cards"
	d.ask(http.MethodPost, path, `{"card": "`+card+`"}`).is(http.StatusConflict) // it doesn't match
	p := read[rest.Passage](d.ask(http.MethodPost, path, `{"card": "`+card+`", "anyway": true}`).is(http.StatusCreated))
	if !p.ByHand || !p.State.Live() {
		t.Errorf("got %+v", p)
	}
	if p = read[rest.Passage](d.ask(http.MethodPost, path+"/"+card+"/pause", "").is(http.StatusOK)); !p.Paused {
		t.Errorf("got %+v", p)
	}
	if p = read[rest.Passage](d.ask(http.MethodPost, path+"/"+card+"/resume", "").is(http.StatusOK)); p.Paused {
		t.Errorf("got %+v", p)
	}
	list := read[rest.Page[rest.SequenceCard]](d.ask(http.MethodGet, path+"?state=live", "").is(http.StatusOK))
	if len(list.Items) != 1 || list.Items[0].Card.String() != card {
		t.Errorf("got %+v", list)
	}
	why := read[rest.SequenceWhy](d.ask(http.MethodGet, path+"/"+card+"/why", "").is(http.StatusOK))
	if why.Matches || why.Answer == "" {
		t.Errorf("got %+v", why)
	}
	d.ask(http.MethodPost, path+"/"+card+"/skip", "").is(http.StatusOK)
	if p = read[rest.Passage](d.ask(http.MethodPost, path+"/"+card+"/stop", "").is(http.StatusOK)); p.State != crm.EnrolmentStopped {
		t.Errorf("got %+v", p)
	}
	if got := d.ask(http.MethodPost, path+"/"+card+"/stop", "").is(http.StatusConflict); read[rest.Problem](got).Key != "rest.not_running" {
		t.Errorf("got %s", got.text)
	}
}

func TestSequencesSayTheirStepsAndWhatTheyWillDo(t *testing.T) {
	t.Parallel()
	d := open(t)
	q, _ := d.followUp()
	d.Card("Ion Popescu", "Offer sent")
	path := "/sequences/" + q.String()
	if got := read[rest.Page[rest.Sequence]](d.ask(http.MethodGet, "/sequences?product=customers", "").is(http.StatusOK)); len(got.Items) != 1 || got.Items[0].Live != 1 {
		t.Errorf("got %+v", got)
	}
	got := read[rest.SequenceDetail](d.ask(http.MethodGet, path, "").is(http.StatusOK))
	if got.State != crm.SequenceActive || len(got.Steps) != 2 || !strings.Contains(got.Steps[1].Says, "3 days") || got.Steps[1].Next == nil {
		t.Errorf("got %+v", got)
	}
	f := read[rest.Forecast](d.ask(http.MethodPost, path+"/forecast", `{"days": 30}`).is(http.StatusOK))
	if f.State != "done" || f.Scopes[0].Scope != "now" || f.Scopes[0].Cards != 1 || f.Scopes[0].Total.EmailClient != 1 || f.Scopes[0].Total.TaskUser != 1 {
		t.Errorf("got %+v", f)
	}
	rows := read[rest.Page[rest.ForecastRow]](d.ask(http.MethodGet, "/forecasts/"+f.ID+"/rows?limit=1", "").is(http.StatusOK))
	if len(rows.Items) != 1 || rows.Next == "" || rows.Items[0].Kind != crm.StepEmailClient {
		t.Errorf("got %+v", rows)
	}
	rows = read[rest.Page[rest.ForecastRow]](d.ask(http.MethodGet, "/forecasts/"+f.ID+"/rows?limit=200&cursor="+rows.Next, "").is(http.StatusOK))
	if rows.Next != "" || rows.Items[0].Kind != crm.StepTaskUser {
		t.Errorf("got %+v", rows)
	}
}

func TestMessagesAreListedAndReadWithTheirStory(t *testing.T) {
	t.Parallel()
	d := open(t)
	q, _ := d.followUp()
	card := d.Card("Ion Popescu", "Offer sent")
	d.Advance("1h")
	page := read[rest.Page[rest.Message]](d.ask(http.MethodGet, "/messages?card="+card.String()+"&state=sent", "").is(http.StatusOK))
	if len(page.Items) != 1 || page.Items[0].Sequence != q {
		t.Fatalf("got %+v", page)
	}
	m := read[rest.MessageDetail](d.ask(http.MethodGet, "/messages/"+page.Items[0].ID.String(), "").is(http.StatusOK))
	if m.Subject != "Your offer, Ion" || len(m.Story) < 2 || m.Says == "" || m.State != crm.MessageSent {
		t.Errorf("got %+v", m)
	}
}

func TestProductsSayWhatTheRestNames(t *testing.T) {
	t.Parallel()
	d := open(t)
	p := read[rest.Product](d.ask(http.MethodGet, "/products/"+d.Product.String(), "").is(http.StatusOK))
	all := read[rest.Page[rest.Product]](d.ask(http.MethodGet, "/products", "").is(http.StatusOK))
	if p.Name != "Customers" || len(p.Statuses) == 0 || p.Fields[0].Slug != "city" || all.Items[0].ID != p.ID {
		t.Errorf("got %+v", p)
	}
	users := read[rest.Page[rest.User]](d.ask(http.MethodGet, "/users", "").is(http.StatusOK))
	if users.Items[0].ID != d.Admin {
		t.Errorf("got %+v", users)
	}
}
