package sms_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"

	"stepwise/backend/sms"
)

func TestEveryGoldenCasePasses(t *testing.T) {
	t.Parallel()
	f, err := os.Open("testdata/sms_public.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	passed, failed, failures, err := sms.VerifyGolden(f)
	if passed != 200 || failed != 0 || err != nil {
		t.Errorf("%d passed, %d failed, %v\n%s", passed, failed, err, strings.Join(failures, "\n"))
	}
}

func TestVerifyGoldenSaysWhatFailed(t *testing.T) {
	t.Parallel()
	const wrong = `{"id":"X1","text":"a","expect":{"encoding":"UCS-2","units":1,"parts":1,"part_units":[1],"part_chars":[1],"too_long":false}}`
	passed, failed, failures, err := sms.VerifyGolden(strings.NewReader(wrong + "\n\n"))
	if passed != 0 || failed != 1 || err != nil || !strings.HasPrefix(failures[0], "X1: got GSM-7") {
		t.Error(passed, failed, failures, err)
	}
	if _, _, _, err := sms.VerifyGolden(strings.NewReader("{nonsense")); err == nil {
		t.Error("a line that is no JSON passed silently")
	}
}

func TestMeasureNamesWhatForcesUCS2(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Mâine la 10, la noi":      `["â"]`,
		"ți-am țesut o poveste 😀😀": `["ț","😀"]`,
		"plain [text] for 5 €":     `[]`,
		"":                         `[]`,
		"broken \xff\xfe":          `["` + "\ufffd" + `"]`,
	} {
		got, err := json.Marshal(sms.Measure(text).Forcing)
		if err != nil || string(got) != want {
			t.Errorf("%q: got %s %v, want %s", text, got, err, want)
		}
	}
}

func TestUnsendableCharacters(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"a\nb\r\nc\td": "", "a\x1bb": "\x1b", "\x00a\x00\x07": "\x00\x07", "\xff": "\ufffd", "ok": "",
	} {
		if got := strings.Join(sms.Unsendable(text), ""); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestSimplify(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]string{
		"Bună ziua, Ștefan! Așteptăm plata": "Buna ziua, Stefan! Asteptam plata",
		"ÎNTÂLNIRE în ŢARA noastră":         "INTALNIRE in TARA noastra",
		"Őrült tűz, árvíztűrő tükörfúrógép": "Örült tüz, arviztürö tükörfurogép",
		"é ö ü ä à ñ É Ö Ü stay, € too":     "é ö ü ä à ñ É Ö Ü stay, € too",
		"„Da” – ’nu’… «poate»":              `"Da" - 'nu'... "poate"`,
		"№ 5\u00a0lei\tpe zi • `x`":         "Nr 5 lei pe zi - 'x'",
		"zero\u200b-\u00adwidth\ufeff":      "zero-width",
		"façade, Ça va":                     "facade, Ça va",
		"a\u0306 s\u0326 o\u030b e\u0301":   "a s ö é",
		"STRAẞE, Œuvre d’œil, 2×3":          "STRAßE, OEuvre d'oeil, 2x3",
		"ĂÂÎȘȚ ăâîșț ŞŢşţ":                  "AAIST aaist STst",
		"É È Ë é è ë À à Ì ì Ò ò Ù ù Ñ ñ ß": "É E E é è e A à I ì O ò U ù Ñ ñ ß",
		"😀 中 π stay":                        "😀 中 π stay",
		"a\u0302\u0301 stays":               "a\u0302\u0301 stays",
		"\xff stays":                        "\xff stays",
	} {
		if got, _ := sms.Simplify(from); got != want {
			t.Errorf("%q: got %q, want %q", from, got, want)
		}
	}
}

func TestSimplifySaysWhatItReplaced(t *testing.T) {
	t.Parallel()
	_, done := sms.Simplify("Ștefan, ăsta și ăla…\u200b")
	got, err := json.Marshal(done)
	const want = `[{"from":"Ș","to":"S","count":1},{"from":"ă","to":"a","count":2},{"from":"ș","to":"s","count":1},{"from":"…","to":"...","count":1},{"from":"` + "\u200b" + `","to":"","count":1}]`
	if err != nil || string(got) != want {
		t.Errorf("got %s", got)
	}
	if _, done := sms.Simplify("nothing to do"); done == nil || len(done) != 0 {
		t.Errorf("%#v", done)
	}
}

