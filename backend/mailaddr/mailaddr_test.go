package mailaddr_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"stepwise/backend/mailaddr"
)

// answer is the address for SMTP, how it is shown where that differs, and the
// warnings, or the reason's key.
func answer(text string) string {
	a, why := mailaddr.Parse(text)
	if why != nil {
		return strings.TrimPrefix(why.Key, "mailaddr.")
	}
	said := []string{a.Email}
	if a.Shown != a.Email {
		said = append(said, "shown "+a.Shown)
	}
	for _, w := range a.Warnings {
		said = append(said, strings.TrimPrefix(w.Key, "mailaddr."))
	}
	return strings.Join(said, " ")
}

var (
	local64   = strings.Repeat("a", 64)
	label63   = strings.Repeat("b", 63)
	domain    = strings.Repeat("c", 60) + "."
	elsewhere = map[string]string{}
)

// The listed bad inputs, each with the answer that its prose asks for. EM02 is
// about names, EM20 about a step with many recipients: neither is an address.
var listed = map[string]map[string]string{
	"EM01": {"ion@exemplu.ro\r\nBcc: x@y.z": "control"},
	"EM02": elsewhere,
	"EM04": {"Ion <ion@exemplu.ro>": "ion@exemplu.ro noted_display"},
	"EM05": {
		"ion@exemplu.ro, ana@exemplu.ro": "several",
		"ion@exemplu.ro; ana@exemplu.ro": "several",
	},
	"EM07": {
		"ion＠exemplu.ro": "wide_at",
		"ion@exemplu。ro": "ion@exemplu.ro",
	},
	"EM08": {"ion@școala.ro": "ion@xn--coala-e9b.ro shown ion@școala.ro domain_as"},
	"EM10": {"a@b": "no_dot", "a@localhost": "no_dot"},
	"EM11": {"ion@[127.0.0.1]": "literal", "ion@1.2.3.4": "literal"},
	"EM13": {`"<script>alert(1)</script>"@x.ro`: "quoted"},
	"EM14": {
		local64 + "a@x.ro": "long_local",
		"ion@" + strings.Repeat(domain, 4) + "ddddddd.ro": "long_domain",
		"ion@" + label63 + "b.ro":                         "long_label",
	},
	"EM16": {"ion+crm@exemplu.ro": "ion+crm@exemplu.ro", "i.on@gmail.com": "i.on@gmail.com"},
	"EM17": {"p\u0430ypal@x.ro": "p\u0430ypal@x.ro needs_smtputf8 mixed_scripts"},
	"EM19": {
		"ion@exemplu.ro.": "bad_domain", "ion@-x.ro": "bad_domain", "ion@x_.ro": "bad_domain", "ion@exemplu..ro": "bad_domain",
	},
	"EM20": elsewhere,
}

func TestListedBadInputs(t *testing.T) {
	t.Parallel()
	f, err := os.Open("testdata/bad_inputs_em.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	seen := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var c struct{ ID, Input, Expect string }
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		seen++
		t.Run(c.ID+" "+c.Input, func(t *testing.T) {
			t.Parallel()
			if listed[c.ID] == nil {
				t.Errorf("no answer is written down for: %s", c.Expect)
			}
			for text, want := range listed[c.ID] {
				if got := answer(text); got != want {
					t.Errorf("%q: got %s, want %s", text, got, want)
				}
			}
		})
	}
	if seen != len(listed) {
		t.Errorf("%d inputs, %d answers", seen, len(listed))
	}
}

