// Package cli is the command line: what a person types, one file a command.
// Run parses, the command does, and a failure becomes a sentence on stderr and
// an exit code. Without a command it opens the window.
//
// It must not know how anything is stored or sent, and it reads no clock.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"runtime"
	"strings"

	"github.com/alecthomas/kong"
	kongcompletion "github.com/jotaen/kong-completion"

	"stepwise/backend"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/words"
)

// The exit codes, as --help shows them.
const (
	ExitOK     = 0 // done
	ExitFailed = 1 // it ran, and something in it failed
	ExitUsage  = 2 // a wrong command, flag or input
	ExitClosed = 3 // the data folder is in use or can't be opened, a server can't be reached, or there is no display
)

const exitCodes = `Exit codes: 0 done · 1 failed · 2 wrong command, flag or input · 3 the data folder is in use or can't be opened, the server can't be reached, or there is no display.`

// Program is what main hands over: the parts of the outside world that a
// command may touch.
type Program struct {
	Assets fs.FS // the built SPA
	Args   []string
	Getenv func(string) string
	Stdin  io.Reader // nil: nobody types
	Stdout io.Writer
	Stderr io.Writer
	// Window shows the desktop window over an open backend until it is closed;
	// nil in a build without one.
	Window func(ctx context.Context, b *backend.Backend, start WindowStart) error
	// Recovery shows the page that stands in the window's place while the database
	// can't be opened; nil in a build without a window.
	Recovery func(ctx context.Context, page http.Handler) error
}

// WindowStart is how a window begins.
type WindowStart struct {
	Hidden    bool   // into the tray where there is one, else minimised
	Data      string // the data folder
	LoginData string // the data folder that a start at login has to name; "" for the usual one
}

// commands are all commands; their fields are their flags.
type commands struct {
	Window   windowCommand     `cmd:"" group:"run" default:"withargs" help:"Open the desktop window (what happens without a command)."`
	Serve    serveCommand      `cmd:"" group:"run" help:"Answer in browsers: on this machine, or for a team with TLS or behind a proxy."`
	Import   importCommand     `cmd:"" group:"files" help:"Bring cards in from a file."`
	Export   exportCommand     `cmd:"" group:"files" help:"Write cards or clients into a file."`
	Tick     tickCommand       `cmd:"" group:"run" help:"Do what is due now, deliver, and end."`
	Outbox   outboxCommand     `cmd:"" group:"look" help:"List the messages; works while Stepwise runs. On a server: message list."`
	Explain  explainCommand    `cmd:"" group:"look" help:"Say why a card does or doesn't match a filter, and what changes that; works while Stepwise runs. On a server: filter why, sequence why."`
	Forecast forecastCommand   `cmd:"" group:"look" help:"Say what an automation will do, card by card; works while Stepwise runs. On a server: sequence forecast."`
	Backup   backupCommand     `cmd:"" group:"care" help:"Make a backup; works while Stepwise runs."`
	Restore  restoreCommand    `cmd:"" group:"care" help:"Put a backup in the place of the present data, which is kept aside."`
	Check    checkCommand      `cmd:"" group:"care" help:"Look at the whole of the database, and repair it; looking works while Stepwise runs."`
	Key      keyCommand        `cmd:"" group:"care" help:"Say where the key to the stored passwords lies; move it into its file, or replace a lost one."`
	Demo     demoCommand       `cmd:"" group:"files" help:"Fill a new workspace with a demonstration business."`
	Verify   verifyCommand     `cmd:"" group:"about" help:"Check worked cases from a file against the rules."`
	Version  versionCommand    `cmd:"" group:"about" help:"Say which build this is."`
	Complete completionCommand `cmd:"" name:"completion" group:"about" help:"Print what lets bash, zsh or fish complete commands: source <(stepwise completion bash)."`
	Bench    benchCommand      `cmd:"" hidden:"" help:"Measure this machine."`
}

// dataFlag is the data folder, for the commands that open one.
type dataFlag struct {
	Data string `help:"Data folder. Default: STEPWISE_DATA, else the folder stepwise in your configuration folder." placeholder:"DIR"`
}

// documented is part of every command: its --help ends with the exit codes.
type documented struct{}

// Help is what kong shows below a command's own sentence.
func (documented) Help() string { return exitCodes }

// job is what every command gets.
type job struct {
	Program
	ctx  context.Context
	lang string
	log  *slog.Logger

	keyring bool // the command is for one person at a desktop
	beside  bool // the command stays, and doesn't wait for the look at the whole database

	hint crm.Phrase // what to do about a failure, said below it
}

