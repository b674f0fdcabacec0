package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"

	"stepwise/backend"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/recovery"
	"stepwise/backend/secret"
	"stepwise/backend/server"
)

// recoverReady is the line of --json while the database can't be opened.
type recoverReady struct {
	Recovery string `json:"recovery"` // the page that restores or repairs it
	Data     string `json:"data"`
}

// recoveryPage is the page for a database that can't be opened.
func (j *job) recoveryPage(cfg config.Config, wrong error, token string) *recovery.Page {
	page := &recovery.Page{Config: cfg, Token: token, Wrong: crm.Say("error.store.damaged", "file", cfg.Data, "words", wrong.Error())}
	var ours *crm.Error
	if errors.As(wrong, &ours) {
		page.Wrong = crm.Phrase{Key: ours.Key, Args: ours.Args}
	}
	page.Restore = func(ctx context.Context, w backend.Wanted) (string, error) {
		return backend.Restore(ctx, cfg, j.log, w)
	}
	page.Repair = func(ctx context.Context) (string, error) { return backend.Repair(ctx, cfg, j.log) }
	return page
}

// recover answers on this computer alone, with the page that restores or repairs
// the database. again is true when it can be opened once more.
func (c serveCommand) recover(j *job, wrong error) (again bool, err error) {
	cfg, err := config.New(c.Data, j.Getenv)
	if err != nil {
		return false, err
	}
	_, port, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return false, err
	}
	listener, err := server.Listen(j.ctx, net.JoinHostPort("127.0.0.1", port), server.Site{})
	if err != nil {
		return false, err
	}
	token := fmt.Sprintf("%x", secret.Random(16))
	page := j.recoveryPage(cfg, wrong, token)
	link := "http://" + listener.Addr().String() + "/?token=" + token
	fmt.Fprintln(j.Stderr, "stepwise:", j.sentence(wrong))
	if c.JSON {
		err = json.NewEncoder(j.Stdout).Encode(recoverReady{Recovery: link, Data: cfg.Data})
	} else {
		_, err = fmt.Fprintf(j.Stdout, "%s\n\n  %s\n\n", j.say(crm.Say("recovery.cli")), link)
	}
	if err != nil {
		return false, errors.Join(err, listener.Close())
	}
	return page.Serve(j.ctx, listener)
}
