package engine_test

import (
	"testing"

	"stepwise/backend/engine"
)

func TestAddressesOfTheWebAreToldFromWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"Ana Pop": 0, "Ing.Pop": 0, "S.C. Lumină S.R.L.": 0, "10.5 mp": 0, "ana@firma.ro": 0, "A.B.C": 0, "vezi pagina 3/4": 0, "Dr. Ion": 0,
		"see https://a.test/x": 1, "HTTP://A.TEST": 1, "www.firma.ro": 1, "firma.ro": 1, "(firma.ro)": 1, "bit.ly/xyz": 1, "evil.test/win": 1,
		"a.com b.com, c.com; <d.com>": 4, "ftp://x": 1, "<a href=\"http://a.test\">x</a>": 1, "": 0, "...": 0, "a..b": 0, "firma.ro.": 1,
	} {
		if got := engine.Links(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
