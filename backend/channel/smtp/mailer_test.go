package mailer_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	mailer "stepwise/backend/channel/smtp"
	"stepwise/backend/crm"
	"stepwise/backend/testkit/sink"
)

// noon is the clock of these tests: it stands still.
func noon() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }

func startSMTP(t *testing.T, opts sink.SMTPOptions) *sink.SMTP {
	t.Helper()
	opts.Now = noon
	s, err := sink.StartSMTP(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func newMailer(t *testing.T) *mailer.Mailer {
	t.Helper()
	m := mailer.New(noon, mailer.Options{})
	t.Cleanup(m.Close)
	return m
}

func accountAt(port int) crm.Account {
	return crm.Account{ID: 1, Channel: crm.ChannelEmail, Kind: crm.AccountSMTP, SMTP: &crm.SMTPSettings{
		Host: "127.0.0.1", Port: port, TLS: crm.TLSNone, Auth: "auto", FromName: "Atelier Ștefan", FromEmail: "office@atelier.ro",
	}}
}

func messageTo(to string) crm.Message {
	return crm.Message{Key: "K7Q2M4XN5B3VZ6T8R1W9Y0PDCA", Channel: crm.ChannelEmail, To: to, Purpose: crm.PurposeMarketing, Created: crm.At(noon())}
}

// delivery is one hand-over as a test sees it.
type delivery struct {
	commits int
	out     crm.Outcome
}

func deliver(ctx context.Context, t *testing.T, m *mailer.Mailer, a crm.Account, to string) delivery {
	t.Helper()
	msg := messageTo(to)
	raw, err := m.Compose(a, msg, crm.Rendered{Subject: "Bună", Text: "Salut,\n\n" + strings.Repeat("text ", 200), HTML: "<p>Salut</p>"})
	if err != nil {
		t.Fatal(err)
	}
	return handOver(ctx, m, a, msg, raw)
}

func handOver(ctx context.Context, m *mailer.Mailer, a crm.Account, msg crm.Message, raw []byte) delivery {
	var d delivery
	d.out = m.Send(ctx, a, msg, raw, func() error {
		d.commits++
		return nil
	})
	return d
}

func TestEveryFaultOfAServerIsJudgedRight(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		fault   string
		want    crm.OutcomeKind
		code    int
		bad     bool
		commits int
		taken   int
	}{
		{"connect-drop", crm.Temporary, 0, false, 0, 0},
		{"greet-421", crm.Temporary, 421, false, 0, 0},
		{"greet-554", crm.Stopped, 554, false, 0, 0},
		{"greet-slow", crm.Accepted, 250, false, 1, 1},
		{"ehlo-451", crm.Temporary, 451, false, 0, 0},
		{"mail-451", crm.Temporary, 451, false, 0, 0},
		{"mail-550", crm.Stopped, 550, false, 0, 0},
		{"mail-530", crm.Stopped, 530, false, 0, 0},
		{"rcpt-450", crm.Temporary, 450, false, 0, 0},
		{"rcpt-550", crm.Refused, 550, true, 0, 0},
		{"rcpt-551", crm.Refused, 551, true, 0, 0},
		{"rcpt-552", crm.Temporary, 552, false, 0, 0},
		{"rcpt-553", crm.Refused, 553, true, 0, 0},
		{"rcpt-554", crm.Refused, 554, false, 0, 0},
		{"rcpt-530", crm.Stopped, 530, false, 0, 0},
		{"data-421", crm.Temporary, 421, false, 0, 0},
		{"data-451", crm.Temporary, 451, false, 0, 0},
		{"data-554", crm.Refused, 554, false, 0, 0},
		{"eod-421", crm.Temporary, 421, false, 1, 0},
		{"eod-451", crm.Temporary, 451, false, 1, 0},
		{"eod-452", crm.Temporary, 452, false, 1, 0},
		{"eod-550", crm.Refused, 550, false, 1, 0},
		{"eod-552", crm.Refused, 552, false, 1, 0},
		{"eod-554", crm.Refused, 554, false, 1, 0},
		{"eod-354", crm.Unclear, 354, false, 1, 0},
		{"drop-before-accept", crm.Unclear, 0, false, 1, 0},
		{"drop-after-accept", crm.Unclear, 0, false, 1, 1},
		{"truncate-reply", crm.Unclear, 0, false, 1, 1},
		{"slow-accept", crm.Accepted, 250, false, 1, 1},
		{"cut-after-250", crm.Accepted, 250, false, 1, 1},
	} {
		for _, pipelining := range []bool{true, false} {
			name := tc.fault + map[bool]string{true: " with pipelining", false: " one by one"}[pipelining]
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				patience := make(chan struct{})
				close(patience)
				s := startSMTP(t, sink.SMTPOptions{Faults: map[string]float64{tc.fault: 1}, NoPipelining: !pipelining, Slow: patience})
				d := deliver(t.Context(), t, newMailer(t), accountAt(s.Port()), "ana@x.ro")
				if d.out.Kind != tc.want || d.out.Code != tc.code || d.out.BadAddress != tc.bad {
					t.Errorf("outcome %+v", d.out)
				}
				if d.commits != tc.commits {
					t.Errorf("committed %d times, want %d", d.commits, tc.commits)
				}
				if n := len(s.Accepted()); n != tc.taken {
					t.Errorf("taken %d times, want %d", n, tc.taken)
				}
				if d.out.Words == "" {
					t.Error("no words to show")
				}
			})
		}
	}
}

