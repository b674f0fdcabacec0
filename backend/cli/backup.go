package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"stepwise/backend"
	"stepwise/backend/backup"
	"stepwise/backend/config"
	"stepwise/backend/crm"
)

// passphraseVar is where a command finds a passphrase; as a flag everybody on the
// machine could read it.
const passphraseVar = "STEPWISE_PASSPHRASE" //nolint:gosec // the name of a variable

type backupCommand struct {
	documented
	dataFlag
	To      string `help:"Folder for the backup; it must be there. Default: the folder backups in the data folder." placeholder:"DIR"`
	Encrypt bool   `help:"Encrypt with the passphrase in STEPWISE_PASSPHRASE, or the first line of the standard input."`
	Key     bool   `help:"Take the key of the passwords along; only encrypted."`
	JSON    bool   `name:"json" help:"Print what was made as JSON."`
}

// Run makes a backup, also while another process runs the workspace.
func (c backupCommand) Run(j *job) error {
	cfg, err := config.New(c.Data, j.Getenv)
	if err != nil {
		return err
	}
	w := backup.Wish{Folder: c.To, Key: c.Key}
	if c.Encrypt {
		if w.Passphrase = j.passphrase(); w.Passphrase == "" {
			return crm.Fail(crm.CodeInvalid, "backup.passphrase_missing")
		}
	}
	path, m, err := backend.Backup(j.ctx, cfg, j.log, w)
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(j.Stdout).Encode(struct {
			File string `json:"file"`
			backup.Manifest
		}{path, m})
	}
	_, err = fmt.Fprintln(j.Stdout, j.say(crm.Say("backup.cli_made", "file", path, "cards", m.Cards, "messages", m.Messages)))
	return err
}

// passphrase is the one in the environment, else the first line that is typed.
func (j *job) passphrase() string {
	if words := j.Getenv(passphraseVar); words != "" {
		return words
	}
	return j.line()
}

func (j *job) line() string {
	if j.Stdin == nil {
		return ""
	}
	line, _ := bufio.NewReader(io.LimitReader(j.Stdin, 4096)).ReadString('\n')
	return strings.TrimRight(line, "\r\n")
}

type restoreCommand struct {
	documented
	dataFlag
	File string `arg:"" help:"The backup; its passphrase is in STEPWISE_PASSPHRASE." placeholder:"FILE"`
	Key  bool   `help:"Use the key of the passwords that is in the backup."`
	Yes  bool   `help:"Don't ask."`
}

// Run puts a backup in the place of the present data, after a question.
func (c restoreCommand) Run(j *job) error {
	cfg, err := config.New(c.Data, j.Getenv)
	if err != nil {
		return err
	}
	looked, err := backend.LookAt(j.ctx, cfg, j.log, c.File)
	if err != nil {
		return err
	}
	fmt.Fprintln(j.Stdout, j.say(backup.Words(looked.Found)))
	if looked.Knows {
		l := looked.Lost
		fmt.Fprintln(j.Stdout, j.say(crm.Say("backup.cli_lost", "cards", l.Cards, "clients", l.Clients, "sent", l.Sent, "tasks", l.Tasks)))
	}
	if !c.Yes {
		fmt.Fprint(j.Stdout, j.say(crm.Say("backup.cli_ask"))+" ")
		if answer := strings.ToLower(strings.TrimSpace(j.line())); answer != "yes" && answer != "da" && answer != "igen" {
			fmt.Fprintln(j.Stderr, j.say(crm.Say("backup.cli_left")))
			return failed
		}
	}
	aside, err := backend.Restore(j.ctx, cfg, j.log, backend.Wanted{Path: c.File, Passphrase: j.Getenv(passphraseVar), Key: c.Key})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(j.Stdout, j.say(crm.Say("backup.cli_restored", "folder", aside)))
	return err
}

type checkCommand struct {
	documented
	dataFlag
	Repair bool `help:"Make a damaged database anew from its tables, on a copy; the damaged one is kept."`
}

// Run looks at the whole of the database and says what can be done where it is
// damaged.
func (c checkCommand) Run(j *job) error {
	cfg, err := config.New(c.Data, j.Getenv)
	if err != nil {
		return err
	}
	if c.Repair {
		aside, err := backend.Repair(j.ctx, cfg, j.log)
		if err != nil {
			return j.withBackups(cfg, err)
		}
		fmt.Fprintln(j.Stdout, j.say(crm.Say("backup.cli_repaired", "folder", aside)))
	}
	out, err := backend.Check(j.ctx, cfg, j.log)
	if err != nil {
		return j.withBackups(cfg, closed{err})
	}
	_, err = fmt.Fprintln(j.Stdout, j.say(crm.Say("backup.cli_sound", "cards", out.Facts.Cards, "clients", out.Facts.Clients,
		"messages", out.Facts.Messages, "schema", out.Facts.Schema)))
	return err
}

// withBackups says, where a database can't be opened, what can be done about it:
// the error itself comes after.
func (j *job) withBackups(cfg config.Config, err error) error {
	if !backend.Recoverable(err) {
		return err
	}
	list, _ := backend.Backups(cfg) // the error that counts is the first one
	fmt.Fprintln(j.Stderr, j.say(crm.Say("backup.cli_repair", "folder", cfg.Data)))
	if len(list) == 0 {
		fmt.Fprintln(j.Stderr, j.say(crm.Say("backup.cli_none")))
		return err
	}
	fmt.Fprintln(j.Stderr, j.say(crm.Say("backup.cli_choose", "folder", cfg.Data)))
	for _, f := range list {
		fmt.Fprintln(j.Stderr, "  "+f.Path+"\n    "+j.say(backup.Words(f)))
	}
	return err
}
