# The commands of this repository. `make` alone lists them.

# One set of flags for every go command: another set compiles SQLite again,
# which costs a minute.
TAGS    := sqlite_fts5
WINDOW  := desktop,production,webkit2_41,$(TAGS)
VERSION ?= 0.1.0-dev
LDFLAGS := -s -w -X stepwise/backend/config.version=$(VERSION)
export GOFLAGS := -trimpath -buildvcs=false
export CGO_ENABLED := 1
export TAGS WINDOW LDFLAGS

# Where `make run` keeps its data and listens, when you want something else:
#   make run DATA=/tmp/try ADDR=127.0.0.1:9000
DATA ?=
ADDR ?= 127.0.0.1:8080
export DATA ADDR

# What `make bench` measures, and how often.
CARDS ?= 10000 100000
RUNS  ?= 5

LINT := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
NFPM := github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.45.2

.PHONY: help run dev test lint fmt gen notices bench faults killloop soak build server window windows frontend package clean

help: ## List the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

run: ## Build and start: the window where there is a display, else serve
	@scripts/run.sh

dev: ## serve with the screens reloading as you write them
	@scripts/dev.sh

test: ## Run every test there is: Go, frontend, browser, window
	@scripts/test.sh

lint: ## golangci-lint and Biome
	go run $(LINT) run --build-tags $(TAGS) ./...
	cd frontend && npx biome check .

fmt: ## Format Go and frontend
	gofmt -w main.go app.go window.go window_none.go bindings.go backend scripts e2e frontend/src/locales
	cd frontend && npx biome check --write .

gen: ## Write app_gen.go, the TypeScript bindings and docs/api.md from the operations
	@scripts/gen.sh

notices: ## Write NOTICES.md: the licences of what we ship
	go run ./scripts/notices

bench: ## Measure imports, lists, saves and the engine beside SQLite alone; CARDS="10000 100000 1000000" says how large
	go build -tags $(TAGS) -ldflags "$(LDFLAGS)" -o build/bin/stepwise-bench .
	@for n in $(CARDS); do echo; echo "$$n cards"; build/bin/stepwise-bench bench run --cards $$n --runs $(RUNS); done
	$(MAKE) server
	cd frontend && node bench/list.mjs && node bench/builder.mjs && node bench/life.mjs && node bench/flood.mjs

faults: ## Die and fail at every point between two commits, at many passings of each
	STEPWISE_LONG=1 go test -tags $(TAGS),faults -timeout 60m -run "AtEveryPoint|WhereverTheProgramDies" ./backend/e2e

killloop: ## 200 kills over 5,000 messages; SINKS=FOLDER also against smtp_sink.py, sms_sink.py and audit.py of a folder
	STEPWISE_LONG=1 STEPWISE_SINKS=$(SINKS) go test -tags $(TAGS) -timeout 60m -v -run TheLongLoop ./backend/e2e

soak: ## A week of 5,000 cards, a day for each minute: memory, log and file
	go build -tags $(TAGS),testclock -o build/e2e/stepwise .
	STEPWISE_SOAK=$(CURDIR)/build/e2e/stepwise go test -tags $(TAGS) -timeout 20m -v -run TestAWeek ./backend/e2e

build: server window ## Build both programs into build/bin

server: frontend ## Build build/bin/stepwise-server, without window and GTK
	go build -tags $(TAGS) -ldflags "$(LDFLAGS)" -o build/bin/stepwise-server .

window: frontend ## Build build/bin/stepwise, with window
	go build -tags $(WINDOW) -ldflags "$(LDFLAGS)" -o build/bin/stepwise .

frontend: ## Build the screens into frontend/dist
	@scripts/frontend.sh

package: build ## Build a .deb of each program into build/bin
	VERSION=$(VERSION) go run $(NFPM) package -f build/linux/desktop.yaml -p deb -t build/bin/
	VERSION=$(VERSION) go run $(NFPM) package -f build/linux/server.yaml -p deb -t build/bin/

windows: frontend ## Build the program for Windows and its installer into build/bin
	@VERSION=$(VERSION) scripts/windows.sh

clean: ## Remove what was built
	rm -rf build/bin build/e2e frontend/dist/assets frontend/dist/index.html frontend/test-results
