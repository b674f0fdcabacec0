package cli

import (
	"encoding/json"
	"errors"
	"fmt"

	"stepwise/backend/crm"
	"stepwise/backend/server"
)

type serveCommand struct {
	documented
	dataFlag
	Addr string `help:"Address to listen on; loopback only. Port 0 takes a free one." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	JSON bool   `name:"json" help:"Print one line of JSON when ready."`
}

// serveReady is the line of --json.
type serveReady struct {
	Address string `json:"address"`
	SignIn  string `json:"sign_in"` // works once
	Data    string `json:"data"`
}

// Run serves until it is told to stop.
func (c serveCommand) Run(j *job) (err error) {
	listener, noListener := server.Listen(j.ctx, c.Addr)
	if crm.CodeOf(noListener) == crm.CodeInvalid {
		return noListener
	}
	b, cfg, err := j.open(c.dataFlag)
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
	s := server.New(server.Options{Service: b.Service(), Assets: j.Assets, User: b.Owner, Log: j.log}, listener)
	b.Start()
	if err := c.announce(j, serveReady{Address: s.Address(), SignIn: s.SignInLink(), Data: cfg.Data}); err != nil {
		return errors.Join(err, listener.Close())
	}
	return s.Run(j.ctx)
}

func (c serveCommand) announce(j *job, ready serveReady) error {
	if c.JSON {
		return json.NewEncoder(j.Stdout).Encode(ready)
	}
	_, err := fmt.Fprintf(j.Stdout, "%s\n%s\n\n  %s\n\n%s\n%s\n",
		j.say(crm.Say("cli.serving", "address", ready.Address)),
		j.say(crm.Say("cli.sign_in")), ready.SignIn,
		j.say(crm.Say("cli.data_folder", "folder", ready.Data)),
		j.say(crm.Say("cli.how_to_stop")))
	return err
}
