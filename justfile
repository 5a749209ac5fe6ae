# Everything a developer runs. `just` alone lists it.
set shell := ["bash", "-euc"]
python := ".venv/bin/python"

_:
    @just --list --unsorted

# make .venv with all tools
setup:
    python3 -m venv .venv
    .venv/bin/pip install -q -r constraints/dev.txt
    .venv/bin/pip install -q --no-deps -e .

# run the tests
test *args:
    .venv/bin/pytest {{args}}

# lint, types, import direction, docs
check:
    .venv/bin/ruff check .
    .venv/bin/ruff format --check .
    .venv/bin/mypy
    .venv/bin/lint-imports
    {{python}} tools/check_docs.py

# characters per second of read(), beside SudachiPy alone
bench *args:
    {{python}} benchmarks/reading.py {{args}}

# score the engine on the bundled corpus
evaluate *args:
    .venv/bin/keii evaluate corpus/dev {{args}}
    .venv/bin/keii evaluate corpus/scrap {{args}}
    .venv/bin/keii evaluate corpus/fresh {{args}}

# what a change of rules or tables gains and loses on the bundled corpus, sentence by sentence
gains:
    .venv/bin/keii evaluate corpus/dev --against benchmarks/baseline.json

# keep today's evaluation as what later changes are held against
baseline:
    .venv/bin/keii evaluate corpus/dev --save benchmarks/baseline.json

# refit the shipped models; DATA is the folder of public data named in docs/models.md
fit DATA:
    {{python}} training/phrases.py {{DATA}}
    {{python}} training/dependency.py {{DATA}}
    {{python}} training/names.py {{DATA}} --gold corpus/dev --gold corpus/names
    {{python}} training/cutting.py corpus/scrap

# renew the pinned and hashed dependencies
lock:
    for group in test dev; do uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml --group $group -o constraints/$group.txt; done
    uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml -o constraints/run.txt

# bring the message catalogues in step with the code
messages:
    {{python}} tools/catalogue.py update
    {{python}} tools/catalogue.py compile

# what weaving one more clip and searching cost in a dossier of 1,000 to 100,000 clips (long)
bench-weave *args:
    {{python}} benchmarks/weave.py {{args}}

# every encoding and fault of intake, from a site on loopback and from files: what its user saw
intake-report *args:
    {{python}} benchmarks/intake_report.py {{args}}

# pictures of every page of the reading room, into docs/room
screenshots *args:
    {{python}} tools/screenshots.py {{args}}

# first byte, size and full render of every page over 100,000 clips (long)
bench-room *args:
    {{python}} benchmarks/room.py {{args}}

# the tests in a real browser
test-browser *args:
    KEII_BROWSER=required .venv/bin/pytest tests/browser {{args}}
