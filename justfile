# Shortcuts; CONTRIBUTING.md has every command without just.

python := if path_exists(".venv/bin/python") == "true" { ".venv/bin/python" } else if path_exists(".venv/Scripts/python.exe") == "true" { ".venv/Scripts/python.exe" } else { "python3" }

# List these
default:
    @just --list

# Make the environment with everything for running, testing and contributing
setup:
    {{ if python == "python3" { "python3 -m venv .venv" } else { "" } }}
    {{ if python == "python3" { ".venv/bin/python" } else { python } }} -m pip install --quiet -r requirements-dev.txt

# Open the dashboard in the browser
run *options:
    {{ python }} cli.py serve {{ options }}

# Lint, format, types, unit tests and the tests of the rooms that changed
quick:
    {{ python }} -m ruff check
    {{ python }} -m ruff format --check
    {{ python }} -m mypy
    {{ python }} -m pytest --quiet -n auto tests/unit $(just _changed)

# Every test
test *options:
    {{ python }} -m pytest {{ options }}

# How fast it is, written into docs/benchmarks.md; when nothing else runs on the machine
bench:
    for one in loading overview pages front_door what_changed pack contacts published register_readers fifty_people server_processes; do {{ python }} -m benchmarks.$one --write || exit 1; done

# Carry out Dockerfile, compose.yaml and nginx.conf without a container engine; as root, on Debian
prove-deploy *options:
    {{ python }} -m tests.deploying.prove {{ options }}

# Take the pictures of docs/screenshots.md and docs/overview.png anew
screenshots:
    {{ python }} -m tests.browser.screenshots

# What the locked packages are, as CycloneDX in sbom.json; needs the network
sbom *file:
    .ci/packages sbom {{ file }}

# Whether any locked package has a known vulnerability; needs the network
audit:
    .ci/packages audit

# The tests that lie in the same rooms as files changed since the last commit
_changed:
    @(git diff --name-only --diff-filter=d HEAD; git ls-files --others --exclude-standard) | awk -F/ \
        '/^tests\/(integration|pages)\/.*\/test_.*\.py$/ { print } \
         /^(pages|ui)\/.*\.py$/ { print "tests/pages/" $2 } \
         /^data_model\/.*\.py$/ { print "tests/integration/" $2 } \
         /^(cli|commands\/.*)\.py$/ { print "tests/integration/commands" }' \
        | sort -u | while read -r place; do [ -e "$place" ] && echo "$place"; done || true
