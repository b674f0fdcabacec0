//go:build desktop || dev

package main

import _ "embed" // the icon

//go:embed build/windows/icon.ico
var trayIcon []byte
