PYTHON ?= python3
export PYTHON
BIN := .venv/bin
# Neither the screen nor the language of the machine shall matter to a check.
OFFSCREEN := LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen
# Python 3.13 has only a newer PySide6, whose types say "or None" where those of 6.7 do not.
MYPY_FLAGS = $(if $(wildcard .venv/lib/python3.13),--disable-error-code union-attr --no-warn-unused-ignores)

.PHONY: help run test lint demo pictures bench stress lock freeze deb clean setup-run setup-test setup-freeze

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

run: setup-run ## open the window on the sample workspace (or, without a display, run the demonstration)
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then $(BIN)/zjgdesk --sample; else \
	  echo "There is no display here, so the demonstration runs instead; its pages are in build/demo."; \
	  rm -rf build/demo && $(BIN)/zjgdesk demo --out build/demo; fi

test: setup-test lint ## run every check: style, types, tests, coverage
	@rm -f .coverage .coverage.*
	$(OFFSCREEN) $(BIN)/coverage run -m pytest -q -n 2
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report --include='src/zjgdesk/rules/*' --fail-under=100
	@$(BIN)/coverage report --fail-under=90

lint: setup-test ## style and types alone
	$(BIN)/ruff check -q .
	$(BIN)/ruff format -q --check .
	$(BIN)/mypy $(MYPY_FLAGS)

demo: setup-test ## the whole way on the sample input, into build/demo
	rm -rf build/demo && $(OFFSCREEN) $(BIN)/zjgdesk demo --out build/demo

pictures: demo ## the README's pictures of the tabs, anew
	@mkdir -p docs/pictures && cp build/demo/pictures/*.png docs/pictures/

bench: setup-test ## measure what is promised
	$(OFFSCREEN) $(BIN)/python tools/bench.py

stress: setup-test ## interrupt a keyed round in every way this computer allows (8 minutes)
	$(OFFSCREEN) $(BIN)/python tools/stress.py

lock: ## write requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
	  --python-version 3.11 --group dev --group build pyproject.toml -o requirements.lock

freeze: setup-freeze ## a one-folder program in dist/zjgdesk, and its own demonstration
	$(BIN)/pyinstaller --noconfirm --log-level WARN installer/zjgdesk.spec
	$(BIN)/python tools/frozen_check.py dist/zjgdesk
	rm -rf build/frozen-demo && $(OFFSCREEN) dist/zjgdesk/zjgdesk demo --out build/frozen-demo

deb: freeze ## a .deb made from the frozen program, in dist
	installer/make_deb.sh $(COMPRESSION)

clean: ## remove what was built
	rm -rf build dist .venv .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis

setup-run:
	@tools/setup.sh run

setup-test:
	@tools/setup.sh test

setup-freeze:
	@tools/setup.sh freeze
