package rest_test

import (
	"net/http"
	"slices"
	"testing"

	"stepwise/backend/rest"
)

func TestATaskIsMadeChangedAndDone(t *testing.T) {
	t.Parallel()
	d := open(t)
	card := d.Card("Ion Popescu", "Offer sent").String()
	k := read[rest.Task](d.ask(http.MethodPost, "/tasks", `{"card": "`+card+`", "title": "Call Ion", "type": "call", "due": "2026-12-01", "clock": "10:00", "assignee": "`+d.Admin.String()+`"}`).is(http.StatusCreated))
	if k.Title != "Call Ion" || k.Due != "2026-12-01" || k.Clock != "10:00" || k.Done {
		t.Errorf("got %+v", k)
	}
	path := "/tasks/" + k.ID.String()
	k = read[rest.Task](d.ask(http.MethodPatch, path, `{"due": null, "priority": "high"}`).is(http.StatusOK))
	if k.Due != "" || k.Clock != "" || k.Priority != "high" || k.Title != "Call Ion" {
		t.Errorf("got %+v", k)
	}
	for _, question := range []string{"", "?card=" + card, "?assignee=all", "?assignee=" + d.Admin.String(), "?group=undated"} {
		if page := read[rest.Page[rest.Task]](d.ask(http.MethodGet, "/tasks"+question, "").is(http.StatusOK)); len(page.Items) != 1 {
			t.Errorf("%s: got %+v", question, page)
		}
	}
	done := read[rest.DoneTask](d.ask(http.MethodPost, path+"/done", "").is(http.StatusOK))
	if !done.Done || done.DoneBy != d.Admin {
		t.Errorf("got %+v", done)
	}
	if page := read[rest.Page[rest.Task]](d.ask(http.MethodGet, "/tasks?card="+card, "").is(http.StatusOK)); len(page.Items) != 0 {
		t.Errorf("it is still open: %+v", page)
	}
	if open := read[rest.DoneTask](d.ask(http.MethodPost, path+"/done", `{"done": false}`).is(http.StatusOK)); open.Done {
		t.Errorf("got %+v", open)
	}
	wrong := d.ask(http.MethodPost, "/tasks", `{"card": "`+card+`", "type": "dance", "due": "2026-13-01", "assignee": "nobody"}`).is(http.StatusUnprocessableEntity).wrong()
	slices.Sort(wrong)
	if !slices.Equal(wrong, []string{"assignee cards.bad_owner", "due error.bad_date", "title tasks.bad_title", "type tasks.bad_type"}) {
		t.Errorf("got %q", wrong)
	}
}
