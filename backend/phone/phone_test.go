package phone_test

import (
	"bufio"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/phone"
)

// answer is "+40712345678 mobile RO [what was noted]", with "no SMS" where none
// may be sent, or the reason's key.
func answer(text, region string) string {
	n, why := phone.Parse(text, region)
	if why != nil {
		return strings.TrimPrefix(why.Key, "phone.")
	}
	said := []string{n.E164, string(n.Kind), n.Region}
	if !n.SMS {
		said = append(said, "no SMS")
	}
	for _, p := range n.Noted {
		said = append(said, strings.TrimPrefix(p.Key, "phone."))
	}
	return strings.Join(said, " ")
}

// The listed bad inputs, each with the answer that its prose asks for.
var listed = map[string]map[string]string{
	"PH01": {"0712 345 678": "+40712345678 mobile RO"},
	"PH02": {"0040712345678": "+40712345678 mobile RO"},
	"PH04": {"712345678": "+40712345678 mobile RO zero_was_missing"},
	"PH05": {"+40(0)712345678": "+40712345678 mobile RO"},
	"PH07": {"0900123456": "+40900123456 premium RO no SMS"},
	"PH08": {"112": "emergency"},
	"PH10": {"06301234567": "did_you_mean"},
	"PH11": {"+36301234567": "+36301234567 mobile HU"},
	"PH13": {"0712345678, 0722333444": "several"},
	"PH14": {"7.12345678E+08": "exponent"},
	"PH16": {"\u202a+40712345678\u202c": "+40712345678 mobile RO noted_invisible"},
	"PH17": {"0712345678\r\nBcc: x": "control"},
	"PH19": {"O712345678": "letters"},
	"PH20": {
		"=0712345678": "+40712345678 mobile RO noted_spreadsheet",
		"'0712345678": "+40712345678 mobile RO noted_spreadsheet",
	},
	"PH22": {"1-800-FLOWERS": "letters"},
	"PH23": {"+999123456789": "unknown_country"},
	"PH25": {"+44 7911 123456": "+447911123456 mobile GG"},
	"PH26": {"0612345678": "invalid_in"},
}

