# Two commands do everything: `make run` and `make test`. Each sets up what it needs first.
PYTHON ?= python3.11
VENV := .venv
READY := $(VENV)/.ready

.PHONY: setup run test coverage check audit fuzz demo demo-sync screenshots sheets bench bench-pages gallery soak package input-methods package-trial clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml build_spec/setup_system.sh
	@bash build_spec/setup_system.sh
	@command -v $(PYTHON) >/dev/null || { echo "需要 Python 3.11：请先运行 apt-get install python3.11 python3.11-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

run: setup
	@$(VENV)/bin/jyguide

demo: setup
	@$(if $(OUT),,rm -rf demo-out)
	@$(VENV)/bin/jyguide demo $(or $(OUT),demo-out)

demo-sync: setup
	@if [ -f "$(or $(OUT),demo-sync-out)/过程.txt" ]; then rm -rf "$(or $(OUT),demo-sync-out)"; fi
	@$(VENV)/bin/jyguide demo-sync $(or $(OUT),demo-sync-out)

test: setup
	$(VENV)/bin/python -m pytest -n 2 --dist loadfile -q

coverage: setup
	$(VENV)/bin/python -m pytest -n 2 --dist loadfile -q --cov --cov-report=term:skip-covered --cov-fail-under=90

check: setup
	bash .ci/run

# pip-audit is none of our dependencies: it works in an environment of its own, if it can be had.
audit: setup
	@[ -x .audit-venv/bin/pip ] || $(PYTHON) -m venv --clear .audit-venv 2>/dev/null || true
	@.audit-venv/bin/python -c "import pip_audit" 2>/dev/null || .audit-venv/bin/pip install --quiet \
		--disable-pip-version-check --retries 1 --timeout 10 pip-audit==2.10.1 2>/dev/null || true
	@$(VENV)/bin/python build_spec/audit_dependencies.py .audit-venv/bin/python

# Every reader of files on so many bad ones each; what breaks one is kept under fuzz-out.
fuzz: setup
	@$(VENV)/bin/python -m tests.fuzz $(or $(N),5000) $(READER)
	@$(if $(READER),,FUZZ_EXAMPLES=$(or $(N),5000) $(VENV)/bin/python -m pytest -q -p no:cacheprovider \
		-o timeout=3600 tests/jyguide/sync/test_signed_nonsense.py)

# Anki is AGPL and no dependency of ours: it is measured in an environment of its own, if it can be had.
# ONLY=people,printing: those parts; SCALE=1 or 10: the city's own figures or ten times of them, both
# where it is left out; QUICK=1: five minutes. Results under bench-out, a fault ends with status 1.
bench: setup
	@[ -d .bench-venv ] || $(PYTHON) -m venv .bench-venv
	@.bench-venv/bin/python -c "import anki" 2>/dev/null \
		|| .bench-venv/bin/pip install --quiet --disable-pip-version-check anki==26.9.3 \
		|| echo "没有装上 anki，与它的比较从略。"
	@$(VENV)/bin/python -m tests.bench $(if $(ONLY),--only $(ONLY)) $(if $(SCALE),--scale $(SCALE)) $(if $(QUICK),--quick)

# The tables of BENCHMARKS.md and README.md, from the results of the last bench.
bench-pages: setup
	@$(VENV)/bin/python -m tests.bench --markdown

# Everything that is printed, as PDF and PNG: looked at before a release.
gallery: setup
	@rm -rf gallery-out
	@$(VENV)/bin/python build_spec/gallery.py

# The pictures of the help and of README, from the program at work on made-up stations and a made-up city; three minutes.
screenshots: setup
	@$(VENV)/bin/python build_spec/make_screenshots.py

# Every page and tab in three sizes under sheets-out, and whether words are cut off; five minutes.
sheets: setup
	@rm -rf sheets-out
	@PYTHONPATH=. $(VENV)/bin/python build_spec/page_sheets.py

# One simulated year of a station and its city, with kills and full disks; writes SOAK.md.
soak: setup
	@$(VENV)/bin/python -m tests.soak --seed $(or $(SEED),1) --days $(or $(DAYS),365)

# What packs has an environment of its own, so that nothing of the tests comes into a package.
.package-venv/.ready: build_spec/pack/requirements.lock pyproject.toml
	$(PYTHON) -m venv .package-venv
	.package-venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	.package-venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# All that this machine can build, tried, under dist; says what needs Windows. Some minutes.
package: setup .package-venv/.ready
	@$(VENV)/bin/python -m build_spec.pack

# Chinese typed under ibus, fcitx 5 and fcitx 4 on a virtual screen; ONLY=fcitx4: that one. Five minutes.
input-methods: setup
	@$(VENV)/bin/python -m build_spec.input_methods $(ONLY)

# Really installs the .deb (root, or sudo without a password), works with it, upgrades, removes it.
package-trial: setup
	@$(VENV)/bin/python -m build_spec.pack.trial $(or $(DEB),$(lastword $(sort $(wildcard dist/jyguide_*.deb))))

clean:
	rm -rf $(VENV) .package-venv .bench-venv bench-out .audit-venv fuzz-out build dist demo-out demo-sync-out gallery-out sheets-out input-methods-out *.egg-info
