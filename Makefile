# Everything that a person types here. Each target does its own set-up.
.PHONY: demo test coverage setup lint bench screenshots fuzz clean

VENV := .venv
READY := $(VENV)/ready

demo: $(READY)  ## a home on this machine, made up: card, server, three receivers
	$(VENV)/bin/hearth demo $(ARGS)

test: $(READY)  ## all tests
	scripts/test $(ARGS)

coverage: $(READY)  ## all tests, and what they reach (a third slower)
	$(VENV)/bin/python -m pytest -n auto --dist loadfile --cov --cov-report=
	$(VENV)/bin/python -m coverage report

setup: $(READY)  ## leave .venv/bin/hearth ready to run

$(READY): pyproject.toml setup.py scripts/setup src/hearth/wire/cccam/_cipher.c
	scripts/setup

lint: $(READY)  ## style, types, arrows between the rooms, spelling, nothing left undone
	scripts/lint

bench: $(READY)  ## measure; prints ratios against a baseline of the same run
	$(VENV)/bin/python -m bench $(ARGS)

screenshots: $(READY)  ## the pictures of the pages in README and docs, made anew
	scripts/screenshots build/screenshots now trouble history
	cd build/screenshots && cp now-tablet-light.png now-phone-dark.png \
	    trouble-phone-light.png history-tablet-dark.png ../../docs/pictures/

fuzz: $(READY)  ## hostile bytes for a minute (x86-64); SECONDS=600 for longer
	scripts/fuzz

clean:  ## everything that can be made again
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage .coverage.*
	find . -name __pycache__ -prune -exec rm -rf {} +
	find src -name '*.egg-info' -prune -exec rm -rf {} +
	find src -name '*.so' -delete
