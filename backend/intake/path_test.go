package intake_test

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/intake"
)

const sample = `{"event":"lead","lead":{"email":"a@client.example","age":12.50,"vip":true,"tags":["x","y"],"none":null,"deep":{"er":[[1]]}},"items":[{"name":"One"},{"name":"Two"}],"a.b":{"c d":"x"}}`

func TestWhatACallSaysIsFoundByItsPlace(t *testing.T) {
	t.Parallel()
	body, err := intake.JSON([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"lead.email": "a@client.example", "$.lead.email": "a@client.example", "items[1].name": "Two", "lead.age": "12.50", "lead.vip": "yes",
		"lead.tags": "x, y", `["a.b"]["c d"]`: "x", "lead.none": "", "lead.nobody": "", "items[9].name": "", "event.x": "", "items.name": "", "lead[0]": "",
		"lead": "!incoming.not_a_value", "lead.deep.er": "!incoming.not_a_value", "items": "!incoming.not_a_value",
		"": "!incoming.path_bad", ".": "!incoming.path_bad", "a..b": "!incoming.path_bad", "a[": "!incoming.path_bad", "a[-1]": "!incoming.path_bad", "a[x]": "!incoming.path_bad",
		`["a`: "!incoming.path_bad", "[]": "!incoming.path_bad", "a[+1]": "!incoming.path_bad", strings.Repeat("a.", 20) + "a": "!incoming.path_bad",
	} {
		given, bad := intake.Call(body, []crm.InletMap{{Path: path, Key: "k"}})
		got := given["k"]
		if len(bad) > 0 {
			got = "!" + bad[0].Key
		}
		if got != want {
			t.Errorf("%s says %q, want %q", path, got, want)
		}
	}
}

func TestEveryPlaceThatIsOfferedIsFound(t *testing.T) {
	t.Parallel()
	body, err := intake.JSON([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, p := range intake.Places(body) {
		paths = append(paths, p.Path)
		if given, bad := intake.Call(body, []crm.InletMap{{Path: p.Path, Key: "k"}}); len(bad) > 0 || given["k"] != p.Value {
			t.Errorf("%s is offered with %q and says %q %v", p.Path, p.Value, given["k"], bad)
		}
	}
	want := `["a.b"]["c d"] event items[0].name items[1].name lead.age lead.email lead.none lead.tags lead.vip`
	slices.Sort(paths)
	if got := strings.Join(paths, " "); got != want {
		t.Errorf("offered:\n%s\nwant\n%s", got, want)
	}
}

func TestOnlyOneJSONObjectIsRead(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"nothing": "", "a list": `[1]`, "a text": `"x"`, "null": `null`, "two": `{} {}`, "half": `{"a":`, "no UTF-8": "{\"a\":\"\xff\"}",
		"nested without end": strings.Repeat(`{"a":`, 10_000), "brackets without end": `{"a":` + strings.Repeat("[", 10_000),
	} {
		if body, err := intake.JSON([]byte(text)); err == nil {
			t.Errorf("%s is read as %v", name, body)
		}
	}
	if _, err := intake.JSON([]byte(`{"a":"` + strings.Repeat(`{[\"`, 100) + `"}`)); err != nil {
		t.Errorf("brackets in a text: %v", err)
	}
}

func TestAFormIsReadLikeAnObject(t *testing.T) {
	t.Parallel()
	body, err := intake.Form(url.Values{"name": {"Jane"}, "fields[email]": {"a@client.example"}, "tag": {"x", "y"}})
	if err != nil {
		t.Fatal(err)
	}
	given, _ := intake.Call(body, []crm.InletMap{{Path: `["fields[email]"]`, Key: "e"}, {Path: "name", Key: "n"}, {Path: "tag", Key: "t"}})
	if got := strings.Join(slices.Sorted(maps.Values(given)), " "); got != "Jane a@client.example x, y" {
		t.Errorf("got %s", got)
	}
}
