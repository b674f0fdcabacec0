// Package desktop tells stories in the real desktop window: the program that
// `make window` builds, with the test clock, under Xvfb, driven by
// WebKitWebDriver. `make test` runs them; alone:
//
//	xvfb-run -a go test -tags desktope2e,sqlite_fts5 ./e2e/desktop
//
// The program is build/e2e/stepwise-window, or what STEPWISE_WINDOW names.
package desktop
