# Everything starts with `make run` or `make test`; both set up what they need.
PORT ?= 8000
PYTHON ?= python3
export DEBUG ?= 1
# Three runs of the tests read the same modules: they are compiled once.
unexport PYTHONDONTWRITEBYTECODE
BIN = .venv/bin
ROOT = $(filter 0,$(shell id -u))

.PHONY: run test browser lint format check messages

run: .venv/.ready  ## serve the planner with three example teams
	@mkdir -p var
	@$(BIN)/python manage.py migrate -v 0
	@$(BIN)/python manage.py load_catalogue -v 0
	@$(BIN)/python manage.py load_demo
	@echo "Open http://127.0.0.1:$(PORT)"
	@$(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

test: .venv/.ready-for-tests check browser  ## everything that must pass
	$(BIN)/pytest -n 2 -m "not browser" --rest
	$(BIN)/python -m tests.postgres -n 2 -m "not browser"
	$(BIN)/pytest -n 2 -m browser

browser:
	@command -v chromium >/dev/null || { \
	  $(if $(ROOT),apt-get update -qq && apt-get install -y -qq chromium fonts-noto-core >/dev/null,\
	  echo "Install Chromium first: sudo apt-get install chromium" && exit 1); }

check: .venv/.ready-for-tests  ## style, and migrations that are missing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@mkdir -p var
	$(BIN)/python manage.py makemigrations --check --dry-run

format: .venv/.ready-for-tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: .venv/.ready  ## collect the words that are marked for translation
	$(BIN)/python manage.py makemessages --no-obsolete --no-wrap --add-location file \
	  -i .venv -i var -i tests -l fr

.venv/.ready: requirements.txt $(wildcard locale/*/LC_MESSAGES/django.po)
	@$(PYTHON) -m venv .venv || { $(if $(ROOT),apt-get update -qq && apt-get install -y -qq python3-venv,false) \
	  && $(PYTHON) -m venv --clear .venv; }
	$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	@test -z "$(wildcard locale/*/LC_MESSAGES/django.po)" || $(BIN)/pybabel -q compile -d locale -D django
	@touch $@

.venv/.ready-for-tests: .venv/.ready requirements-dev.txt
	$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@
