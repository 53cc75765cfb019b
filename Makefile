# One command for people and for continuous integration. `make help` lists them.
SHELL := /bin/bash
BIN := .venv/bin
READY := .venv/.ready
TRANSLATIONS := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
UV ?= uv
PRODUCTION := DEBUG=no SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') \
  ALLOWED_HOSTS=plannit.example DATABASE_URL=sqlite://:memory:
SOAK := tests/invoices/machine tests/exports/faults tests/plannit/test_forged_forms.py --hypothesis-profile=soak -n 2 -q
ADDRESS ?= 127.0.0.1:8000

.PHONY: help setup demo run test bench soak check fmt lock messages
.DELETE_ON_ERROR:

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

setup: $(READY) $(TRANSLATIONS) ## build .venv with everything, development tools included
	@:

# Made anew each time: what an interrupted installation leaves behind is not trusted.
# The lock names every library there is to install: pip 23.2 and older would otherwise look
# past it for one that another asks with an extra, as soon as a newer one is published.
$(READY): requirements/test.txt
	@rm -f $@
	@python=$$(scripts/find-python) && $$python -m venv --clear .venv
	@echo "Installing the libraries into .venv (about a minute)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/test.txt
	@touch $@

%.mo: %.po | $(READY)
	@rm -f $@
	@$(BIN)/pybabel --quiet compile --domain=django --input-file=$< --output-file=$@
	@test -e $@ || { echo "$<: take away the « fuzzy » above its first entry"; exit 1; }

# With its traces, on this machine alone.
demo run: export DEBUG ?= yes

demo: setup ## make the demonstration company and its files, then serve the site
	@$(BIN)/python manage.py migrate --verbosity 0
	@SITE_URL=http://$(ADDRESS) $(BIN)/python manage.py load_demo
	@SITE_URL=http://$(ADDRESS) $(BIN)/python manage.py runserver $(ADDRESS)

run: setup ## serve the site
	@$(BIN)/python manage.py migrate --verbosity 0
	@SITE_URL=http://$(ADDRESS) $(BIN)/python manage.py runserver $(ADDRESS)

test: setup ## run all tests with coverage
	@$(BIN)/pytest --cov --cov-report=term -q -rs $(PYTEST_ARGS)

bench: setup ## time a large import and export, their memory, and who waits meanwhile
	@$(BIN)/python -m bench.run
	@$(BIN)/python -m bench.waiting

soak: setup ## 1,000 companies of 60 events, 200 killed exports, 1,000 hostile forms; on PostgreSQL too, given DATABASE_URL
	env -u DATABASE_URL $(BIN)/pytest $(SOAK)
	@[ -z "$$DATABASE_URL" ] || $(BIN)/pytest $(SOAK)

check: setup ## format, lint, layers, types, templates, migrations, deployment
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy .
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/djangofmt templates --check
	$(PRODUCTION) $(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

fmt: setup ## format code and templates
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/djangofmt templates

lock: ## resolve the versions again; needs uv
	@command -v $(UV) >/dev/null || { echo "uv is missing: pip install uv, or make lock UV=PATH"; exit 1; }
	$(UV) lock --python 3.11
	$(UV) export --quiet --frozen --no-default-groups --extra postgres --no-emit-project -o requirements/run.txt
	$(UV) export --quiet --frozen --all-groups --extra postgres --no-emit-project -o requirements/test.txt
	@! grep -n '://' requirements/*.txt || { echo "A lock file names a host."; exit 1; }

messages: setup ## gather the strings to translate; needs gettext
	@command -v xgettext >/dev/null || { echo "gettext is missing: apt install gettext"; exit 1; }
	$(BIN)/python manage.py makemessages --locale fr_CA --no-location --no-wrap --ignore .venv
