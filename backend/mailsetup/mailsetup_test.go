package mailsetup_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/mailsetup"
	"stepwise/backend/words"
)

// zone is a DNS of a few names; nil answers nobody.
type zone struct {
	txt map[string][]string
	mx  map[string][]string
	srv map[string]*net.SRV
	off bool
}

var errOff = errors.New("network is unreachable")

func (z zone) missing(name string) error {
	if z.off {
		return errOff
	}
	return &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}
}

func (z zone) LookupTXT(_ context.Context, name string) ([]string, error) {
	if list, ok := z.txt[name]; ok && !z.off {
		return list, nil
	}
	return nil, z.missing(name)
}

func (z zone) LookupMX(_ context.Context, name string) (out []*net.MX, err error) {
	for _, host := range z.mx[name] {
		out = append(out, &net.MX{Host: host})
	}
	if len(out) == 0 || z.off {
		return nil, z.missing(name)
	}
	return out, nil
}

func (z zone) LookupSRV(_ context.Context, service, proto, name string) (string, []*net.SRV, error) {
	full := "_" + service + "._" + proto + "." + name
	if s := z.srv[full]; s != nil && !z.off {
		return full, []*net.SRV{s}, nil
	}
	return "", nil, z.missing(full)
}

// said wants words for a phrase in every language.
func said(t *testing.T, p crm.Phrase) {
	t.Helper()
	for _, lang := range words.Languages() {
		if text := words.Render(lang, p, nil); text == p.Key || strings.Contains(text, "{{") {
			t.Errorf("%s is said in %s as %q", p.Key, lang, text)
		}
	}
}

func TestTheServerOfAnAddress(t *testing.T) {
	t.Parallel()
	dns := zone{
		mx: map[string][]string{
			"atelier.ro": {"aspmx.l.google.com."}, "firma.ro": {"firma-ro.mail.protection.outlook.com."},
			"bolt.hu": {"mx.zoho.eu."}, "cutie.ro": {"mail.cutie.ro."}, "fals.ro": {"notgoogle.com."}, "nou.hu": {"mail.nou.hu."},
		},
		srv: map[string]*net.SRV{
			"_submissions._tcp.nou.hu":   {Target: "smtp.gazda.hu.", Port: 465},
			"_submission._tcp.altul.hu":  {Target: "smtp.altul.hu.", Port: 587},
			"_submissions._tcp.deloc.ro": {Target: ".", Port: 0},
		},
	}
	for _, tc := range []struct {
		email, preset, host string
		port                int
		mode                crm.TLSMode
		sure                bool
	}{
		{"ana@gmail.com", "google", "smtp.gmail.com", 587, crm.TLSStartTLS, true},
		{"ana@Yahoo.com", "yahoo", "smtp.mail.yahoo.com", 465, crm.TLSImplicit, true},
		{"ana@yahoo.ro", "yahoo", "smtp.mail.yahoo.com", 465, crm.TLSImplicit, true},
		{"ana@yahoo.co.uk", "yahoo", "smtp.mail.yahoo.com", 465, crm.TLSImplicit, true},
		{"ana@yahoo.firma.com.ro", "hosting", "mail.yahoo.firma.com.ro", 465, crm.TLSImplicit, false},
		{"ana@hotmail.com", "outlook", "smtp-mail.outlook.com", 587, crm.TLSStartTLS, true},
		{"ana@icloud.com", "icloud", "smtp.mail.me.com", 587, crm.TLSStartTLS, true},
		{"ana@atelier.ro", "google", "smtp.gmail.com", 587, crm.TLSStartTLS, true},
		{"ana@firma.ro", "microsoft365", "smtp.office365.com", 587, crm.TLSStartTLS, true},
		{"ana@bolt.hu", "zoho", "smtp.zoho.eu", 465, crm.TLSImplicit, true},
		{"ana@nou.hu", "hosting", "smtp.gazda.hu", 465, crm.TLSImplicit, true},
		{"ana@altul.hu", "hosting", "smtp.altul.hu", 587, crm.TLSStartTLS, true},
		{"ana@deloc.ro", "hosting", "mail.deloc.ro", 465, crm.TLSImplicit, false},
		{"ana@cutie.ro", "hosting", "mail.cutie.ro", 465, crm.TLSImplicit, false},
		{"ana@fals.ro", "hosting", "mail.fals.ro", 465, crm.TLSImplicit, false},
	} {
		g := mailsetup.Guess(t.Context(), dns, tc.email)
		p := g.Preset
		if p.ID != tc.preset || p.Host != tc.host || p.Port != tc.port || p.TLS != tc.mode || g.Sure != tc.sure || g.User != tc.email {
			t.Errorf("%s: %+v", tc.email, g)
		}
		said(t, g.Say)
	}
	off := mailsetup.Guess(t.Context(), zone{off: true}, "ana@atelier.ro")
	if off.Preset.Host != "mail.atelier.ro" || off.Sure {
		t.Errorf("without a network: %+v", off)
	}
}

