package gateway_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"stepwise/backend/channel/gateway"
	"stepwise/backend/crm"
)

func TestAWholeAnswerCanSayNo(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]crm.OutcomeKind{
		`{"list":[{"id":"17"}]}`:             crm.Accepted,
		`{"error":13,"message":"no number"}`: crm.Refused,
		`{"error":103,"message":"credit"}`:   crm.Stopped,
		`{"error":53,"message":"had it"}`:    crm.Accepted,
		`{"message":"hm"}`:                   crm.Unclear,
		`{"error":13`:                        crm.Unclear,
		`<html>error</html>`:                 crm.Unclear,
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) }))
		a := accountAt(server.URL)
		g := a.Gateway
		g.IDPath, g.OKPath, g.FailPath, g.StopValues, g.TakenValues = "list.0.id", "", "error", "101, 103", "53"
		if d := deliver(t.Context(), t, a, "Salut"); d.out.Kind != want || d.commits != 1 {
			t.Errorf("%s: %+v", body, d.out)
		}
		server.Close()
	}
}

func TestReceiptsAndTextsAreReadByTheAccountsRule(t *testing.T) {
	t.Parallel()
	a := accountAt("https://sms.example")
	g := a.Gateway
	g.ReceiptID, g.ReceiptStatus, g.Delivered, g.Failed, g.Expired = "results.0.id", "results.0.status", "DELIVERED", "REJECTED, FAILED", "EXPIRED"
	hook := func(body string) crm.News {
		t.Helper()
		news, err := gateway.New().Hook(a, crm.Hook{Body: []byte(body)})
		if err != nil {
			t.Errorf("%s: %v", body, err)
		}
		return news
	}
	if got := hook(`{"results":[{"id":17,"status":"failed"}]}`).Receipts; len(got) != 1 || got[0].Remote != "17" || got[0].State != crm.MessageFailed {
		t.Errorf("receipts %+v", got)
	}
	if news := hook(`{"results":[{"id":17,"status":"ON ITS WAY"}]}`); !news.Empty() {
		t.Errorf("news %+v", news)
	}
	g.ReceiptID, g.TextFrom, g.TextBody, g.TextID = "MsgId", "sms_from", "sms_text", "MsgId"
	if got := hook("MsgId=9&sms_from=40712345678&sms_text=Stop+va+rog").Incoming; len(got) != 1 || got[0] != (crm.IncomingSMS{Remote: "9", From: "40712345678", Text: "Stop va rog"}) {
		t.Errorf("texts %+v", got)
	}
	if _, err := gateway.New().Hook(a, crm.Hook{Body: []byte("{")}); crm.CodeOf(err) != crm.CodeInvalid {
		t.Errorf("half of one: %v", err)
	}
	g.ReceiptID, g.TextFrom = "", ""
	if _, err := gateway.New().Hook(a, crm.Hook{}); crm.CodeOf(err) != crm.CodeNotFound {
		t.Errorf("without a rule: %v", err)
	}
}
