package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
	"time"

	"stepwise/backend"
	"stepwise/backend/bench"
	"stepwise/backend/crm"
)

// benchCommand makes the benchmark's data and measures this machine with it.
type benchCommand struct {
	Gen  benchGen  `cmd:"" help:"Make a workspace to measure with."`
	Run  benchRun  `cmd:"" help:"Measure, and print the table."`
	Sink benchSink `cmd:"" hidden:"" help:"Be a mail server that takes everything, until the input ends."`
}

// benchSize is how large the measured workspace is.
type benchSize struct {
	documented
	Cards       int   `help:"Cards." default:"100000"`
	Fields      int   `help:"Custom fields." default:"20"`
	Automations int   `help:"Active automations." default:"50"`
	Steps       int   `help:"Steps of each automation." default:"10"`
	Seed        int64 `help:"The same seed makes the same workspace." default:"7"`
}

func (c benchSize) size() bench.Size {
	return bench.Size{Cards: c.Cards, Fields: c.Fields, Automations: c.Automations, Steps: c.Steps, Seed: c.Seed}
}

type benchGen struct {
	benchSize
	Data string `help:"An empty folder for the workspace." required:"" placeholder:"DIR"`
	CSV  string `name:"csv" help:"Write the cards to this file, to be imported, and leave the workspace without." placeholder:"FILE"`
}

// Run makes a workspace.
func (c benchGen) Run(j *job) (err error) {
	if _, err := os.Stat(filepath.Join(c.Data, "app.db")); err == nil {
		return crm.Fail(crm.CodeInvalid, "cli.bench_folder", "dir", c.Data)
	}
	g, b, err := bench.Open(j.ctx, c.Data, c.size(), benchJob(j, c.Data))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	if c.CSV != "" {
		return os.WriteFile(c.CSV, g.CSV(true), 0o600)
	}
	return g.Fill(j.ctx)
}

type benchRun struct {
	benchSize
	What      string `help:"What to measure: ${enum}." enum:"import,use,filters,letters,engine,delivery,year,all" default:"all"`
	Runs      int    `help:"How often; the median counts." default:"5"`
	Data      string `help:"Use a workspace that bench gen made, instead of making one." placeholder:"DIR"`
	Profile   string `help:"Write a processor profile to this file." placeholder:"FILE"`
	YearCards int    `help:"Cards of the simulated year; the real one has 100000." default:"1000"`
	YearDays  int    `help:"Days of the simulated year." default:"365"`
	Dir       string `help:"Where the workspaces are made and removed. Default: the system's temporary folder." placeholder:"DIR"`
}

// Run measures.
func (c benchRun) Run(j *job) (err error) {
	dir, err := os.MkdirTemp(c.Dir, "stepwise-bench")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if c.Profile != "" {
		file, err := os.Create(c.Profile)
		if err != nil {
			return err
		}
		if err := pprof.StartCPUProfile(file); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	var list []bench.Figure
	for _, m := range c.measurements(j, dir) {
		if !c.measures(m.what) {
			continue
		}
		figures, err := m.do()
		if err != nil {
			return err
		}
		list = append(list, figures...)
	}
	_, err = fmt.Fprint(j.Stdout, bench.Table(list))
	return err
}

type measurement struct {
	what string
	do   func() ([]bench.Figure, error)
}

func (c benchRun) measurements(j *job, dir string) []measurement {
	b := benchJob(j, dir)
	return []measurement{
		{"import", func() ([]bench.Figure, error) { return bench.Import(j.ctx, c.size(), c.Runs, false, b) }},
		{"import", func() ([]bench.Figure, error) { return bench.Import(j.ctx, c.size(), c.Runs, true, b) }},
		{"import", func() ([]bench.Figure, error) { return bench.Wait(j.ctx, c.size(), b) }},
		{"use", func() ([]bench.Figure, error) { return bench.Use(j.ctx, c.size(), c.Runs, c.Data, b) }},
		{"filters", func() ([]bench.Figure, error) { return bench.Filters(j.ctx, c.size(), c.Runs, c.Data, b) }},
		{"letters", func() ([]bench.Figure, error) { return bench.Letters(c.Runs, b) }},
		{"engine", func() ([]bench.Figure, error) { return bench.Engine(j.ctx, c.size(), c.Runs, b) }},
		{"delivery", func() ([]bench.Figure, error) { return bench.Delivery(j.ctx, c.size(), c.Runs, b) }},
		{"year", func() ([]bench.Figure, error) {
			return bench.Simulate(j.ctx, c.size(), bench.Year{Cards: c.YearCards, Days: c.YearDays}, b)
		}},
	}
}

func (c benchRun) measures(what string) bool { return c.What == what || c.What == "all" }

func benchJob(j *job, dir string) bench.Job {
	return bench.Job{Dir: dir, Watch: backend.Stopwatch, Say: j.Stderr, Log: j.log}
}

type benchSink struct {
	documented
	Delay time.Duration `help:"Before each answer."`
	Hang  int           `help:"This connection never gets an answer to its message."`
}

// Run answers.
func (c benchSink) Run(j *job) error {
	return bench.Sink(os.Stdin, j.Stdout, bench.SinkOptions{Delay: c.Delay, Hang: c.Hang})
}
