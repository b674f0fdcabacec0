// Package desktop is what a window needs of the computer around it: to start
// when the person logs in, and to be brought up by a second start.
//
// It must not know what is in the window, nor how windows are made.
package desktop
