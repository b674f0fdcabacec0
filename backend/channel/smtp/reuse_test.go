package mailer_test

import (
	"fmt"
	"testing"
	"time"

	mailer "stepwise/backend/channel/smtp"
	"stepwise/backend/crm"
	"stepwise/backend/testkit/sink"
)

func TestAConnectionIsUsedAgainAfterACleanMessage(t *testing.T) {
	t.Parallel()
	s := startSMTP(t, sink.SMTPOptions{})
	m, a := newMailer(t), accountAt(s.Port())
	for i := range 5 {
		if d := deliver(t.Context(), t, m, a, fmt.Sprintf("ana%d@x.ro", i)); d.out.Kind != crm.Accepted {
			t.Fatalf("outcome %+v", d.out)
		}
	}
	if n := s.Connections(); n != 1 {
		t.Errorf("%d connections for 5 messages", n)
	}
	other := a
	other.Secret = "another"
	deliver(t.Context(), t, m, other, "ana@x.ro")
	if n := s.Connections(); n != 2 {
		t.Errorf("another password used the same connection")
	}
}

func TestAConnectionIsNotUsedAgainAfterTrouble(t *testing.T) {
	t.Parallel()
	s := startSMTP(t, sink.SMTPOptions{})
	m, a := newMailer(t), accountAt(s.Port())
	for _, to := range []string{"f.eod-451.1@x.test", "f.rcpt-550.2@x.test", "ana@x.test"} {
		deliver(t.Context(), t, m, a, to)
	}
	if n := s.Connections(); n != 3 {
		t.Errorf("%d connections", n)
	}
}

func TestAConnectionThatWentStaleIsReplacedOnce(t *testing.T) {
	t.Parallel()
	s := startSMTP(t, sink.SMTPOptions{})
	m, a := newMailer(t), accountAt(s.Port())
	for range 3 {
		d := deliver(t.Context(), t, m, a, "ana@x.ro")
		if d.out.Kind != crm.Accepted || d.commits != 1 {
			t.Fatalf("outcome %+v after %d commits", d.out, d.commits)
		}
		s.DropIdle()
	}
	if n := s.Connections(); n != 3 {
		t.Errorf("%d connections", n)
	}
	s.SetFaults(map[string]float64{"connect-drop": 1})
	if d := deliver(t.Context(), t, m, a, "ana@x.ro"); d.out.Kind != crm.Temporary {
		t.Errorf("outcome %+v", d.out)
	}
	if n := s.Connections(); n != 4 {
		t.Errorf("%d connections: tried more than once", n)
	}
}

func TestAReplyOfAKeptConnectionIsNoReasonToTryAgain(t *testing.T) {
	t.Parallel()
	s := startSMTP(t, sink.SMTPOptions{})
	m, a := newMailer(t), accountAt(s.Port())
	deliver(t.Context(), t, m, a, "ana@x.ro")
	if d := deliver(t.Context(), t, m, a, "f.rcpt-450.1@x.test"); d.out.Kind != crm.Temporary {
		t.Errorf("outcome %+v", d.out)
	}
	if n := s.Connections(); n != 1 {
		t.Errorf("%d connections", n)
	}
}

func TestConnectionsAreDroppedWhenOldOrWornOrTooMany(t *testing.T) {
	t.Parallel()
	s := startSMTP(t, sink.SMTPOptions{})
	now := noon()
	m := mailer.New(func() time.Time { return now }, mailer.Options{IdleFor: time.Minute, MaxUses: 2, MaxIdle: 1})
	t.Cleanup(m.Close)
	a := accountAt(s.Port())
	for i, tc := range []struct {
		after time.Duration
		conns int
	}{
		{0, 1}, {time.Minute, 1}, // used twice: worn
		{0, 2}, {time.Minute + time.Second, 3}, // too old
		{-time.Hour, 4}, // a clock that went back
	} {
		now = now.Add(tc.after)
		deliver(t.Context(), t, m, a, "ana@x.ro")
		if n := s.Connections(); n != tc.conns {
			t.Errorf("message %d: %d connections, want %d", i, n, tc.conns)
		}
	}
}

func TestManyAtOnceEachHaveAConnectionOfTheirOwn(t *testing.T) {
	t.Parallel()
	s := startSMTP(t, sink.SMTPOptions{})
	m, a := newMailer(t), accountAt(s.Port())
	results := make(chan crm.OutcomeKind, 60)
	for i := range 6 {
		go func() {
			for j := range 10 {
				msg := messageTo(fmt.Sprintf("ana%d-%d@x.ro", i, j))
				msg.Key = fmt.Sprintf("key%dx%d", i, j)
				results <- handOver(t.Context(), m, a, msg, []byte("Message-ID: <"+msg.Key+"@x.ro>\r\n\r\nbody\r\n")).out.Kind
			}
		}()
	}
	for range 60 {
		if kind := <-results; kind != crm.Accepted {
			t.Errorf("outcome %s", kind)
		}
	}
	seen := map[string]bool{}
	for _, e := range s.Accepted() {
		if seen[e.Mid] {
			t.Errorf("%s twice", e.Mid)
		}
		seen[e.Mid] = true
	}
	if len(seen) != 60 {
		t.Errorf("%d messages arrived", len(seen))
	}
}
