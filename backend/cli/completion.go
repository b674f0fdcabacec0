package cli

import (
	"fmt"
	"os"
	"strings"
)

type completionCommand struct {
	documented
	Shell string `arg:"" help:"bash, zsh or fish." enum:"bash,zsh,fish"`
}

// completions are what a shell runs at its start; $BIN is this program. The
// shell asks it what could come next by the variable COMP_LINE.
var completions = map[string]string{
	"bash": "complete -o default -C $BIN stepwise\n",
	"zsh":  "autoload -U +X bashcompinit && bashcompinit\ncomplete -o default -C $BIN stepwise\n",
	"fish": `function __complete_stepwise
    set -lx COMP_LINE (commandline -cp)
    test -z (commandline -ct)
    and set COMP_LINE "$COMP_LINE "
    $BIN
end
complete -f -c stepwise -a "(__complete_stepwise)"
`,
}

// Run prints the lines with which a shell completes our commands.
func (c completionCommand) Run(j *job) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	// quoted for the shell itself and, in bash and zsh, for the line it runs
	quoted := "'" + strings.ReplaceAll(program, "'", `'\''`) + "'"
	if c.Shell != "fish" && strings.ContainsAny(program, " '\"\\$`&|;<>()*?[]#~=%!{}") {
		quoted = "'" + strings.ReplaceAll(quoted, "'", `'\''`) + "'"
	}
	_, err = fmt.Fprint(j.Stdout, strings.ReplaceAll(completions[c.Shell], "$BIN", quoted))
	return err
}
