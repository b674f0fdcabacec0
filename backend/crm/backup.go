package crm

// BackupSetting says how backups are made by themselves.
type BackupSetting struct {
	Daily     bool   `json:"daily"`
	Folder    string `json:"folder"`    // where they go; "": the folder backups in the data folder
	Second    string `json:"second"`    // where each is copied to, as a stick or a folder that is synced; "": nowhere
	Keep      int    `json:"keep"`      // how many daily ones stay
	Encrypted bool   `json:"encrypted"` // with the passphrase that is kept sealed
	Key       bool   `json:"key"`       // the key of the passwords comes along; only where encrypted
}

// DefaultBackups is how backups are made where nobody said otherwise.
var DefaultBackups = BackupSetting{Daily: true, Keep: 14}

// MostBackups is how many daily backups can be kept.
const MostBackups = 365

// BackupState is what became of the backups that were made by themselves.
type BackupState struct {
	At       Instant `json:"at"` // the last good one; 0 for none
	Path     string  `json:"path"`
	Size     int64   `json:"size"`     // bytes
	FailedAt Instant `json:"failedAt"` // 0 where the last one was good
	Failed   *Phrase `json:"failed"`   // why the last one was not
}
