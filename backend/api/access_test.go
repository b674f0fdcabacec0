package api_test

import (
	"encoding/json"
	"errors"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// run calls an operation as serve and the window do it.
func run(s *api.Session, method, in string) (any, error) {
	return api.Call(s, method, []json.RawMessage{json.RawMessage(in)})
}

func or(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

func keyOf(err error) string {
	var e *crm.Error
	if errors.As(err, &e) {
		return e.Key
	}
	return ""
}

// HP10: every operation of the allow-list, as a member: what is for
// administrators is refused before anything is looked at, and nothing else is.
func TestAMemberMayWhatTheTableSays(t *testing.T) {
	t.Parallel()
	d := open(t)
	member := d.as(d.User("Barna Kiss"))
	inputs := map[string]string{ // what everybody may, but not with every input
		"ListTasks": `{"user":"` + d.User("Csilla Nagy").String() + `"}`, "SaveView": `{"owner":"` + d.Admin.String() + `"}`,
	}
	refused := 0
	for _, method := range api.Methods() {
		if method == "TestSetClock" { // which only test builds have
			continue
		}
		may, known := api.MayMember(method)
		if !known {
			t.Errorf("nobody said whom %s is for: put it into a list of access.go", method)
		}
		_, err := run(member, method, or(inputs[method], "{}"))
		if got := keyOf(err) != "error.admin_only"; got != may {
			t.Errorf("%s as a member: may %v, the table says %v (%v)", method, got, may, err)
		}
		if !may {
			refused++
		}
	}
	if refused < 50 {
		t.Errorf("only %d operations are for administrators", refused)
	}
	_, err := run(d.as(77), "SaveUser", "{}")
	equal(t, "a stranger", keyOf(err), "error.not_found.user")
}

func TestTheTableNamesOperationsThatExist(t *testing.T) {
	t.Parallel()
	for _, name := range api.RuledMethods() {
		if !api.Has(name) {
			t.Errorf("access.go names %s, which is no operation", name)
		}
	}
}

func TestOnlyWhatTakesAFileMayBeLarge(t *testing.T) {
	t.Parallel()
	for method, want := range map[string]bool{"AddFile": true, "ReadImport": true, "ImportPack": true, "SaveCard": false, "SaveTemplate": false, "Version": false, "Nothing": false} {
		equal(t, method, api.TakesFile(method), want)
	}
}
