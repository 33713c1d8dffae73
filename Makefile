# Everything here needs Python 3.11 or later with its venv module, and nothing else.
# The environment is made once; it is renewed when pyproject.toml or constraints.txt change.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt
LOCALE := src/koreamap/locale
SETTINGS := pyproject.toml constraints.txt hatch_build.py

# Node and npm come with the Python packages, so that the JavaScript's checks need nothing else either.
NPM := $(BIN)/npm install --prefix $(VENV)/js --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error \
	--fetch-retries=1 --fetch-retry-mintimeout=1000 --fetch-timeout=30000
BIOME := $(BIN)/node $(VENV)/js/node_modules/@biomejs/biome/bin/biome
TSC := $(BIN)/node $(VENV)/js/node_modules/typescript/bin/tsc

# A server or a script has no browser to open.
HEADLESS ?= $(CI)
OPTIONS := $(if $(HEADLESS),--server.headless=true)

# The build server shuffles the files, and the tests within each; it prints the seed by which the order comes again.
ORDER ?= $(if $(CI),--random-order)

QUICK := not browser and not firefox and not webkit and not qgis and not postgres and not proxy and not dask and not thorough

# What is compiled is kept, whatever the machine says: the tests start many processes, and each would compile it again.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: app build test quick lint lint-python lint-scripts built messages bench constraints clean

app: $(VENV)/.app ## open the explorer
	$(BIN)/koreamap app $(OPTIONS)

build: $(VENV)/.app ## make layers/ from geodata/
	$(BIN)/koreamap build

test: lint ## everything that must hold; each file by one process, as many at once as there are processors
	$(BIN)/pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder $(ORDER)

quick: lint ## what a change breaks soonest: no browser, QGIS or database, and little that takes half a second
	$(BIN)/pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder $(ORDER) -m "$(QUICK)"

lint: $(VENV)/.dev $(VENV)/.js
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target lint-python lint-scripts

lint-python:
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

lint-scripts:
	$(BIOME) ci --error-on-warnings
	$(TSC) --project jsconfig.json
	$(TSC) --project jsconfig.strict.json

built: $(VENV)/.dev ## layers/ is what the build makes; a test asks it too
	$(BIN)/koreamap check

messages: $(VENV)/.dev ## gather the interface's words; what is new waits in the catalogue for its translation
	$(BIN)/pybabel --quiet extract --mapping-file=babel.cfg --omit-header --add-comments=Translators: --add-location=file \
		--sort-by-file --no-wrap --output-file=$(LOCALE)/koreamap.pot src/koreamap
	$(BIN)/pybabel --quiet update --input-file=$(LOCALE)/koreamap.pot --output-dir=$(LOCALE) --domain=koreamap \
		--no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

bench: $(VENV)/.bench ## click-to-passage times beside streamlit-folium, exports beside the bare libraries, many readers at once
	$(BIN)/python bench/export.py
	$(BIN)/python bench/map_latency.py
	$(BIN)/python bench/map_zoom.py
	$(BIN)/python bench/load.py

constraints: ## the newest versions that fit pyproject.toml, to be tested before they are committed
	rm -rf $(VENV)-new
	$(PYTHON) -m venv $(VENV)-new
	$(VENV)-new/bin/python -m pip --disable-pip-version-check --quiet install ".[dev,bench]"
	{ head -n 1 constraints.txt; $(VENV)-new/bin/python -m pip freeze --exclude koreamap | tr A-Z a-z; } > constraints.new
	mv constraints.new constraints.txt
	rm -rf $(VENV)-new

clean:
	rm -rf $(VENV)

$(VENV)/.made:
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.app: $(VENV)/.made $(SETTINGS)
	@echo "installing koreamap into $(VENV) (about half a minute)"
	@$(PIP) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.made $(SETTINGS)
	@echo "installing koreamap and its checks into $(VENV) (about half a minute)"
	@$(PIP) --editable ".[dev]"
	@touch $@ $(VENV)/.app

$(VENV)/.bench: $(VENV)/.made $(SETTINGS)
	@echo "installing koreamap and what it is measured against into $(VENV)"
	@$(PIP) --editable ".[dev,bench]"
	@touch $@ $(VENV)/.app $(VENV)/.dev

$(VENV)/.js: package.json | $(VENV)/.dev
	@echo "installing the checks of the JavaScript into $(VENV)/js (about ten seconds)"
	@mkdir -p $(VENV)/js && cp package.json $(VENV)/js
	@$(NPM) || { echo "$(VENV)/js: not installed, expected the npm registry within reach"; exit 1; }
	@touch $@
