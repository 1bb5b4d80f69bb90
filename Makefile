# make help lists what there is to make.
# PORT, ARGS and every setting of docs/deploy.md can be given: make serve PORT=8001

SHELL := /bin/sh
PORT ?= 8000
export PORT
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
RUN := .venv/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check install --require-hashes
PYTEST := $(RUN) -m pytest -n auto --maxprocesses 8 --dist worksteal
COMPILE := $(RUN) -m uv pip compile pyproject.toml --quiet --no-header \
	--universal --python-version 3.11 --generate-hashes

# Never the database of the real site, whatever the environment says.
DEMO := env -u DATABASE_URL DATA_DIR=$(or $(DATA_DIR),var)/demo SITE_NAME=责任清单公开平台（演示） \
	SITE_ORGANISER=衡阳市蒸湘区人民政府（演示）

.PHONY: help serve demo test test-postgres coverage bench bench-search lint format lock clean

help:  ## 显示本说明
	@sed -n 's/^\([a-z-]*\):.*##/\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

serve: .venv/runtime.stamp  ## 启动网站（首次会装好依赖并导入清单）；PORT=8001 换端口
	@$(RUN) manage.py prepare_site --port "$(PORT)"
	@exec $(RUN) -m gunicorn portal.wsgi

demo: .venv/runtime.stamp  ## 启动演示网站：另有一份数据，带各种角色的账号和三份调整申请
	@$(DEMO) $(RUN) manage.py prepare_site --port "$(PORT)"
	@$(DEMO) $(RUN) manage.py make_demo
	@exec $(DEMO) $(RUN) -m gunicorn portal.wsgi

test: .venv/development.stamp  ## 在 SQLite 上运行全部测试；ARGS= 传给 pytest
	@$(PYTEST) $(ARGS)

test-postgres: .venv/development.stamp  ## 在临时建立的 PostgreSQL 上运行全部测试
	@$(RUN) tools/with_postgres.py $(PYTEST) $(ARGS)

coverage: .venv/development.stamp  ## 运行全部测试并列出未覆盖的代码
	@$(RUN) -m coverage run -m pytest $(ARGS)
	@$(RUN) -m coverage report

bench: .venv/development.stamp  ## 测量导入的耗时
	@$(RUN) -m tools.bench --only importing $(ARGS)

bench-search: .venv/development.stamp  ## 测量检索的质量、速度与规模，数字另存 var/bench-search.json
	@$(RUN) -m tools.bench --only search_quality search_speed search_pages search_growth \
		--json var/bench-search.json $(ARGS)

lint: .venv/development.stamp  ## 检查代码、模板的写法与格式
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m djlint --lint --quiet templates

format: .venv/development.stamp  ## 按统一格式改写代码
	@$(RUN) -m ruff check --fix .
	@$(RUN) -m ruff format .

lock: .venv/development.stamp  ## 依 pyproject.toml 重新锁定依赖；ARGS=--upgrade 全部更新
	@$(COMPILE) $(ARGS) --output-file requirements/runtime.txt
	@$(COMPILE) $(ARGS) --group dev --constraint requirements/runtime.txt \
		--output-file requirements/development.txt

clean:  ## 删除虚拟环境与缓存，不动 var/ 中的数据
	@rm -rf .venv .pytest_cache .ruff_cache .hypothesis .coverage
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are touched last, so an installation that was cut short is done again.

.venv/runtime.stamp: requirements/runtime.txt
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更高版本及其 venv 模块（Debian、Ubuntu 上：apt-get install python3-venv）。" >&2; exit 1; }
	@echo "建立虚拟环境 .venv 并安装依赖 …"
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) -r $<
	@touch $@

.venv/development.stamp: requirements/development.txt .venv/runtime.stamp
	@echo "安装开发与测试所用的依赖 …"
	@$(PIP) -r $<
	@touch $@
