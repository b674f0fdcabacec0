package cli_test

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"

	"stepwise/backend/cli"
)

// TestMain lets the program of these tests be stepwise itself, for shells that
// call it.
func TestMain(m *testing.M) {
	if os.Getenv("STEPWISE_TEST_IS_PROGRAM") == "" {
		os.Exit(m.Run())
	}
	os.Exit(cli.Run(context.Background(), cli.Program{Args: os.Args[1:], Getenv: os.Getenv, Stdout: os.Stdout, Stderr: os.Stderr}))
}

// What bash asks when somebody presses Tab: the program that "complete" names,
// with the line in COMP_LINE.
const presses = `
source <("$PROGRAM" completion bash)
eval "spec=($(complete -p stepwise))"
for line in "stepwise ca" "stepwise card " "stepwise card list --st" "stepwise contact list --kind c"; do
  echo "$line> $(COMP_LINE=$line COMP_POINT=${#line} bash -c "${spec[4]}" | sort | tr '\n' ' ')"
done
`

func TestBashCompletesCommandsThatTheAPIMakes(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash here")
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	shell := exec.CommandContext(t.Context(), bash, "--norc", "-c", presses)
	shell.Env = append(os.Environ(), "STEPWISE_TEST_IS_PROGRAM=1", "PROGRAM="+program)
	out, err := shell.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, want := range []string{
		"stepwise ca> card \n", "stepwise card > change create delete get history list \n", "stepwise card list --st> --status \n",
		"stepwise contact list --kind c> company \n",
	} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%q lacks %q", out, want)
		}
	}
	for _, sh := range []string{"zsh", "fish"} {
		if got := run(t, nil, nil, "completion", sh); got.code != cli.ExitOK || !strings.Contains(got.out, program) {
			t.Errorf("%s: %d %s", sh, got.code, got.out)
		}
	}
	if got := run(t, nil, nil, "completion", "csh"); got.code != cli.ExitUsage {
		t.Errorf("another shell: %d %s", got.code, got.errors)
	}
}
