package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

const (
	settingBackup       = "backup"
	settingBackupState  = "backup.state"
	settingBackupWords  = "backup.passphrase" // sealed
	settingInstalledAs  = "installation_id"   // which of several copies of a workspace this one is
	backupPassphraseFor = "backup/passphrase"
)

// BackupSetting reads how backups are made by themselves, and the passphrase of
// encrypted ones; "" where there is none, or another key has sealed it.
func (v *View) BackupSetting() (s crm.BackupSetting, passphrase string, err error) {
	s = crm.DefaultBackups
	if err := v.readSetting(settingBackup, &s); err != nil {
		return s, "", err
	}
	var sealed []byte
	if err := v.readSetting(settingBackupWords, &sealed); err != nil {
		return s, "", err
	}
	passphrase, err = v.s.box.Open(sealed, backupPassphraseFor)
	if err != nil {
		passphrase = "" // typed again, as every other secret
	}
	return s, passphrase, nil
}

// SaveBackupSetting replaces how backups are made by themselves.
func (t *Tx) SaveBackupSetting(s crm.BackupSetting, passphrase string) error {
	t.Changed("backup", "*")
	if err := t.writeSetting(settingBackup, s); err != nil {
		return err
	}
	return t.writeSetting(settingBackupWords, t.s.box.Seal(passphrase, backupPassphraseFor))
}

// BackupState reads what became of the last backup.
func (v *View) BackupState() (s crm.BackupState, err error) {
	return s, v.readSetting(settingBackupState, &s)
}

// NoteBackup writes what became of a backup.
func (t *Tx) NoteBackup(s crm.BackupState) error {
	t.Changed("backup", "*")
	return t.writeSetting(settingBackupState, s)
}

// InstallationID says which of several copies of a workspace this one is; ""
// before anybody asked.
func (v *View) InstallationID() (id string, err error) {
	return id, v.readSetting(settingInstalledAs, &id)
}

// SetInstallationID gives this copy its identity.
func (t *Tx) SetInstallationID(id string) error { return t.writeSetting(settingInstalledAs, id) }

func (v *View) readSetting(key string, into any) error {
	var text string
	found, err := v.one(&text, "SELECT value FROM setting WHERE key = ?", key)
	if err != nil || !found {
		return err
	}
	return json.Unmarshal([]byte(text), into)
}

func (t *Tx) writeSetting(key string, value any) error {
	b, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return t.setSetting(key, string(b))
}

// ForgetStandstills ends every standstill that a backup brought along.
func (t *Tx) ForgetStandstills() error {
	_, err := t.exec("DELETE FROM standstill")
	return err
}