func TestPresetsCanBeUsedAsTheyStand(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, p := range mailsetup.Presets() {
		if seen[p.ID] || p.ID == "" || p.TLS == crm.TLSNone || p.Port != map[crm.TLSMode]int{crm.TLSStartTLS: 587, crm.TLSImplicit: 465}[p.TLS] {
			t.Errorf("%+v", p)
		}
		if again, known := mailsetup.PresetOf(p.Host); p.Host != "" && (!known || again.ID != p.ID) {
			t.Errorf("%s is not found by its host", p.ID)
		}
		seen[p.ID] = true
		said(t, p.Note)
	}
}

// one wants one line of a kind with this state and words.
func one(t *testing.T, list []crm.MailAdvice, kind string, state crm.AdviceState, key string) crm.MailAdvice {
	t.Helper()
	for _, a := range list {
		said(t, a.Say)
		if a.Kind == kind {
			if a.State != state || a.Say.Key != "account.advice."+key {
				t.Errorf("%s: %s %s, want %s %s", kind, a.State, a.Say.Key, state, key)
			}
			return a
		}
	}
	t.Errorf("no line about %s in %+v", kind, list)
	return crm.MailAdvice{}
}

const goodKey = "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6ffAt0gunVTLw7onLRnrq0/IzW7yWR7QkrmBL7jTKEn5u+qKhbwKfBstIs+bMY2Zkp18gnTxKLxoS2tFczGkPLPgizskuemMghRniWaoLcyehkd3qqGElvW/VDL5AaWTg0nLVkjRo9z+40RQzuVaE8AkAFmxZzow3x+VJYKdjykkJ0iT9wCS0DRTXu269V264Vf/3jvredZiKRkgwlL9xNAwxXFg0x/XFw005UWVRIkdgcKWTjpBP2dPwVZ4WWC+9aGVd+Gyn1o0CLelf4rEjGoXbAAEgAqeGUxrcIlbjXfbcmwIDAQAB"

