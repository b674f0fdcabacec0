// Package tray is Stepwise's place beside the computer's clock: an icon with a
// menu, where the system has room for one. macOS has none here: the library
// behind it crashes beside a window there.
//
// It must not know what the program does.
package tray

// Menu is what the menu says. An entry that is "" is not there.
type Menu struct {
	Open    string
	Waiting string // how many things need a person; it opens the window too
	Quit    string
}

// Options are what a Tray is made of.
type Options struct {
	Icon []byte // a PNG; on Windows an ICO
	Menu Menu
	Open func() // the icon or the menu asks for the window
	Quit func()
}