func TestSimplifyingMakesThreePartsOne(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("Așteptăm plata. ", 10)
	short, _ := sms.Simplify(text)
	if before, after := sms.Measure(text).Parts, sms.Measure(short).Parts; before != 3 || after != 1 {
		t.Error(before, after)
	}
}

// aText mixes all that is counted differently, broken bytes too.
func aText(r *rapid.T) string {
	chars := []string{"a", "a", "a", "b", " ", "\n", "\r\n", "€", "[", "~", "\f", "é", "Δ", "ș", "ő", "😀", "\u200d", "e\u0301", "\x1b", "\x00", "\xff", "\ufffd", "…"}
	n := rapid.IntRange(0, len(chars)).Draw(r, "alphabet")
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(chars[:max(1, n)]), 0, 400).Draw(r, "text"), "")
}

func checkMeasurement(t interface{ Fatalf(string, ...any) }, text string) {
	m := sms.Measure(text)
	single, joined := 160, 153
	if m.Encoding == sms.UCS2 {
		single, joined = 70, 67
	}
	limit := single
	if m.Parts > 1 {
		limit = joined
	}
	units, chars := 0, 0
	for i, part := range m.PartTexts {
		units += m.PartUnits[i]
		chars += m.PartChars[i]
		alone := utf8.RuneCountInString(part)
		if m.Encoding == sms.UCS2 {
			alone = len(utf16.Encode([]rune(part)))
		}
		switch {
		case m.PartUnits[i] > limit, m.PartUnits[i] < alone, m.PartChars[i] != utf8.RuneCountInString(part):
			t.Fatalf("part %d of %q has %d units, %d characters", i, text, m.PartUnits[i], m.PartChars[i])
		case i < len(m.PartTexts)-1 && limit-m.PartUnits[i] > 1:
			t.Fatalf("part %d of %q is left with room for any character", i, text)
		}
	}
	if strings.Join(m.PartTexts, "") != text || units != m.Units || chars != utf8.RuneCountInString(text) ||
		m.Parts != len(m.PartTexts) || (m.Parts == 1) != (m.Units > 0 && m.Units <= single) || m.TooLong != (m.Parts > 255) {
		t.Fatalf("%q: %+v", text, m)
	}
}

func TestPartsAlwaysMakeUpTheText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) { checkMeasurement(r, aText(r)) })
}

func TestMoreTextIsNeverFewerParts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		a, b := aText(r), aText(r)
		short, long := sms.Measure(a), sms.Measure(a+b)
		if utf8.ValidString(a) && (short.Parts > long.Parts || short.Units > long.Units && short.Encoding == long.Encoding) {
			r.Fatalf("%d parts, with more text %d", short.Parts, long.Parts)
		}
	})
}

func TestSimplifyingTwiceIsSimplifyingOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		text := aText(r)
		once, _ := sms.Simplify(text)
		twice, more := sms.Simplify(once)
		if once != twice || len(more) != 0 || strings.Count(once, "?") != strings.Count(text, "?") {
			r.Fatalf("%q, %q, %q", text, once, twice)
		}
		if m := sms.Measure(text); m.Encoding == sms.GSM7 && once != text {
			r.Fatalf("%q needed nothing and became %q", text, once)
		}
	})
}

func FuzzMeasure(f *testing.F) {
	for _, s := range []string{"", "abc", "ăâîșț", strings.Repeat("€", 81), strings.Repeat("😀", 36), "\xff\xed\xa0\x80", "a\u0306"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkMeasurement(t, text)
		once, _ := sms.Simplify(text)
		if twice, _ := sms.Simplify(once); once != twice {
			t.Fatalf("%q, %q, %q", text, once, twice)
		}
	})
}
