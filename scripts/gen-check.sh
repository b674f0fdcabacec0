#!/usr/bin/env bash
# Fails when what `make gen` writes is not what is there.
set -euo pipefail
cd "$(dirname "$0")/.."

before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT
cp -r app_gen.go docs/api.md frontend/wailsjs "$before/"
scripts/gen.sh
if ! diff -r "$before/wailsjs" frontend/wailsjs >/dev/null || ! diff "$before/app_gen.go" app_gen.go >/dev/null ||
  ! diff "$before/api.md" docs/api.md >/dev/null; then
  echo "The generated files were out of date. They are current now: commit them."
  exit 1
fi
