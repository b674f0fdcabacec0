package backend

import (
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

func TestTheOutboxSaysOfWhatMayHaveArrivedThatItIsUncertain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		m       crm.Message
		running bool
		want    crm.MessageState
	}{
		{"it waits", crm.Message{State: crm.MessageQueued}, true, crm.MessageQueued},
		{"it waits to be repeated", crm.Message{State: crm.MessageQueued, HandedAt: 1}, true, crm.MessageUncertain},
		{"it is being sent", crm.Message{State: crm.MessageSending, HandedAt: 1}, true, crm.MessageSending},
		{"it was being sent by a process that died", crm.Message{State: crm.MessageSending, HandedAt: 1}, false, crm.MessageUncertain},
		{"it arrived", crm.Message{State: crm.MessageSent, HandedAt: 1}, false, crm.MessageSent},
	} {
		if got := outboxLine(store.MessageLine{Message: c.m}, "firma.example", c.running).State; got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