func TestAFaultByRecipientMeetsThatRecipientAlone(t *testing.T) {
	t.Parallel()
	s := startSMTP(t, sink.SMTPOptions{})
	m, a := newMailer(t), accountAt(s.Port())
	for _, tc := range []struct {
		to   string
		want crm.OutcomeKind
	}{
		{"ana@x.test", crm.Accepted},
		{"f.rcpt-550.1@x.test", crm.Refused},
		{"f.eod-451-once.3@x.test", crm.Temporary},
		{"f.eod-451-once.3@x.test", crm.Accepted},
		{"f.drop-after-accept.7@x.test", crm.Unclear},
		{"ion@x.test", crm.Accepted},
	} {
		if d := deliver(t.Context(), t, m, a, tc.to); d.out.Kind != tc.want {
			t.Errorf("%s: %+v", tc.to, d.out)
		}
	}
}

func TestAServerThatLeavesInTheMiddleGotNothing(t *testing.T) {
	t.Parallel()
	s := startSMTP(t, sink.SMTPOptions{Faults: map[string]float64{"drop-mid-data": 1}, MaxBytes: 64 << 20})
	// Larger than every buffer on the way, so the drop is noticed while writing.
	raw := []byte("Message-ID: <k@x.ro>\r\n\r\n" + strings.Repeat(strings.Repeat("x", 76)+"\r\n", 200_000))
	d := handOver(t.Context(), newMailer(t), accountAt(s.Port()), messageTo("ana@x.ro"), raw)
	if d.out.Kind != crm.Temporary || d.commits != 0 || len(s.Accepted()) != 0 {
		t.Errorf("outcome %+v after %d commits", d.out, d.commits)
	}
}

func TestAFailedCommitSendsNothing(t *testing.T) {
	t.Parallel()
	s := startSMTP(t, sink.SMTPOptions{})
	m, a, msg := newMailer(t), accountAt(s.Port()), messageTo("ana@x.ro")
	out := m.Send(t.Context(), a, msg, []byte("Subject: x\r\n\r\nbody\r\n"), func() error { return errors.New("disk full") })
	if out.Kind != crm.Aborted {
		t.Errorf("outcome %+v", out)
	}
	if _, err := s.Await(t.Context(), func(e sink.Entry) bool { return e.Ev == sink.EvAborted }); err != nil {
		t.Fatal(err)
	}
	if len(s.Accepted()) != 0 {
		t.Error("the half message was taken")
	}
}