// Run runs one command until it is done or ctx ends, and says with which code
// the process should end.
func Run(ctx context.Context, p Program) int {
	j := &job{
		Program: p, ctx: ctx,
		lang: config.Language(p.Getenv),
		log:  slog.New(slog.NewTextHandler(p.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
	}
	ended := -1
	var api []operation
	if p.Getenv("COMP_LINE") != "" || wantsAPI(p.Args) {
		api = operations()
	}
	options := append(dynamic(api),
		kong.Name("stepwise"),
		kong.Description("Stepwise follows up your clients by email, SMS and tasks.\n\n"+exitCodes),
		kong.Writers(p.Stdout, p.Stderr),
		kong.Exit(func(code int) { ended = code; panic(stop{}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.ExplicitGroups(groups),
		kong.PostBuild(arrange),
		kong.Bind(j),
		kong.Resolvers(environment(p.Getenv)),
	)
	parser, err := kong.New(&commands{}, options...)
	if err != nil {
		return j.fail(err)
	}
	command, err := parse(parser, p)
	switch {
	case ended >= 0: // --help
		return ended
	case err != nil:
		fmt.Fprintln(p.Stderr, "stepwise:", err)
		fmt.Fprintln(p.Stderr, "stepwise --help")
		return ExitUsage
	}
	run := func() error { return command.Run() }
	if o, ok := operationOf(api, command.Selected()); ok {
		run = func() error { return j.ask(o, command.Selected().Target) }
	}
	if err := run(); err != nil {
		return j.fail(err)
	}
	return ExitOK
}

// apiGroup is the group of the commands that the API's document makes.
const apiGroup = "api"

// groups are the headings of --help, in their order.
var groups = []kong.Group{
	{Key: "run", Title: "Run it:"},
	{Key: apiGroup, Title: "Work with what is in it, here or on a server (--server):"},
	{Key: "look", Title: "Look into it:"},
	{Key: "files", Title: "Bring in and take out:"},
	{Key: "care", Title: "Keep it safe:"},
	{Key: "about", Title: "About it:"},
}

// stop is how kong's --help leaves the parsing.
type stop struct{}

func parse(parser *kong.Kong, p Program) (ctx *kong.Context, err error) {
	defer func() {
		if r := recover(); r != nil {
			if _, help := r.(stop); !help {
				panic(r)
			}
		}
	}()
	if p.Getenv("COMP_LINE") != "" { // a shell asks what could come next
		kongcompletion.Register(parser)
	}
	return parser.Parse(p.Args)
}

// failed ends a command with code 1 after it has said itself what failed.
var failed = errors.New("failed")

// usage is the same with code 2.
var usage = errors.New("wrong input")

// closed marks an error that is about opening the data folder or the window.
type closed struct{ error }

func (c closed) Unwrap() error { return c.error }

// fail writes what went wrong in the user's language and chooses the code.
func (j *job) fail(err error) int {
	if errors.Is(err, failed) {
		return ExitFailed
	}
	if errors.Is(err, usage) {
		return ExitUsage
	}
	fmt.Fprintln(j.Stderr, "stepwise:", j.sentence(err))
	if j.hint.Key != "" {
		fmt.Fprintln(j.Stderr, j.say(j.hint))
	}
	var shut closed
	switch {
	case errors.As(err, &shut):
		return ExitClosed
	case crm.CodeOf(err) == crm.CodeInvalid:
		return ExitUsage
	default:
		return ExitFailed
	}
}

// sentence is an error with all its problems, one a line.
func (j *job) sentence(err error) string {
	var e *crm.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	lines := []string{j.say(crm.Phrase{Key: e.Key, Args: e.Args})}
	for _, p := range e.Problems {
		lines = append(lines, "  "+p.Path+": "+j.say(crm.Phrase{Key: p.Key, Args: p.Args}))
	}
	return strings.Join(lines, "\n")
}

func (j *job) say(p crm.Phrase) string { return words.Render(j.lang, p, backend.Zone()) }

// openToStay is open for a program that stays: after a clean stop it doesn't wait
// for the look at the whole database.
func (j *job) openToStay(flag dataFlag) (*backend.Backend, config.Config, error) {
	j.beside = true
	return j.open(flag)
}

// open opens the workspace of a data folder for a command that changes it.
func (j *job) open(flag dataFlag) (*backend.Backend, config.Config, error) {
	cfg, err := config.New(flag.Data, j.Getenv)
	if err != nil {
		return nil, cfg, err
	}
	cfg.Keyring = j.keyring && j.Getenv("STEPWISE_KEY") != "file"
	cfg.Beside = j.beside
	b, err := backend.Open(cfg, j.log)
	if err != nil {
		return nil, cfg, j.withBackups(cfg, closed{err})
	}
	return b, cfg, nil
}

func (j *job) hasDisplay() bool { return config.HasDisplay(runtime.GOOS, j.Getenv) }
