#!/usr/bin/env bash
# Sees to it that what is needed is there, and installs what apt can give.
#   scripts/need.sh build    to compile the program without window
#   scripts/need.sh window   to compile and show the window
#   scripts/need.sh test     to run all tests
set -euo pipefail

fail() { echo "stepwise: $*" >&2; exit 1; }

at_least() { # have want
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n1)" = "$2" ]
}

check_go() {
  command -v go >/dev/null || fail "Go 1.26 or newer is needed: https://go.dev/dl/"
  local have; have=$(GOTOOLCHAIN=local GOFLAGS= go env GOVERSION); have=${have#go}
  at_least "${have%% *}" 1.26 || fail "Go 1.26 or newer is needed, this is $have: https://go.dev/dl/"
}

check_node() {
  command -v node >/dev/null && command -v npm >/dev/null || fail "Node 20.19 or newer with npm is needed: https://nodejs.org"
  local have; have=$(node --version)
  at_least "${have#v}" 20.19 || fail "Node 20.19 or newer is needed, this is $have: https://nodejs.org"
}

packages() { # what
  echo gcc libc6-dev pkg-config ca-certificates
  case $1 in
    build) ;;
    window) echo libgtk-3-dev libwebkit2gtk-4.1-dev fonts-dejavu-core ;;
    test)
      packages window
      echo xvfb xauth webkit2gtk-driver dbus
      echo dovecot-imapd # a real mailbox to read
      echo gammu gammu-smsd # a modem without one
      # Ubuntu's package is a snap that a test can't start; scripts/test.sh
      # lets Playwright bring its own there.
      has_chromium || grep -q '^ID=ubuntu' /etc/os-release || echo chromium
      ;;
    *) fail "build, window or test, not \"$1\"" ;;
  esac
}

has_chromium() { [ -n "${CHROMIUM_PATH:-}" ] || command -v chromium >/dev/null || command -v google-chrome >/dev/null; }

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

install() { # packages
  local missing=() p
  for p in "$@"; do installed "$p" || missing+=("$p"); done
  [ ${#missing[@]} -eq 0 ] && return
  local root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "please install as root: apt-get install ${missing[*]}"
    root=(sudo)
  fi
  echo "Installing with apt${root:+ (sudo may ask for your password)}: ${missing[*]}"
  local apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q)
  "${apt[@]}" update >/dev/null
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null ||
    fail "apt could not install: ${missing[*]}"
}

what=${1:-build}
check_go
check_node
if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
  mapfile -t wanted < <(packages "$what" | tr ' ' '\n' | sort -u)
  install "${wanted[@]}"
else
  command -v cc >/dev/null || command -v gcc >/dev/null || fail "a C compiler is needed"
  [ "$what" = build ] || pkg-config --exists webkit2gtk-4.1 ||
    fail "the development files of GTK 3 and WebKitGTK 4.1 are needed"
fi