func TestSimilarInputs(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"ion@exemplu.ro":                      "ion@exemplu.ro",
		"  ion@exemplu.ro ":                   "ion@exemplu.ro",
		"\u00a0ion@exemplu.ro\u00a0":          "ion@exemplu.ro",
		"Ion.Pop@EXEMPLU.Ro":                  "Ion.Pop@exemplu.ro",
		"o'neil@exemplu.ro":                   "o'neil@exemplu.ro",
		"!#$%&'*+-/=?^_`{|}~@exemplu.ro":      "!#$%&'*+-/=?^_`{|}~@exemplu.ro",
		"a@x.co.uk":                           "a@x.co.uk",
		"a@1und1.de":                          "a@1und1.de",
		"a@x-y.museum":                        "a@x-y.museum",
		"ion@xn--coala-e9b.ro":                "ion@xn--coala-e9b.ro",
		"ion@ȘCOALA.ro":                       "ion@xn--coala-e9b.ro shown ion@școala.ro domain_as",
		"ion@s\u0326coala.ro":                 "ion@xn--coala-e9b.ro shown ion@școala.ro domain_as",
		"ion@пример.рф":                       "ion@xn--e1afmkfd.xn--p1ai shown ion@пример.рф domain_as",
		"ion@p\u0430ypal.com":                 "ion@xn--pypal-4ve.com shown ion@p\u0430ypal.com domain_as mixed_scripts",
		"ștefan@exemplu.ro":                   "ștefan@exemplu.ro needs_smtputf8",
		"s\u0326tefan@exemplu.ro":             "ștefan@exemplu.ro needs_smtputf8",
		"иван@пример.рф":                      "иван@xn--e1afmkfd.xn--p1ai shown иван@пример.рф domain_as needs_smtputf8",
		"ion@exemplu.ro\u200b":                "ion@exemplu.ro noted_invisible",
		"\ufeffion@exem\u00adplu.ro":          "ion@exemplu.ro noted_invisible",
		"\u202eion@exemplu.ro":                "ion@exemplu.ro noted_invisible",
		"<ion@exemplu.ro>":                    "ion@exemplu.ro noted_display",
		`"Pop, Ion" <ion@exemplu.ro>`:         "ion@exemplu.ro noted_display",
		"mailto:ion@exemplu.ro?subject=Hello": "ion@exemplu.ro noted_display",
		local64 + "@x.ro":                     local64 + "@x.ro",
		"a@" + label63 + ".ro":                "a@" + label63 + ".ro",
		"":                                    "empty",
		" \u200b ":                            "empty",
		"Ion <>":                              "empty",
		"ion":                                 "no_at",
		"@exemplu.ro":                         "no_local",
		"ion@":                                "no_domain",
		"ion@@exemplu.ro":                     "two_ats",
		"ion@ana@exemplu.ro":                  "two_ats",
		"ion@exemplu.ro\n":                    "control",
		"ion@exemplu.ro\x00":                  "control",
		"ion\t@exemplu.ro":                    "control",
		"ion\u0085@exemplu.ro":                "control",
		"ion\u2028@exemplu.ro":                "control",
		"ion\xff@exemplu.ro":                  "bad_character",
		"ion pop@exemplu.ro":                  "space",
		"ion@exemplu .ro":                     "space",
		"ion@exemplu.ro ana@exemplu.ro":       "several",
		"ion@exemplu.ro,ana@exemplu.ro":       "several",
		"Ion <ion@x.ro>, Ana <ana@x.ro>":      "several",
		"ana@x.ro <ion@x.ro>":                 "several",
		"ion@exemplu.ro;":                     "bad_domain",
		"ion,pop@exemplu.ro":                  "bad_character",
		"ion;pop@exemplu.ro":                  "bad_character",
		"ion:pop@exemplu.ro":                  "bad_character",
		"ion😀@exemplu.ro":                     "bad_character",
		`"i on"@exemplu.ro`:                   "space",
		`"ion"@exemplu.ro`:                    "quoted",
		"ion(comment)@exemplu.ro":             "quoted",
		"<script>@x.ro":                       "quoted",
		".ion@exemplu.ro":                     "dots",
		"ion.@exemplu.ro":                     "dots",
		"i..on@exemplu.ro":                    "dots",
		"ion@.exemplu.ro":                     "bad_domain",
		"ion@x-.ro":                           "bad_domain",
		"ion@exemplu,ro":                      "bad_domain",
		"ion@exemplu!.ro":                     "bad_domain",
		"ion@xn--.ro":                         "bad_domain",
		"ion@xn--a.ro":                        "bad_domain",
		"ion@x.r":                             "bad_domain",
		"ion@x.c0m":                           "bad_domain",
		"ion@x.ro:25":                         "bad_domain",
		"ion@x.ro/path":                       "bad_domain",
		"ion@http://x.ro":                     "bad_domain",
		"ion@[IPv6:::1]":                      "literal",
		"ion@::1":                             "literal",
		"ion@127.1":                           "literal",
		"ion@１.２.３.４":                         "literal",
		"ion﹫exemplu.ro":                      "wide_at",
		local64 + "@" + strings.Repeat(domain, 3) + "ddddd.ro": "too_long",
	} {
		if got := answer(text); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestTheKeyKnowsOnlyUpperAndLowerCase(t *testing.T) {
	t.Parallel()
	keys := map[string]bool{}
	for _, text := range []string{"Ion@Exemplu.ro", "ion@exemplu.RO", "i.on@exemplu.ro", "ion+x@exemplu.ro"} {
		a, why := mailaddr.Parse(text)
		if why != nil {
			t.Fatal(text, why)
		}
		keys[a.Key()] = true
	}
	if len(keys) != 3 {
		t.Error(keys)
	}
}

func FuzzParse(f *testing.F) {
	for _, cases := range listed {
		for text := range cases {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, why := mailaddr.Parse(text)
		if why != nil {
			return
		}
		again, why := mailaddr.Parse(a.Email)
		if why != nil || again.Email != a.Email || len(a.Email) > 254 || strings.ContainsAny(a.Email, "\r\n\x00 <>,;") {
			t.Fatalf("%q: %+v, then %+v %v", text, a, again, why)
		}
	})
}
