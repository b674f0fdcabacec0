package rest_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/rest"
)

func (d *desk) countCards() int {
	d.T.Helper()
	return len(read[rest.Page[rest.Card]](d.ask(http.MethodGet, d.list(), "").is(http.StatusOK)).Items)
}

func TestARequestThatIsSentAgainWithItsKeyIsDoneOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	key := "Idempotency-Key: order 17"
	first := d.ask(http.MethodPost, "/cards", d.offer("Villa"), key).is(http.StatusCreated)
	again := d.ask(http.MethodPost, "/cards", d.offer("Villa"), key).is(http.StatusCreated)
	if first.text != again.text || again.header.Get("ETag") != first.header.Get("ETag") || again.header.Get("Location") != first.header.Get("Location") {
		t.Errorf("got  %s\nwant %s", again.text, first.text)
	}
	if again.header.Get("Idempotency-Replayed") != "true" || d.countCards() != 1 {
		t.Errorf("%d cards", d.countCards())
	}
	if got := d.ask(http.MethodPost, "/cards", d.offer("Another"), key).is(http.StatusUnprocessableEntity); read[rest.Problem](got).Key != "rest.key_reused" {
		t.Errorf("got %s", got.text)
	}
	d.ask(http.MethodPost, "/cards", d.offer("Villa"), "Idempotency-Key: "+strings.Repeat("k", 201)).is(http.StatusUnprocessableEntity)

	token := d.token
	d.token = d.tokenFor(d.Admin, crm.TokenWriteCards) // another program's keys are its own
	d.ask(http.MethodPost, "/cards", d.offer("Villa"), key).is(http.StatusCreated)
	d.token = token
	d.Advance("25h")
	d.ask(http.MethodPost, "/cards", d.offer("Villa"), key).is(http.StatusCreated)
	if n := d.countCards(); n != 3 {
		t.Errorf("%d cards", n)
	}
}

// A request that was refused did nothing: mended, it may keep its key.
func TestARefusedRequestLeavesItsKeyFree(t *testing.T) {
	t.Parallel()
	d := open(t)
	key := "Idempotency-Key: order 18"
	d.ask(http.MethodPost, "/cards", d.offer(" "), key).is(http.StatusUnprocessableEntity)
	d.ask(http.MethodPost, "/cards", d.offer("Villa"), key).is(http.StatusCreated)
}

// Whatever happens between doing and answering, nothing is done twice.
func TestARequestWhoseAnswerWasLostIsNotDoneAgain(t *testing.T) {
	t.Parallel()
	d := open(t)
	body := d.offer("Villa")
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, rest.Prefix+"/cards", nil)
	once := api.Once{Who: "local", Key: "order 19", Request: rest.HashOf(r, []byte(body))}
	_, err := api.OnlyOnce(d.api, once).SaveCard(api.SaveCardIn{Product: d.Product, Name: "Villa", Status: d.Status("Offer sent")})
	d.OK(err)
	d.hall = rest.Local(d.api)
	got := d.ask(http.MethodPost, "/cards", body, "Idempotency-Key: order 19").is(http.StatusConflict)
	if read[rest.Problem](got).Key != "rest.key_lost" || d.countCards() != 1 {
		t.Errorf("got %s", got.text)
	}
}

// While a request runs, the same one waits outside.
func TestARequestThatStillRunsIsNotBegunAgain(t *testing.T) {
	t.Parallel()
	d := open(t)
	held, begun := make(chan struct{}), make(chan struct{})
	d.hall = rest.New(rest.Options{Service: d.svc, Log: d.Log})
	slow := httptest.NewRequestWithContext(t.Context(), http.MethodPost, rest.Prefix+"/cards", strings.NewReader(d.offer("Villa")))
	slow.Header.Set("Authorization", "Bearer "+d.token)
	slow.Header.Set("Content-Type", "application/json")
	slow.Header.Set("Idempotency-Key", "order 20")
	go func() {
		d.hall.ServeHTTP(&stuck{ResponseRecorder: httptest.NewRecorder(), begun: begun, held: held}, slow)
		close(begun)
	}()
	<-begun
	got := d.ask(http.MethodPost, "/cards", d.offer("Villa"), "Idempotency-Key: order 20").is(http.StatusConflict)
	if read[rest.Problem](got).Key != "rest.key_running" || got.header.Get("Retry-After") != "1" {
		t.Errorf("got %s", got.text)
	}
	close(held)
	<-begun
	d.ask(http.MethodPost, "/cards", d.offer("Villa"), "Idempotency-Key: order 20").is(http.StatusCreated)
	if d.countCards() != 1 {
		t.Errorf("%d cards", d.countCards())
	}
}

// stuck is a caller who takes the answer late.
type stuck struct {
	*httptest.ResponseRecorder
	begun chan struct{}
	held  chan struct{}
}

func (s *stuck) WriteHeader(status int) {
	s.begun <- struct{}{}
	<-s.held
	s.ResponseRecorder.WriteHeader(status)
}

// Who is erased is not in what was answered either.
func TestErasingAPersonErasesTheAnswersAboutThem(t *testing.T) {
	t.Parallel()
	d := open(t)
	key := "Idempotency-Key: order 21"
	card := read[rest.SavedCard](d.ask(http.MethodPost, "/cards", d.offer("Villa"), key).is(http.StatusCreated))
	_, err := d.Engine.Erase(t.Context(), card.Contact, d.By())
	d.OK(err)
	got := d.ask(http.MethodPost, "/cards", d.offer("Villa"), key).is(http.StatusConflict)
	if read[rest.Problem](got).Key != "rest.key_lost" || strings.Contains(got.text, "ion@client.example") {
		t.Errorf("got %s", got.text)
	}
}
