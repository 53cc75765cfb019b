# One command for people and for continuous integration. `make help` lists them.
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
READY := .venv/.ready
PRODUCTION := DEBUG=no SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') \
  ALLOWED_HOSTS=plannit.example
ADDRESS ?= 127.0.0.1:8000

.PHONY: help setup demo run test check fmt lock messages

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

setup: $(READY) ## build .venv with everything, development tools included

$(READY): requirements/test.txt $(wildcard locale/*/LC_MESSAGES/*.po)
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is missing: apt install python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "The venv module of $(PYTHON) is missing: apt install python3-venv"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@echo "Installing the libraries into .venv (about a minute the first time)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@test ! -d locale || $(BIN)/pybabel --quiet compile --directory=locale --domain=django
	@touch $(READY)

demo: setup ## make the demonstration company and its files, then serve the site
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_demo
	@$(BIN)/python manage.py runserver $(ADDRESS)

run: setup ## serve the site
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py runserver $(ADDRESS)

test: setup ## run all tests with coverage
	@$(BIN)/pytest --cov --cov-report=term -q -rs $(PYTEST_ARGS)

check: setup ## format, lint, layers, types, templates, migrations, deployment
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy .
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

fmt: setup ## format code and templates
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/djangofmt templates

lock: ## resolve the versions again; needs uv
	uv lock --python 3.11
	uv export --quiet --frozen --no-default-groups --extra postgres --no-emit-project -o requirements/run.txt >/dev/null
	uv export --quiet --frozen --all-groups --extra postgres --no-emit-project -o requirements/test.txt >/dev/null
	@! grep -n '://' requirements/*.txt

messages: setup ## gather the strings to translate; needs gettext
	@command -v xgettext >/dev/null || { echo "gettext is missing: apt install gettext"; exit 1; }
	$(BIN)/python manage.py makemessages --locale fr_CA --no-location --no-wrap --ignore .venv