func TestTheCommitComesBeforeTheServerCanHaveTheMessage(t *testing.T) {
	t.Parallel()
	s := startSMTP(t, sink.SMTPOptions{})
	m, a := newMailer(t), accountAt(s.Port())
	out := m.Send(t.Context(), a, messageTo("ana@x.ro"), []byte("Subject: x\r\n\r\nbody\r\n"), func() error {
		if len(s.Accepted()) != 0 {
			t.Error("taken before the commit")
		}
		return nil
	})
	if out.Kind != crm.Accepted || len(s.Accepted()) != 1 {
		t.Errorf("outcome %+v", out)
	}
}

func TestACancelledHandOverIsUnclearOnlyAfterTheDot(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name  string
		fault string
		ev    string
		want  crm.OutcomeKind
	}{
		{"while the server thinks about the dot", "slow-accept", sink.EvAccepted, crm.Unclear},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := startSMTP(t, sink.SMTPOptions{Faults: map[string]float64{tc.fault: 1}})
			ctx, cancel := context.WithCancel(t.Context())
			go func() {
				defer cancel()
				_, _ = s.Await(ctx, func(e sink.Entry) bool { return e.Ev == tc.ev })
			}()
			if d := deliver(ctx, t, newMailer(t), accountAt(s.Port()), "ana@x.ro"); d.out.Kind != tc.want {
				t.Errorf("outcome %+v", d.out)
			}
		})
	}
	t.Run("during the commit", func(t *testing.T) {
		t.Parallel()
		s := startSMTP(t, sink.SMTPOptions{})
		ctx, cancel := context.WithCancel(t.Context())
		out := newMailer(t).Send(ctx, accountAt(s.Port()), messageTo("ana@x.ro"), []byte("Subject: x\r\n\r\nbody\r\n"), func() error {
			cancel()
			return nil
		})
		if out.Kind != crm.Temporary || len(s.Accepted()) != 0 {
			t.Errorf("outcome %+v", out)
		}
	})
}

func TestNothingGoesToABrokenEnvelopeOrOfABrokenMessage(t *testing.T) {
	t.Parallel()
	s := startSMTP(t, sink.SMTPOptions{})
	m := newMailer(t)
	for _, tc := range []struct {
		name string
		to   string
		raw  string
		want crm.OutcomeKind
	}{
		{"a command in the address", "ana@x.ro>\r\nRCPT TO:<eve@x.ro", "a\r\n", crm.Refused},
		{"an address that is not ASCII", "ana@școala.ro", "a\r\n", crm.Refused},
		{"a bare LF", "ana@x.ro", "a\n.\r\nb\r\n", crm.Refused},
		{"a bare CR", "ana@x.ro", "a\r.\r\nb\r\n", crm.Refused},
		{"a NUL", "ana@x.ro", "a\x00\r\n", crm.Refused},
		{"no end", "ana@x.ro", "a", crm.Refused},
	} {
		d := handOver(t.Context(), m, accountAt(s.Port()), messageTo(tc.to), []byte(tc.raw))
		if d.out.Kind != tc.want || d.commits != 0 {
			t.Errorf("%s: %+v", tc.name, d.out)
		}
	}
	if s.Connections() != 0 {
		t.Error("the server was bothered")
	}
}

func TestALineThatIsADotArrivesAsItIs(t *testing.T) {
	t.Parallel()
	s := startSMTP(t, sink.SMTPOptions{})
	raw := ".first\r\n.\r\n..\r\nMAIL FROM:<eve@x.ro>\r\n.\r\n"
	d := handOver(t.Context(), newMailer(t), accountAt(s.Port()), messageTo("ana@x.ro"), []byte(raw))
	if d.out.Kind != crm.Accepted {
		t.Fatalf("outcome %+v", d.out)
	}
	if got := string(s.Accepted()[0].Raw); got != raw {
		t.Errorf("arrived %q", got)
	}
}