func TestListedBadInputsInARomanianWorkspace(t *testing.T) {
	t.Parallel()
	f, err := os.Open("testdata/bad_inputs_ph.jsonl")
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
			if len(listed[c.ID]) == 0 {
				t.Errorf("no answer is written down for: %s", c.Expect)
			}
			for text, want := range listed[c.ID] {
				if got := answer(text, "RO"); got != want {
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
	for region, cases := range map[string]map[string]string{
		"RO": {
			"+40 712 345 678":               "+40712345678 mobile RO",
			"(0712) 345-678":                "+40712345678 mobile RO",
			"0712.345.678":                  "+40712345678 mobile RO",
			"0712/345678":                   "+40712345678 mobile RO",
			"0712–345–678":                  "+40712345678 mobile RO",
			"0712\u00a0345\u00a0678":        "+40712345678 mobile RO",
			"40712345678":                   "+40712345678 mobile RO",
			"+400712345678":                 "+40712345678 mobile RO",
			"(+40) 712 345 678":             "+40712345678 mobile RO",
			"+ 40 712 345 678":              "+40712345678 mobile RO",
			"00 40 712 345 678":             "+40712345678 mobile RO",
			"+36 (0) 30 123 4567":           "+36301234567 mobile HU",
			"0036 30 123 4567":              "+36301234567 mobile HU",
			"０７１２３４５６７８":                    "+40712345678 mobile RO noted_digits",
			"＋40712345678":                  "+40712345678 mobile RO",
			"٠٧١٢٣٤٥٦٧٨":                    "+40712345678 mobile RO noted_digits",
			"tel:+40712345678":              "+40712345678 mobile RO noted_link",
			`="0712345678"`:                 "+40712345678 mobile RO noted_spreadsheet",
			`"0712345678"`:                  "+40712345678 mobile RO noted_spreadsheet",
			"’0712345678":                   "+40712345678 mobile RO noted_spreadsheet",
			"=+40712345678":                 "+40712345678 mobile RO noted_spreadsheet",
			"712345678.0":                   "+40712345678 mobile RO noted_spreadsheet zero_was_missing",
			"\ufeff0712\u200b345678":        "+40712345678 mobile RO noted_invisible",
			"0213123456":                    "+40213123456 fixed RO no SMS",
			"0800123456":                    "+40800123456 toll_free RO no SMS",
			"0801123456":                    "+40801123456 shared_cost RO no SMS",
			"0372 123 456":                  "+40372123456 company RO no SMS",
			"+1 202 555 0123":               "+12025550123 fixed_or_mobile US",
			"+37369123456":                  "+37369123456 mobile MD",
			"+883510001234567":              "+883510001234567 voip 001 no SMS",
			"":                              "empty",
			" \u200b ":                      "empty",
			"=":                             "empty",
			"+":                             "not_number",
			"-712345678":                    "not_number",
			"++40712345678":                 "not_number",
			"*100#":                         "not_number",
			"0712 345 678 📱":                "not_number",
			"0712,345,678":                  "not_number",
			"07²2345678":                    "not_number",
			"0712345678\xff":                "not_number",
			"0712345678\n":                  "control",
			"0712\t345678":                  "control",
			"\x000712345678":                "control",
			"0712345678\u0085":              "control",
			"07l2345678":                    "letters",
			"O712345678 ":                   "letters",
			"О712345678":                    "letters",
			"tel. 0712345678":               "letters",
			"0712345678 (Ana)":              "letters",
			"none":                          "letters",
			"7,12345678E+08":                "exponent",
			"4.07123E+10":                   "exponent",
			"7E8":                           "exponent",
			"=7.12e8":                       "exponent",
			"0712345678 ext 5":              "extension",
			"0712345678 x5":                 "extension",
			"0712345678#5":                  "extension",
			"0712345678 int. 12":            "extension",
			"0712345678,12":                 "extension",
			"+40712345678;ext=5":            "extension",
			"0712345678; 0722333444":        "several",
			"0712345678/0722333444":         "several",
			"0712345678 0722333444":         "several",
			"0712345678 sau 0722333444":     "several",
			"+40712345678 +40722333444":     "several",
			"0712345678 | 0722333444":       "several",
			"911":                           "short",
			"1234":                          "short",
			"+40112":                        "emergency",
			"071234567":                     "did_you_mean",
			"07123456789":                   "too_long_in",
			"+406301234567":                 "too_long_in",
			"0881111":                       "invalid_in",
			"+40612345678":                  "invalid_in",
			"36301234567":                   "did_you_mean",
			"00999123456789":                "unknown_country",
			strings.Repeat("1", 300):        "too_long",
			"٠٧١٢٣٤٥٦٧٨ x\u200b5":           "extension",
			"javascript:alert(1)":           "letters",
			"0712345678'); DROP TABLE x;--": "letters",
		},
		"HU": {
			"06301234567":         "+36301234567 mobile HU",
			"06 30 123 4567":      "+36301234567 mobile HU",
			"301234567":           "+36301234567 mobile HU zero_was_missing",
			"+36 30 123 4567":     "+36301234567 mobile HU",
			"06 1 234 5678":       "+3612345678 fixed HU no SMS",
			"06 90 123 456":       "+3690123456 premium HU no SMS",
			"0712 345 678":        "did_you_mean",
			"+40712345678":        "+40712345678 mobile RO",
			"112":                 "emergency",
			"+36 (06) 30 1234567": "+36301234567 mobile HU",
		},
		"": {
			"+40712345678": "+40712345678 mobile RO",
			"0712345678":   "need_country",
		},
		"XX": {
			"0712345678": "need_country",
		},
	} {
		for text, want := range cases {
			if got := answer(text, region); got != want {
				t.Errorf("%s %q: got %s, want %s", region, text, got, want)
			}
		}
	}
}

func TestAHungarianNumberInARomanianWorkspaceIsSuggested(t *testing.T) {
	t.Parallel()
	_, why := phone.Parse("06301234567", "RO")
	if why == nil || why.Args["suggestion"] != "+36 30 123 4567" || why.Args["in"].(crm.Phrase).Key != "phone.in.RO" {
		t.Errorf("%+v", why)
	}
}

func TestANumberThatGetsNoSMSSaysWhy(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"0213123456": "phone.no_sms.fixed", "0900123456": "phone.no_sms.premium", "0712345678": "",
	} {
		n, why := phone.Parse(text, "RO")
		if why != nil {
			t.Fatal(text, why)
		}
		if got := n.NoSMS(); (got == nil) != (want == "") || got != nil && got.Key != want {
			t.Errorf("%s: got %v, want %s", text, got, want)
		}
	}
}

var e164 = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)

func FuzzParse(f *testing.F) {
	for _, cases := range listed {
		for text := range cases {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, why := phone.Parse(text, "RO")
		if why != nil {
			return
		}
		again, why := phone.Parse(n.E164, "")
		if why != nil || again.E164 != n.E164 || again.Kind != n.Kind || !e164.MatchString(n.E164) {
			t.Fatalf("%q: %+v, then %+v %v", text, n, again, why)
		}
	})
}
