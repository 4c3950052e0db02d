# Each target does its own set-up; `make` alone lists them.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules

# Where tools/node puts a Node.js when the one on PATH is too old.
export PATH := $(CURDIR)/.cache/node/node_modules/.bin:$(PATH)

DEPS := node_modules/.package-lock.json
ENSURE_CLI := node tools/pulumi-cli/ensure.mjs

.PHONY: node help demo preview test unit laws athena lint format build bench campaign clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(DEPS) build ## deploy the example to the sandbox with the real engine, and see findings arrive
	@$(ENSURE_CLI)
	@npm run --silent demo

preview: $(DEPS) build ## preview a pull request's change on the sandbox with the real engine, and show its comment
	@$(ENSURE_CLI)
	@npm run --silent preview

test: $(DEPS) ## lint, type check, build and every test; the last line is the sum
	@npm run --silent test

unit: $(DEPS) ## only the quick tests, of the rules (seconds)
	@npm run --silent test:unit

laws: $(DEPS) ## only the tests of generated policies: laws, mutations, our evaluator compared with iam-simulate
	@npm run --silent test:laws

athena: $(DEPS) ## run every query of the findings table on Trino, the engine of Athena, and count its rows by family of findings (needs Java 24, Maven; fetches 0.8 GB once)
	@$(ENSURE_CLI)
	@node tools/trino/ensure.mjs
	@npm run --silent test:athena
	@npm run --silent athena:families

lint: $(DEPS) ## lint and check the formatting
	@npm run --silent lint

format: $(DEPS) ## format, and fix what the linter can fix
	@npm run --silent format

build: $(DEPS) ## compile to dist/
	@npm run --silent build

bench: $(DEPS) ## measure against hand-written programs (minutes)
	@$(ENSURE_CLI)
	@npm run --silent bench

campaign: $(DEPS) ## try interruptions, faults, other writers and bad input, seeded and resumable (hours)
	@$(ENSURE_CLI)
	@npm run --silent campaign

clean: ## remove all that the other targets made: node_modules, dist, .sandbox, .cache (with the Pulumi CLI and Trino)
	rm -rf node_modules dist .sandbox .cache

# npm writes this file last, so its age is that of the installation.
$(DEPS): package-lock.json | node
	npm ci --no-audit --no-fund --ignore-scripts
	@touch $@

node:
	@sh tools/node/ensure.sh
