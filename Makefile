# make demo · make test are all that a new machine needs; make bench measures, make sample writes data/ anew.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
OUT := out/sample
# where it is set, each of the many processes of a test run would compile the program anew
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo app test lint bench package wheel docs qgis-plugin sample pictures screenshots clean

help:
	@echo "make demo      run the embedded sample study (sets everything up first)"
	@echo "make app       open the window"
	@echo "make test      set up and run all tests"
	@echo "make bench     measure speed against peers in one run"
	@echo "make package   build dist/xc-gis, a folder that runs without Python (docs/packaging.md)"
	@echo "make wheel     build dist/xc_gis-*.whl: one for this system, one for every system (docs/packaging.md)"
	@echo "make qgis-plugin  build dist/xc-gis-qgis-VERSION.zip, the plug-in that QGIS installs (docs/qgis.md)"
	@echo "make docs      build these pages as a site in out/docs, and run the tutorial"
	@echo "make sample    write the sample in data/ anew (same bytes every time)"
	@echo "make pictures  write the pictures of the documentation anew"
	@echo "make screenshots  photograph every page of the window into docs/pictures, and what the manual shows"

$(VENV)/ready: requirements.txt tools/make_venv.sh
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh tools/make_venv.sh
	$(PY) -m pip install --quiet --requirement requirements.txt
	@touch $@

$(VENV)/installed: $(VENV)/ready pyproject.toml setup.py xc_gis/analysis/arrays/loops.c
	$(PY) -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(VENV)/installed
	$(PY) main.py run data/sample-study.toml --out $(OUT)
	@echo
	@echo "map:    $(OUT)/map.html      (open in any browser, works offline)"
	@echo "tables: $(OUT)/rating.csv  $(OUT)/coverage.csv  $(OUT)/report.xlsx  $(OUT)/study.gpkg"

app: $(VENV)/installed
	@sh tools/system_packages.sh
	$(PY) main.py

test: $(VENV)/installed
	@sh tools/system_packages.sh
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(VENV)/bin/lint-imports
	@# types take one processor for half a minute: beside the tests, and heard after them
	$(PY) -m mypy > $(VENV)/mypy.txt & typed=$$!; $(PY) -m pytest -n auto; tested=$$?; \
		wait $$typed; typed=$$?; cat $(VENV)/mypy.txt; exit $$((tested + typed))

bench: $(VENV)/installed
	@sh tools/system_packages.sh
	$(PY) benchmarks/run.py
	xvfb-run -a -s "-screen 0 1920x1080x24 -dpi 96" $(PY) benchmarks/window.py
	xvfb-run -a -s "-screen 0 1920x1080x24 -dpi 96" $(PY) benchmarks/five_studies.py
	test -e $(OUT)/map.html || $(PY) main.py run data/sample-study.toml --out $(OUT)
	$(PY) benchmarks/pictures.py $(OUT)

package: $(VENV)/installed
	@sh tools/system_packages.sh
	@PY="$(PY)" sh packaging/needs.sh
	$(PY) -m PyInstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build/package packaging/xc-gis.spec
	dist/xc-gis/xc-gis --version

# build/lib keeps what a module of yesterday left; without loops the second wheel fits every system
wheel: $(VENV)/installed
	rm -rf build/lib* build/bdist*
	$(PY) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	rm -rf build/lib* build/bdist*
	XC_GIS_WITHOUT_LOOPS=1 $(PY) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls -l dist/*.whl

qgis-plugin:
	@$(PYTHON) tools/make_qgis_plugin.py dist

docs: $(VENV)/installed
	$(PY) -m sphinx -q -W --keep-going -b html -d build/docs docs out/docs
	$(PY) -m sphinx -q -W -b doctest -d build/docs docs build/docs/tutorial
	$(PY) tools/check_site.py out/docs
	@echo "site: out/docs/index.html"

sample: $(VENV)/installed
	$(PY) tools/make_sample.py --out data

pictures: $(VENV)/installed
	@sh tools/system_packages.sh
	$(PY) tools/make_pictures.py

screenshots: $(VENV)/installed
	@sh tools/system_packages.sh
	xvfb-run -a -s "-screen 0 1920x1080x24 -dpi 96" $(PY) tools/make_screenshots.py
	xvfb-run -a -s "-screen 0 1366x768x24 -dpi 96" $(PY) tools/make_manual_pictures.py
	xvfb-run -a -s "-screen 0 1366x768x24 -dpi 96" $(PY) tools/make_manual_pictures.py --language en

clean:
	rm -rf $(VENV) out build *.egg-info
