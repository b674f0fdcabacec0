#!/usr/bin/env bash
# The stories of the real window; runs inside xvfb-run. The first argument is
# where the events of go test go.
set -euo pipefail
cd "$(dirname "$0")/.."
go test -json -count=1 -tags "desktope2e,$TAGS" ./e2e/desktop >"$1"
