# Foolscope. `make run` opens the window and `make test` proves that it works; both install what is missing first.
# `make help` lists the rest.

GO ?= go
VERSION := $(shell sed -n 's/^ *Version = "\(.*\)"/\1/p' FyneApp.toml)
REVISION := $(shell git rev-parse --short HEAD 2>/dev/null)
PROGRAM := build/foolscope$(shell $(GO) env GOEXE 2>/dev/null)

# What is shipped drops Fyne's checks of calling threads and its look for FyneApp.toml; tests keep the checks.
TAGS := release,migrated_fynedo
LDFLAGS := -s -w -X main.version=$(VERSION) -X main.revision=$(REVISION)
BUILD := $(GO) build -buildvcs=false -tags $(TAGS) -ldflags "$(LDFLAGS)"

# make bench BENCH=ResNet runs some benchmarks, make fuzz FUZZTIME=10m searches longer, make soak MINUTES=60 likewise.
# make break SEED=2 draws other models, pictures and keys, MINUTES=15 is what the monkey has.
# make golden BEFORE=v1.0 compares with another commit, ONLY='pgd*' runs some commands.
# make screenshots SHOTS='classroom-*' takes some pictures.
BENCH ?= .
FUZZTIME ?= 30s
MINUTES ?= 10
SHOTS ?= *
SEED ?= 1
BEFORE ?= HEAD
ONLY ?= *

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

.DEFAULT_GOAL := help
.PHONY: run test build bench lint screenshots package soak break fuzz golden processors cluster-test first help clean go packages packages-window packages-archive packages-cluster library

run: build ## open the window
	$(PROGRAM)

# The race detector slows numerical work down tenfold, so -short leaves the longest tests to the second run.
# Windows are drawn without a graphics card, and Fyne wants a locale that names a language.
test: TEST := LANG=en_US.UTF-8 LIBGL_ALWAYS_SOFTWARE=1 $(GO) test -timeout 20m
test: packages packages-window library ## run every test
	$(GO) vet ./...
	$(TEST) -race -short ./engine/...
	$(TEST) ./...

build: packages library ## build the program: build/foolscope
	$(BUILD) -o $(PROGRAM) ./app

bench: packages library ## print what inference, gradients and the rest take, and how the window feels
	$(GO) test -run '^$$' -bench '$(BENCH)' -timeout 60m ./engine/... ./app

lint: packages ## look for mistakes without running anything
	test -z "$$(gofmt -l . | tee /dev/stderr)"
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...

screenshots: build packages-window ## photograph every state, size and theme: build/screenshots
	scripts/screenshots.sh $(PROGRAM) build/screenshots '$(SHOTS)'

package: packages packages-archive library ## make a tar.xz for Linux that needs no Go
	$(BUILD) -trimpath -o build/package/foolscope ./app
	scripts/package.sh build/package/foolscope "$$($(GO) run ./tools/onnxruntime)" $(VERSION)

# The race detector and Fyne's checks of calling threads need a build of their own, without the tags of what is shipped.
soak: build packages-window ## work in two real windows for MINUTES: no race, no leak
	$(GO) build -buildvcs=false -race -o $(PROGRAM)-race ./app
	$(GO) run ./tools/soak -minutes $(MINUTES) -program $(PROGRAM) -race $(PROGRAM)-race

break: build packages-window ## do what users' machines do: kill, fill disks, open hostile files, press random keys
	$(GO) build -buildvcs=false -race -o $(PROGRAM)-race ./app
	$(GO) run ./tools/break -seed $(SEED) -minutes $(MINUTES) -program $(PROGRAM) -race $(PROGRAM)-race

fuzz: packages library ## feed every parser with broken files, FUZZTIME each
	scripts/fuzz.sh $(FUZZTIME)

golden: packages library ## compare every byte that the command line writes, and gradient graphs, with those of BEFORE
	GO=$(GO) ONLY='$(ONLY)' scripts/golden.sh $(BEFORE)

cluster-test: build packages-cluster ## run a study on a Slurm of one machine, as a job array
	scripts/cluster.sh $(PROGRAM)

processors: packages library ## run what computes as on other processors: threads, optimization, qemu
	GO=$(GO) scripts/processors.sh

first: build ## compute the experiment that the page Study begins with: assets/first
	rm -rf build/first
	$(PROGRAM) study --out build/first assets/plans/first.json
	cp build/first/run.json assets/first/
	gzip -9nc build/first/rows.csv >assets/first/rows.csv.gz

clean: ## remove what was built here; the caches stay
	rm -rf build

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 20

go:
	@command -v $(GO) >/dev/null || { echo "Go is missing. Install it (1.21 or newer; it fetches the version that go.mod asks for): https://go.dev/dl" >&2; exit 1; }

packages: go
	@scripts/packages.sh build

packages-window: packages
	@scripts/packages.sh window

packages-archive:
	@scripts/packages.sh archive

packages-cluster:
	@scripts/packages.sh cluster

# Who points at a library of their own needs no other.
library: packages
ifndef FOOLSCOPE_ONNXRUNTIME
	@$(GO) run ./tools/onnxruntime >/dev/null
endif
