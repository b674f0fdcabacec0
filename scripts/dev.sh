#!/usr/bin/env bash
# make dev: serve with the screens from Vite, which reload as you write them.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -z "${DATA:-}" ] || export STEPWISE_DATA=$DATA
scripts/need.sh build
scripts/frontend.sh packages
go build -tags "$TAGS" -o build/bin/stepwise-dev .

ready=$(mktemp)
build/bin/stepwise-dev serve --addr "$ADDR" --json >"$ready" &
serve=$!
trap 'kill $serve 2>/dev/null; rm -f "$ready"' EXIT
until [ -s "$ready" ]; do
  kill -0 $serve 2>/dev/null || exit 3
  sleep 0.1
done
address=$(node -p "JSON.parse(require('fs').readFileSync('$ready','utf8')).address")
ticket=$(node -p "new URL(JSON.parse(require('fs').readFileSync('$ready','utf8')).sign_in).search")
echo "Sign in (works once): http://127.0.0.1:5173/sign-in$ticket"
cd frontend
STEPWISE_SERVE=$address npx vite
