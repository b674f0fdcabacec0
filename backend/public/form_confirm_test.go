package public_test

import (
	"net/http"
	"strings"
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// FO04 and RULES 5.6: double opt-in.
func TestAnAddressIsConfirmedByAButtonNotByLooking(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(f *crm.Form) { f.Consent.Confirm = true })
	s.fill(anaTypes("contact.name", "Ana Ionescu", "contact.phone", "0721234567"))
	s.fill(anaTypes("card.note", "once more")) // FO04: one mail for each address, form and day
	s.wants("kept", s.sent(), []string{"waiting", "waiting"})
	s.OK(s.service.FormChores(t.Context()))
	s.OK(s.service.FormChores(t.Context()))
	mails := s.Email.Records()
	if len(mails) != 1 || mails[0].Message.To != "ana@client.example" || strings.Contains(string(mails[0].Raw), "Ionescu") {
		t.Fatalf("%v", s.SentLines())
	}
	link := strings.TrimPrefix(confirmLink.FindString(string(mails[0].Raw)), "https://firma.example")
	for range 2 {
		for _, method := range []string{"GET", "HEAD"} { // a scanner
			if answer := s.do(method, link, ""); answer.StatusCode != http.StatusOK {
				t.Errorf("%s %s", method, answer.Status)
			}
		}
	}
	s.wants("consent", s.consents(), []string{"unconfirmed", "unconfirmed"})
	for range 2 {
		if answer := s.do("POST", link, "x=1", "Accept-Language", "hu"); answer.StatusCode != http.StatusOK || !strings.Contains(answer.text, "ana@client.example") {
			t.Errorf("%s %s", answer.Status, answer.text)
		}
	}
	s.wants("consent", s.consents(), []string{"active", "active"})
	s.wants("kept", s.sent(), []string{"accepted", "accepted"})
	for _, forged := range []string{"/c/AAAA", link + "A"} {
		if answer := s.do("POST", forged, "x=1"); answer.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", forged, answer.Status)
		}
	}
}

func TestAMailThatAsksIsTriedAgainAndNeverTwice(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(f *crm.Form) { f.Consent.Confirm = true })
	s.Email.Script("ana@client.example", fake.Unreached, fake.Temporary, fake.LostAfter)
	s.fill(anaTypes())
	for range 6 {
		s.OK(s.service.FormChores(t.Context()))
		s.Advance("2h")
	}
	if n := len(s.Email.Records()); n != 3 {
		t.Errorf("%d tries; one that may have left goes never again", n)
	}
}

func TestWhoSaidNoIsNotAsked(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(f *crm.Form) { f.Consent.Confirm = true })
	s.Write(func(tx *store.Tx) error {
		return tx.Suppress(crm.ChannelEmail, "ana@client.example", crm.SuppressedUnsubscribed)
	})
	s.fill(anaTypes())
	s.OK(s.service.FormChores(t.Context()))
	if len(s.Email.Records()) != 0 {
		t.Error("somebody on the suppression list got a mail")
	}
	s.wants("kept", s.sent(), []string{"waiting suppressed"})
}
