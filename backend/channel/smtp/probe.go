package mailer

import (
	"context"
	"crypto/tls"
	"net"
	"net/netip"
	"strings"
	"time"

	"stepwise/backend/crm"
)

// waitProbe is how long one step of a test may take: somebody looks on.
const waitProbe = 20 * time.Second

// soon is how long before its end a certificate is worth a word.
const soon = 14 * 24 * time.Hour

// ProbeSteps are the steps of a test in their order.
var ProbeSteps = []string{"name", "connect", "tls", "login", "mail"}

// Probe tries an account step by step, from its server's name to a message that
// is really handed over, and tells each step as soon as it is done. After one
// that fails the others are skipped. It says whether all is well.
func (m *Mailer) Probe(ctx context.Context, a crm.Account, msg crm.Message, raw []byte, each func(crm.ProbeStep)) bool {
	p := &probe{m: m, a: a, settings: a.SMTP, msg: msg, raw: raw}
	defer func() {
		if p.s != nil {
			p.s.abort()
		}
	}()
	well := a.SMTP != nil
	for i, run := range []func(context.Context) crm.ProbeStep{p.name, p.connect, p.tls, p.login, p.mail} {
		step := crm.ProbeStep{State: crm.ProbeSkipped, Say: crm.Say("account.probe.skipped")}
		if well {
			within, cancel := context.WithTimeout(ctx, waitProbe)
			step = run(within)
			cancel()
		}
		step.Step = ProbeSteps[i]
		each(step)
		well = well && step.State != crm.ProbeFailed
	}
	return well
}

// probe is one test under way.
type probe struct {
	m        *Mailer
	a        crm.Account
	settings *crm.SMTPSettings
	msg      crm.Message
	raw      []byte
	s        *session
}

func done(say crm.Phrase) crm.ProbeStep { return crm.ProbeStep{State: crm.ProbeOK, Say: say} }

func (p *probe) failed(t *trouble) crm.ProbeStep {
	e := t.problem(p.settings)
	return crm.ProbeStep{
		State: crm.ProbeFailed, Say: crm.Phrase{Key: e.Key, Args: e.Args}, Words: t.words, Remedy: p.remedy(t),
	}
}

// name looks up the server's address.
func (p *probe) name(ctx context.Context) crm.ProbeStep {
	host := p.settings.Host
	if _, err := netip.ParseAddr(host); err == nil {
		return crm.ProbeStep{State: crm.ProbeSkipped, Say: crm.Say("account.probe.name_address", "host", host)}
	}
	addresses, err := net.DefaultResolver.LookupHost(ctx, host)
	if err != nil {
		return p.failed(&trouble{key: "account.probe.name_failed", words: clip(err.Error()), cause: err})
	}
	const most = 3
	return done(crm.Say("account.probe.name", "host", host, "addresses", strings.Join(addresses[:min(most, len(addresses))], ", ")))
}

func (p *probe) connect(ctx context.Context) crm.ProbeStep {
	s, fail := dial(ctx, p.settings)
	if fail != nil {
		return p.failed(fail)
	}
	p.s = s
	return done(crm.Say("account.probe.connect", "host", hostPort(p.settings)))
}

// tls greets and protects the connection, in the order that the settings want.
func (p *probe) tls(ctx context.Context) crm.ProbeStep {
	if fail := p.s.protected(ctx, p.settings); fail != nil {
		return p.failed(fail)
	}
	conn, ok := p.s.conn.(*tls.Conn)
	if !ok {
		return crm.ProbeStep{State: crm.ProbeSkipped, Say: crm.Say("account.probe.tls_none")}
	}
	state := conn.ConnectionState()
	leaf := state.PeerCertificates[0]
	until := crm.At(leaf.NotAfter)
	step := done(crm.Say("account.probe.tls", "version", tls.VersionName(state.Version), "name", p.settings.Host, "until", until))
	if leaf.NotAfter.Sub(p.m.pool.now()) < soon {
		remedy := crm.Say("account.fix.cert_soon", "host", p.settings.Host, "until", until)
		step.Remedy = &remedy
	}
	return step
}

func (p *probe) login(ctx context.Context) crm.ProbeStep {
	if p.settings.Auth == "none" || p.settings.User == "" {
		return crm.ProbeStep{State: crm.ProbeSkipped, Say: crm.Say("account.probe.login_none")}
	}
	if fail := p.s.login(ctx, p.settings, p.m.key(p.a)); fail != nil {
		return p.failed(fail)
	}
	return done(crm.Say("account.probe.login", "user", p.settings.User))
}

// mail hands the message over, as every other one would be.
func (p *probe) mail(ctx context.Context) crm.ProbeStep {
	from, to, fail := envelope(p.a, p.msg)
	if fail == nil && !wellFormed(p.raw) {
		fail = &trouble{key: "account.compose.empty", words: "bare CR, LF or NUL in the message"}
	}
	if fail == nil {
		fail = p.s.begin(ctx, from, to)
	}
	if fail != nil {
		return p.failed(fail)
	}
	out := p.s.finish(ctx, p.raw, func() error { return nil })
	if out.Kind != crm.Accepted {
		return p.failed(&trouble{key: "account.test_" + string(out.Kind), code: out.Code, words: out.Words})
	}
	step := done(crm.Say("account.probe.mail", "to", p.msg.To))
	step.Words = out.Words
	return step
}
