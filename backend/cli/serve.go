package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"

	"stepwise/backend"
	"stepwise/backend/crm"
	"stepwise/backend/public"
	"stepwise/backend/server"
)

type serveCommand struct {
	dataFlag
	Addr        string   `help:"Address to listen on: loopback only, unless with TLS or behind a proxy. Port 0 takes a free one." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	Host        []string `help:"Public name under which browsers ask, \"crm.example.ro\"; several with commas." placeholder:"NAME"`
	TLSCert     string   `name:"tls-cert" help:"Certificate chain, PEM. Read again when it changes." placeholder:"FILE"`
	TLSKey      string   `name:"tls-key" help:"Key of the certificate, PEM." placeholder:"FILE"`
	BehindProxy []string `name:"behind-proxy" help:"Addresses of the proxy that speaks TLS for it, \"127.0.0.1\" or \"10.0.0.0/8\"." placeholder:"ADDRESS"`
	Token       string   `name:"metrics-token" help:"Who sends it as a bearer token may read /metrics; else only this computer may." placeholder:"TEXT"`
	RequestLog  bool     `name:"request-log" help:"Write a line of JSON about each request to stderr."`
	publicFlags
	JSON bool `name:"json" help:"Print one line of JSON when ready."`
}

// Help says how a service manager sets the flags.
func (serveCommand) Help() string {
	return "Each flag is also an environment variable: STEPWISE_ADDR, STEPWISE_TLS_CERT, STEPWISE_BEHIND_PROXY, …\n\n" + exitCodes
}

// serveReady is the line of --json.
type serveReady struct {
	Address string `json:"address"`
	SignIn  string `json:"sign_in"` // works once; "" where others are served
	Data    string `json:"data"`
}

// Run serves until it is told to stop.
func (c serveCommand) Run(j *job) error {
	site, err := c.site()
	if err != nil {
		return err
	}
	once := func() error {
		if len(site.Hosts) > 0 {
			return c.forOthers(j, site)
		}
		return c.here(j)
	}
	err = once()
	for backend.Recoverable(err) {
		again, stopped := c.recover(j, err)
		if !again {
			return errors.Join(err, stopped)
		}
		err = once()
	}
	return err
}

// here serves this computer.
func (c serveCommand) here(j *job) (err error) {
	listener, noListener := server.Listen(j.ctx, c.Addr, server.Site{})
	if crm.CodeOf(noListener) == crm.CodeInvalid {
		return noListener
	}
	b, cfg, err := j.openToStay(c.dataFlag)
	if err != nil { // said before "address taken": whoever holds the folder mostly has the address too
		if listener != nil {
			err = errors.Join(err, listener.Close())
		}
		return err
	}
	if noListener != nil {
		return errors.Join(noListener, b.Close())
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	if err := c.start(b); err != nil {
		return errors.Join(err, listener.Close())
	}
	b.Start()
	return c.serve(j.ctx, j, b, server.Site{}, listener, c.announce(cfg.Data, "cli.sign_in"))
}

// forOthers serves a team. Until an administrator has a password, a stranger
// could only guess: then it answers on this computer alone, and what it prints
// lets the owner in.
func (c serveCommand) forOthers(j *job, site server.Site) (err error) {
	b, cfg, err := j.openToStay(c.dataFlag)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	if err := c.start(b); err != nil {
		return err
	}
	b.Start()
	_, ready, err := b.Service().Login().Passwords(j.ctx)
	if err != nil {
		return err
	}
	if !ready {
		if err := c.setUp(j, b, cfg.Data); err != nil || j.ctx.Err() != nil {
			return err
		}
	}
	listener, err := server.Listen(j.ctx, c.Addr, site)
	if err != nil {
		return err
	}
	return c.serve(j.ctx, j, b, site, listener, c.announce(cfg.Data, ""))
}

// setUp answers on loopback until an administrator has a password.
func (c serveCommand) setUp(j *job, b *backend.Backend, data string) error {
	_, port, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return crm.Fail(crm.CodeInvalid, "server.bad_address", "address", c.Addr)
	}
	listener, err := server.Listen(j.ctx, net.JoinHostPort("127.0.0.1", port), server.Site{})
	if err != nil {
		return err
	}
	ctx, done := context.WithCancel(j.ctx)
	defer done()
	go func() {
		defer done()
		changes := b.Service().Bus().Listen()
		defer changes.Close()
		for ready := false; !ready; {
			select {
			case <-ctx.Done():
				return
			case <-changes.Ready():
				changes.Take()
				_, ready, _ = b.Service().Login().Passwords(ctx) // asked again at the next change
			}
		}
	}()
	return c.serve(ctx, j, b, server.Site{}, listener, c.announce(data, "cli.set_up_first"))
}

// serve runs one server until ctx ends.
func (c serveCommand) serve(ctx context.Context, j *job, b *backend.Backend, site server.Site, listener net.Listener, announce func(*job, *server.Server) error) error {
	options := server.Options{
		Public: public.Hooks(b.Service()), Service: b.Service(), Assets: j.Assets, Log: j.log, Site: site, Metrics: c.Token, Since: backend.Stopwatch,
	}
	if c.RequestLog {
		options.Access = slog.New(slog.NewJSONHandler(j.Stderr, nil))
	}
	s := server.New(options, listener)
	if err := announce(j, s); err != nil {
		return errors.Join(err, listener.Close())
	}
	return s.Run(ctx)
}

// announce says where it answers; key is what to say about the link.
func (c serveCommand) announce(data, key string) func(*job, *server.Server) error {
	return func(j *job, s *server.Server) error {
		ready := serveReady{Address: s.Address(), SignIn: s.SignInLink(), Data: data}
		if c.JSON {
			return json.NewEncoder(j.Stdout).Encode(ready)
		}
		text := j.say(crm.Say("cli.serving", "address", ready.Address)) + "\n"
		if ready.SignIn != "" {
			text += j.say(crm.Say(key)) + "\n\n  " + ready.SignIn + "\n\n"
		}
		_, err := fmt.Fprintf(j.Stdout, "%s%s\n%s\n", text, j.say(crm.Say("cli.data_folder", "folder", data)), j.say(crm.Say("cli.how_to_stop")))
		return err
	}
}
