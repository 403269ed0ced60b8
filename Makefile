# Every target is one command of `python -m lessons_lib`, which makes .venv first if there is
# none. Run it there yourself where there is no make.
PYTHON ?= python3

COMMANDS = site serve test test-full test-jax test-site lint bench outputs learner pdf slides grade export-web bundle lab data doctor speedrun models address pins clean

.PHONY: help $(COMMANDS)
help:
	@$(PYTHON) -m lessons_lib --help

$(COMMANDS):
	@$(PYTHON) -m lessons_lib $@
