#!/usr/bin/env bash
# make test: installs what tests need and runs all of them. It goes on after a
# failure; the last line says how many tests passed and failed.
set -uo pipefail
cd "$(dirname "$0")/.."
export STEPWISE_MACHINE=off # no test writes into the home of whoever runs it

passed=0 failed=0 broken=()
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

add() { passed=$((passed + $1)) failed=$((failed + $2)); }

# part NAME COMMAND…: a check that is one test.
part() {
  local name=$1; shift
  local start=$SECONDS
  echo "── $name"
  if "$@"; then add 1 0; else add 0 1; broken+=("$name"); fi
  echo "   $((SECONDS - start)) s"
}

# counted NAME COUNTS COMMAND…: one that writes "passed failed" to a file. A
# command that fails without a failed test counts as one.
counted() {
  local name=$1 counts=$2; shift 2
  local start=$SECONDS ok=0 fails=0 status=0
  echo "── $name"
  "$@" || status=$?
  [ -s "$counts" ] && read -r ok fails <"$counts"
  [ $status -eq 0 ] || { broken+=("$name"); [ "$fails" -gt 0 ] || fails=1; }
  add "$ok" "$fails"
  echo "   $ok passed, $fails failed, $((SECONDS - start)) s"
}

# summed COUNTS EVENTS: what go test said, and each failure once more at the end.
summed() { go run -tags "$TAGS" ./scripts/testsum "$1" <"$2" | tee >(grep '^FAIL ' >>"$out/failures"); }

# Go's tests are linked without what only a debugger reads, which halves linking,
# and not vetted again: the part "go vet" has looked at them.
go_tests() { # counts tags arguments…
  local counts=$1 tags=$2 status=0; shift 2
  go test -json -vet=off -ldflags=-w -timeout 5m -tags "$tags" "$@" >"$out/go.json" || status=$?
  summed "$counts" "$out/go.json" || status=1
  return $status
}

unit_tests() {
  (cd frontend && npx vitest run --reporter=dot --reporter=json --outputFile.json="$out/unit.json")
  local status=$?
  node -e "const r=JSON.parse(require('fs').readFileSync('$out/unit.json'));console.log(r.numPassedTests,r.numFailedTests)" >"$out/unit.counts"
  return $status
}

browser_stories() {
  go build -tags "$TAGS,testclock" -o build/e2e/stepwise . || return 1
  go build -tags "$TAGS" -o build/e2e/sinks ./e2e/sinks || return 1
  (cd frontend && PLAYWRIGHT_JSON_OUTPUT_NAME="$out/browser.json" npx playwright test --reporter=list,json)
  local status=$?
  node scripts/storysum.mjs "$out/browser.json" "$out/browser.counts" | tee >(grep '^FAIL ' >>"$out/failures")
  return $status
}

window_stories() {
  go build -tags "$WINDOW,testclock" -ldflags "$LDFLAGS" -o build/e2e/stepwise-window . || return 1
  xvfb-run -a -s "-screen 0 1280x1024x24" scripts/window-stories.sh "$out/window.json"
  local status=$?
  summed "$out/window.counts" "$out/window.json" || status=1
  return $status
}

scripts/need.sh test || exit 1
scripts/frontend.sh packages || exit 1
if [ -z "${CHROMIUM_PATH:-}" ]; then
  CHROMIUM_PATH=$(command -v chromium || command -v google-chrome) || {
    echo "Installing the Chromium of Playwright"
    (cd frontend && npx playwright install --with-deps chromium) || exit 1
  }
  export CHROMIUM_PATH
fi

part "types of the frontend" bash -c 'cd frontend && npx tsc --noEmit'
counted "frontend" "$out/unit.counts" unit_tests
part "the screens can be built" scripts/frontend.sh
part "go vet" go vet -tags "$TAGS" ./...
counted "Go" "$out/go.counts" go_tests "$out/go.counts" "$TAGS" ./...
counted "points where it may die" "$out/faults.counts" go_tests "$out/faults.counts" "$TAGS,faults" -run "AtEveryPoint|WhereverTheProgramDies" ./backend/e2e
part "generated files are current" scripts/gen-check.sh
counted "browser stories" "$out/browser.counts" browser_stories
counted "window stories" "$out/window.counts" window_stories

echo
[ -s "$out/failures" ] && sort -u "$out/failures"
[ ${#broken[@]} -eq 0 ] || printf 'Failed: %s\n' "${broken[@]}"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ ${#broken[@]} -eq 0 ]
