package words_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"
)

// Keys such as "reason."+why are put together while the program runs, so each
// reason, kind and state is looked for on its own.
func TestEveryReasonHasWords(t *testing.T) {
	t.Parallel()
	known := dictionaryOf(t, "en")
	reasons := constantsOf(t, "../crm/reason.go", "Reason")
	if len(reasons) < 40 {
		t.Fatalf("only %d reasons found", len(reasons))
	}
	for _, r := range reasons {
		if r != "" && known["reason."+r] == nil {
			t.Errorf("the reason %q has no words", r)
		}
	}
	for _, kind := range constantsOf(t, "../crm/sequence.go", "StepKind") {
		if known["kind."+kind] == nil {
			t.Errorf("the kind of step %q has no words", kind)
		}
	}
	for _, state := range constantsOf(t, "../crm/message.go", "MessageState") {
		if known["state."+state] == nil {
			t.Errorf("the state %q has no words", state)
		}
	}
	for _, outcome := range constantsOf(t, "../crm/enrolment.go", "StepOutcome") {
		if known["activity.step_"+outcome] == nil {
			t.Errorf("the outcome %q has no words", outcome)
		}
	}
	for _, what := range []string{"sent", "failed", "uncertain"} {
		for _, channel := range []string{"email", "sms"} {
			if known["activity.message."+what+"_"+channel] == nil {
				t.Errorf("a message that is %s by %s has no words", what, channel)
			}
		}
	}
}

// constantsOf are the text constants of a type in a file.
func constantsOf(t *testing.T, path, typeName string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		if name, ok := spec.Type.(*ast.Ident); !ok || name.Name != typeName {
			return true
		}
		if lit, ok := spec.Values[0].(*ast.BasicLit); ok {
			text, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, text)
		}
		return true
	})
	return out
}