func TestWhatTheDNSSaysOfASendersDomain(t *testing.T) {
	t.Parallel()
	google := mailsetup.Sender{Email: "ana@atelier.ro", Host: "smtp.gmail.com"}
	own := mailsetup.Sender{Email: "ana@cutie.ro", Host: "mail.cutie.ro"}
	advise := func(s mailsetup.Sender, txt map[string][]string) []crm.MailAdvice {
		return mailsetup.Advise(t.Context(), zone{txt: txt}, s)
	}
	t.Run("all is there", func(t *testing.T) {
		t.Parallel()
		list := advise(google, map[string][]string{
			"atelier.ro": {"google-site-verification=x", "v=spf1 include:_spf.google.com ~all"}, "google._domainkey.atelier.ro": {goodKey},
			"_dmarc.atelier.ro": {"v=DMARC1; p=quarantine"},
		})
		one(t, list, "spf", crm.AdviceGood, "spf_good")
		one(t, list, "dkim", crm.AdviceGood, "dkim_good")
		one(t, list, "dmarc", crm.AdviceGood, "dmarc_good")
	})
	t.Run("nothing is there", func(t *testing.T) {
		t.Parallel()
		list := advise(google, nil)
		spf := one(t, list, "spf", crm.AdviceMissing, "spf_missing")
		dmarc := one(t, list, "dmarc", crm.AdviceMissing, "dmarc_missing")
		one(t, list, "dkim", crm.AdviceMissing, "dkim_missing")
		if spf.Add.Value != "v=spf1 include:_spf.google.com ~all" || dmarc.Add.Name != "_dmarc.atelier.ro" || dmarc.Add.Value != "v=DMARC1; p=none; rua=mailto:ana@atelier.ro" {
			t.Errorf("to add: %+v %+v", spf.Add, dmarc.Add)
		}
	})
	for name, tc := range map[string]struct {
		who    mailsetup.Sender
		record []string
		state  crm.AdviceState
		key    string
		add    string
	}{
		"names another provider":    {google, []string{"v=spf1 include:zoho.eu -all"}, crm.AdviceWarning, "spf_elsewhere", "v=spf1 include:_spf.google.com include:zoho.eu -all"},
		"includes what includes it": {google, []string{"v=spf1 include:all.example.net -all"}, crm.AdviceGood, "spf_good", ""},
		"redirects to it":           {google, []string{"v=spf1 redirect=_spf.google.com"}, crm.AdviceGood, "spf_good", ""},
		"twice":                     {google, []string{"v=spf1 -all", "v=spf1 ~all"}, crm.AdviceWarning, "spf_twice", ""},
		"everybody":                 {google, []string{"v=spf1 include:_spf.google.com +all"}, crm.AdviceWarning, "spf_everybody", ""},
		"round and round":           {google, []string{"v=spf1 include:loop.example.net -all"}, crm.AdviceWarning, "spf_lookups", ""},
		"the domain's own server":   {own, []string{"v=spf1 a mx -all"}, crm.AdviceGood, "spf_good", ""},
		"the server by name":        {own, []string{"v=spf1 a:mail.cutie.ro -all"}, crm.AdviceGood, "spf_good", ""},
		"addresses alone":           {own, []string{"v=spf1 ip4:192.0.2.1 -all"}, crm.AdviceUnknown, "spf_there", ""},
		"none":                      {own, nil, crm.AdviceMissing, "spf_missing", "v=spf1 a mx a:mail.cutie.ro ~all"},
		"none, a bare address":      {mailsetup.Sender{Email: own.Email, Host: "192.0.2.1"}, nil, crm.AdviceMissing, "spf_missing", "v=spf1 a mx ip4:192.0.2.1 ~all"},
	} {
		t.Run("SPF: "+name, func(t *testing.T) {
			t.Parallel()
			_, domain, _ := strings.Cut(tc.who.Email, "@")
			line := one(t, advise(tc.who, map[string][]string{
				domain: tc.record, "all.example.net": {"v=spf1 include:_spf.google.com ~all"}, "loop.example.net": {"v=spf1 include:loop.example.net -all"},
			}), "spf", tc.state, tc.key)
			if tc.add != "" && (line.Add == nil || line.Add.Value != tc.add) {
				t.Errorf("to add: %+v", line.Add)
			}
		})
	}
	t.Run("DKIM", func(t *testing.T) {
		t.Parallel()
		one(t, advise(own, nil), "dkim", crm.AdviceUnknown, "dkim_selector")
		typed := own
		typed.Selector = "default"
		one(t, advise(typed, nil), "dkim", crm.AdviceMissing, "dkim_none_typed")
		one(t, advise(typed, map[string][]string{"default._domainkey.cutie.ro": {"v=DKIM1; p="}}), "dkim", crm.AdviceWarning, "dkim_revoked")
		one(t, advise(typed, map[string][]string{"default._domainkey.cutie.ro": {"k=rsa; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKhUxvwJmqzMdZ3UxJbCkJHXIrDBQ9WnBzg0b3Hhl4wZ3cCiWU0oyZ8xkz7wq1Tz2MQcw3xkJ6SJnhX0Zr+KZ2kCAwEAAQ=="}}), "dkim", crm.AdviceWarning, "dkim_short")
		one(t, advise(typed, map[string][]string{"default._domainkey.cutie.ro": {goodKey}}), "dkim", crm.AdviceGood, "dkim_good")
		for selector, fine := range map[string]bool{"": true, "s1": true, "20230601.google": true, "a b": false, "-x": false, "x\r\ny": false, "*": false} {
			if (mailsetup.CheckSelector(selector) == nil) != fine {
				t.Errorf("selector %q", selector)
			}
		}
	})
	t.Run("DMARC", func(t *testing.T) {
		t.Parallel()
		below := mailsetup.Sender{Email: "ana@news.atelier.ro", Host: "mail.atelier.ro"}
		one(t, advise(below, map[string][]string{"_dmarc.atelier.ro": {"v=DMARC1; p=none"}}), "dmarc", crm.AdviceGood, "dmarc_none")
		one(t, advise(google, map[string][]string{"_dmarc.atelier.ro": {"v=DMARC1; p=maybe"}}), "dmarc", crm.AdviceWarning, "dmarc_wrong")
	})
	t.Run("a provider's own domain", func(t *testing.T) {
		t.Parallel()
		one(t, advise(mailsetup.Sender{Email: "ana@gmail.com", Host: "smtp.gmail.com"}, nil), "provider", crm.AdviceGood, "provider")
		one(t, advise(mailsetup.Sender{Email: "ana@hotmail.com", Host: "smtp.office365.com"}, nil), "provider", crm.AdviceGood, "provider")
		one(t, advise(mailsetup.Sender{Email: "ana@yahoo.com", Host: "mail.cutie.ro"}, nil), "provider", crm.AdviceWarning, "foreign_server")
	})
	t.Run("the server has another name, the exchanger says whose it is", func(t *testing.T) {
		t.Parallel()
		list := mailsetup.Advise(t.Context(), zone{mx: map[string][]string{"atelier.ro": {"aspmx.l.google.com."}}}, mailsetup.Sender{Email: "ana@atelier.ro", Host: "smtp-relay.gmail.com"})
		one(t, list, "dkim", crm.AdviceMissing, "dkim_missing")
	})
	t.Run("without a network nothing is claimed", func(t *testing.T) {
		t.Parallel()
		list := mailsetup.Advise(t.Context(), zone{off: true}, google)
		for _, kind := range []string{"spf", "dkim", "dmarc"} {
			one(t, list, kind, crm.AdviceUnknown, "no_answer")
		}
	})
}
