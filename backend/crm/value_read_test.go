package crm

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// Reading a stored document by hand gives what the decoder gives, or leaves it to
// the decoder.
func TestAStoredDocumentReadByHandIsTheSame(t *testing.T) {
	t.Parallel()
	var fields []Field
	for i, typ := range FieldTypes {
		fields = append(fields, Field{ID: FieldID(i + 1), Type: typ})
	}
	pieces := []string{"{", "}", `"f1"`, `"f2"`, `"f3"`, `"f4"`, `"f5"`, `"f6"`, `"f7"`, `"f8"`, `"f9"`, `"f10"`, `"f11"`, `"f99"`, `"x"`, `"f"`, ":", ":", ":", ",", ",",
		"12", "-3.5", "1e3", "0", `""`, `"Ștefan"`, `"2027-03-15"`, `"a\"b"`, `"\u0041"`, "true", "null", "[1,2]", " "}
	rapid.Check(t, func(rt *rapid.T) {
		doc := ""
		if rapid.Bool().Draw(rt, "like ours") {
			doc = "{"
			for i := range rapid.IntRange(0, 8).Draw(rt, "fields") {
				if i > 0 {
					doc += ","
				}
				doc += rapid.SampledFrom(pieces[2:14]).Draw(rt, "key") + ":" + rapid.SampledFrom(pieces[21:30]).Draw(rt, "value")
			}
			doc += "}"
		} else {
			for range rapid.IntRange(0, 12).Draw(rt, "pieces") {
				doc += rapid.SampledFrom(pieces).Draw(rt, "piece")
			}
		}
		byHand, ok := readStorePlain(doc, fields)
		if !ok {
			return
		}
		decoded, err := readStoreJSON([]byte(doc), fields)
		if err != nil || !reflect.DeepEqual(byHand, decoded) {
			rt.Fatalf("%s: by hand %v, decoded %v (%v)", doc, byHand, decoded, err)
		}
	})
}
