package owner

import "syscall"

// The file systems that don't keep locks and syncs as SQLite and we need them,
// by the number that statfs gives.
var networkKinds = map[uint32]string{
	0x6969:     "NFS",
	0x517b:     "SMB",
	0xff534d42: "CIFS",
	0xfe534d42: "SMB2",
	0x01021997: "9P",
	0x5346414f: "AFS",
	0x73757245: "Coda",
}

// networkKind names the network file system that a folder is on, "" for none.
func networkKind(dir string) string {
	var fs syscall.Statfs_t
	if syscall.Statfs(dir, &fs) != nil {
		return ""
	}
	return networkKinds[uint32(fs.Type)]
}
