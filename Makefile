# make: set up, build the book, grade the sample class. make test: set up, run every test.
PYTHON ?= python3
PIP_ARGS ?=
EDITION ?= student
BIN := .venv/bin
SAMPLE := _build/sample
COURSE := course
JUPYTER_ARGS ?=
SIDE_BY_SIDE := -n auto --no-loadscope-reorder
KINDS := imports style sample_class release master comparison class_table collect walls report self_checks
export PYTHONUTF8 := 1

ENVIRONMENT := $(PYTHON) .ci/environment.py $(if $(filter command environment,$(firstword $(origin PYTHON))),--this-python)
HANDED_ON := $(if $(PIP_ARGS),-- $(PIP_ARGS))

.PHONY: all setup setup-tests book sample test check pdf formgrader bench pins outdated clean

all: book sample
	@echo
	@echo "Open in your browser:"
	@echo "  the book                 _build/html/index.html"
	@echo "  the class report         $(SAMPLE)/report/gradient_descent.html"
	@echo "  one student's feedback   $(SAMPLE)/feedback/sum_for_mean/gradient_descent/gradient_descent.html"
	@echo "and with any SQLite tool, or with nbgrader:"
	@echo "  the gradebook            $(SAMPLE)/gradebook.db"

setup:
	@$(ENVIRONMENT) $(HANDED_ON)

setup-tests:
	@$(ENVIRONMENT) --tests $(HANDED_ON)

book: setup
	@echo "Building the book; its chapters are run, which takes half a minute the first time."
	@EDITION=$(EDITION) $(BIN)/python book/_ext/build.py --quiet

# Exit status 1 says that some could not be graded, and nothing else: the sample class has one such submission.
sample: setup
	@echo "Grading the sample class."
	@$(BIN)/python -m autograder grade tests/submissions --course $(SAMPLE) --seed 2021 --time-limit 2 || { s=$$?; test $$s -eq 1 || exit $$s; }
	@$(BIN)/python -m autograder report --course $(SAMPLE)

test: setup-tests
	$(BIN)/python -m pytest $(SIDE_BY_SIDE)

# What to run before each commit: style, types, imports, and a test of each kind, in the first of the two sandboxes.
check: setup-tests
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m "not slow and not browser" -k "not landlock" $(KINDS:%=tests/*/test_%.py)

pdf: setup
	$(BIN)/python book/_ext/pdf.py

# Of another folder: make formgrader COURSE=FOLDER. Jupyter keeps its own files there, and reads nobody's settings.
formgrader: setup
	@test -e "$(COURSE)/gradebook.db" || { echo "There is no gradebook in $(COURSE) yet: grade first."; exit 2; }
	AUTOGRADER_COURSE="$(COURSE)" JUPYTER_CONFIG_DIR="$(COURSE)/.jupyter" JUPYTER_DATA_DIR="$(COURSE)/.jupyter/data" \
		$(BIN)/jupyter lab --ServerApp.root_dir=. --LabApp.default_url=/formgrader $(JUPYTER_ARGS)

bench: setup
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.floor

# What the two requirements files bring along, fixed for every supported Python: each at its newest release that fits.
pins: setup-tests
	@grep -hv '^-' requirements.txt tests/requirements.txt | $(BIN)/python -m uv pip compile --quiet --upgrade --universal \
		--python-version 3.11 --no-annotate --custom-compile-command "make pins" - --output-file .ci/constraints.txt
	@git --no-pager diff --stat .ci/constraints.txt

# Which pins are behind; it asks the package index.
outdated: setup-tests
	$(BIN)/python -m pip list --outdated

clean:
	rm -rf _build
