# make: set up, build the book, grade the sample class. make test: set up, run every test.
PYTHON ?= python3
PIP_ARGS ?=
EDITION ?= student
BIN := .venv/bin
SAMPLE := _build/sample
COURSE := course
JUPYTER_ARGS ?=

.PHONY: all book sample test pdf formgrader bench clean

all: book sample
	@echo
	@echo "Open in your browser:"
	@echo "  the book                 _build/html/index.html"
	@echo "  the class report         $(SAMPLE)/report/gradient_descent.html"
	@echo "  one student's feedback   $(SAMPLE)/feedback/sum_for_mean/gradient_descent/gradient_descent.html"
	@echo "and with any SQLite tool, or with nbgrader:"
	@echo "  the gradebook            $(SAMPLE)/gradebook.db"

.venv/ready: requirements.txt
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 to 3.13 is needed: make PYTHON=python3.12')"
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet $(PIP_ARGS) -r requirements.txt
	touch $@

.venv/ready-to-test: .venv/ready tests/requirements.txt
	$(BIN)/python -m pip install --quiet $(PIP_ARGS) -r tests/requirements.txt
	touch $@

book: .venv/ready
	EDITION=$(EDITION) $(BIN)/jupyter-book build book -W -n --keep-going --quiet

# Exit status 1 says that some could not be graded: the sample class has one such submission.
sample: .venv/ready
	$(BIN)/python -m autograder grade tests/submissions --course $(SAMPLE) --seed 2021 --time-limit 2 || { s=$$?; test $$s -eq 1 || exit $$s; }
	$(BIN)/python -m autograder report --course $(SAMPLE)

test: .venv/ready-to-test
	$(BIN)/python -m pytest

pdf: .venv/ready
	$(BIN)/python book/_ext/pdf.py

# Of another folder: make formgrader COURSE=FOLDER. Jupyter keeps its own files in _build, and reads nobody's settings.
formgrader: .venv/ready
	@test -e $(COURSE)/gradebook.db || { echo "There is no gradebook in $(COURSE) yet: grade first."; exit 2; }
	AUTOGRADER_COURSE=$(abspath $(COURSE)) JUPYTER_CONFIG_DIR=_build/jupyter JUPYTER_DATA_DIR=_build/jupyter/data \
		$(BIN)/jupyter lab --ServerApp.root_dir=. --LabApp.default_url=/formgrader $(JUPYTER_ARGS)

bench: .venv/ready
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.floor

clean:
	rm -rf _build
