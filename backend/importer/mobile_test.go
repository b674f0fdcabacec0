package importer

import (
	"fmt"
	"reflect"
	"testing"

	"stepwise/backend/phone"
)

// Each prefix of each plan is asked of the library for several numbers in
// several spellings, and must be answered alike.
func TestAMobileIsReadAsTheLibraryReadsIt(t *testing.T) {
	t.Parallel()
	table := &Table{Headers: []string{"Telefon"}, Rows: [][]string{}}
	checked := 0
	for _, region := range []string{"RO", "HU", ""} {
		b := &Builder{t: table, m: Mapping{Region: region}}
		for _, plan := range mobilePlans {
			for prefix := range 10_000 {
				if region == "" && prefix%7 != 0 || plan.region != region && prefix%3 != 0 {
					continue
				}
				for _, tail := range []int{0, 12345, 99999} {
					national := fmt.Sprintf("%04d%05d", prefix, tail)
					if plan.of(plan.code+national, true, region) == "" {
						continue
					}
					for _, text := range []string{"+" + plan.code + national, "00" + plan.code + " " + national[:3] + " " + national[3:], plan.trunk + national[:2] + "-" + national[2:5] + "." + national[5:]} {
						checked++
						want, wantWhy := phone.Parse(text, region)
						got, why := b.phone(text)
						if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(why, wantWhy) {
							t.Fatalf("%s in %q: %+v %v, want %+v %v", text, region, got, why, want, wantWhy)
						}
					}
				}
			}
		}
	}
	if checked < 10_000 {
		t.Errorf("only %d numbers were checked", checked)
	}
}

func TestOnlyPlainNumbersTakeTheShortWay(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"0712 345  678", "0712/345678", "(0712) 345 678", "+40(0)712345678", "712345678 ", "'0712345678", "0712345678.", "+", "", "07123456780712345678071", "٠٧١٢٣٤٥٦٧٨"} {
		if digits, plus, ok := bareDigits(text, make([]byte, 0, 20)); ok {
			for _, plan := range mobilePlans {
				if plan.of(digits, plus, plan.region) != "" {
					t.Errorf("%q takes the short way", text)
				}
			}
		}
	}
}
