package backend

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/secret"
	"stepwise/backend/store"
)

// machineFile says on each machine which copies of workspaces live there. It is
// stamped with the machine, so that a copied home is no proof.
const machineFile = "machine.json"

// knownHere is what a machine knows of one data folder.
type knownHere struct {
	Machine string `json:"machine"`
	ID      string `json:"id"`
}

// knowMachine looks whether this data folder lives here. A folder that comes from
// another machine, or is one of two copies, stands still until somebody says
// whether it was moved or copied: both would send what is due. Where the machine
// has no place of its own to remember, nothing is asked.
func (b *Backend) knowMachine(ctx context.Context) {
	if b.machine == "" {
		return
	}
	known, err := readKnown(b.machine)
	if err != nil {
		b.log.Warn("this machine's own notes can't be read", slog.Any("error", err))
		return
	}
	err = b.store.Write(ctx, func(tx *store.Tx) error {
		id, err := tx.InstallationID()
		if err != nil {
			return err
		}
		here, asked := known[b.dir], id != ""
		if asked && here.ID == id && here.Machine == stamp() {
			return nil
		}
		if !asked { // new, or of a version that did not ask
			id = hex.EncodeToString(secret.Random(8))
			if err := tx.SetInstallationID(id); err != nil {
				return err
			}
			return b.remember(known, id)
		}
		if movedWithin(known, b.dir, id) {
			return b.remember(known, id)
		}
		if err := writable(b.machine); err != nil {
			return err // it could never remember the answer
		}
		_, err = tx.StandStill(crm.StandstillMoved, crm.Args{"folder": b.dir})
		return err
	})
	if err != nil {
		b.log.Warn("whether the data folder was moved can't be told", slog.Any("error", err))
	}
}

// movedWithin says whether a folder only has another place on this machine: where
// it was before, it is no more.
func movedWithin(known map[string]knownHere, dir, id string) bool {
	for was, k := range known {
		if k.ID != id || k.Machine != stamp() || was == dir {
			continue
		}
		_, err := os.Stat(filepath.Join(was, store.File))
		return errors.Is(err, fs.ErrNotExist)
	}
	return false
}

// liveHere answers the question: the folder was moved, and this machine takes
// over; or it is a copy, and gets an identity of its own.
func (b *Backend) liveHere(tx *store.Tx, copied bool) error {
	id, err := tx.InstallationID()
	if err != nil {
		return err
	}
	if copied {
		id = hex.EncodeToString(secret.Random(8))
		if err := tx.SetInstallationID(id); err != nil {
			return err
		}
	}
	known, err := readKnown(b.machine)
	if err != nil {
		return err
	}
	return b.remember(known, id)
}

func (b *Backend) remember(known map[string]knownHere, id string) error {
	for was, k := range known {
		if k.ID == id && was != b.dir {
			delete(known, was)
		}
	}
	known[b.dir] = knownHere{Machine: stamp(), ID: id}
	text, err := json.MarshalIndent(known, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(b.machine, 0o700); err != nil {
		return err
	}
	path := filepath.Join(b.machine, machineFile)
	if err := os.WriteFile(path+".new", text, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

func readKnown(folder string) (map[string]knownHere, error) {
	known := map[string]knownHere{}
	text, err := os.ReadFile(filepath.Join(folder, machineFile))
	if errors.Is(err, fs.ErrNotExist) {
		return known, nil
	}
	if err != nil {
		return nil, err
	}
	if json.Unmarshal(text, &known) != nil { // cut off: it asks once more
		known = map[string]knownHere{}
	}
	return known, nil
}

func writable(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, ".try-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// stamp names this machine: by the system's own number for it, else by its name.
func stamp() string {
	name, err := os.ReadFile("/etc/machine-id")
	text := strings.TrimSpace(string(name))
	if err != nil || text == "" {
		text, _ = os.Hostname() // the same name is the best that is known
	}
	sum := sha256.Sum256([]byte("stepwise|" + text))
	return hex.EncodeToString(sum[:8])
}
