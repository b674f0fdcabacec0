#!/usr/bin/env bash
# make run: installs what is missing, builds, and starts.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -z "${DATA:-}" ] || export STEPWISE_DATA=$DATA

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  scripts/need.sh window
  scripts/frontend.sh
  echo "Building Stepwise with its window (the first time takes a few minutes)"
  go build -tags "$WINDOW" -ldflags "$LDFLAGS" -o build/bin/stepwise .
  exec build/bin/stepwise
fi

scripts/need.sh build
scripts/frontend.sh
echo "Building Stepwise (the first time takes a few minutes)"
go build -tags "$TAGS" -ldflags "$LDFLAGS" -o build/bin/stepwise-server .
echo "There is no display here, so Stepwise answers in a browser."
exec build/bin/stepwise-server serve --addr "$ADDR"
