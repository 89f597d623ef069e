# The dashboard as a container: nobody's root, nothing written outside /data, /backups and /tmp.
# docs/running-it.md tells how it is built and run.

FROM python:3.11-slim-bookworm AS packages
WORKDIR /srv/plan
COPY requirements.lock .
# Exactly the packages that the tests ran with, each known by its hash.
RUN python -m venv /srv/venv \
    && /srv/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /tmp --shell /usr/sbin/nologin plan \
    && install -d -o plan -g plan -m 0700 /data /backups
COPY --from=packages /srv/venv /srv/venv
WORKDIR /srv/plan
COPY app.py cli.py ./
COPY .streamlit/config.toml .streamlit/config.toml
COPY entry entry
COPY commands commands
COPY pages pages
COPY ui ui
COPY charts charts
COPY exports exports
COPY reminders reminders
COPY loaders loaders
COPY data_model data_model
COPY demo demo
# The root is read-only when it runs, so what Python makes of each module is made here.
RUN /srv/venv/bin/python -m compileall -q .
ENV PATH=/srv/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MPLCONFIGDIR=/tmp \
    DATABASE_URL=sqlite:////data/improvement-plan.db \
    DASHBOARD_LOG=json \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0
USER 10001:10001
VOLUME ["/data", "/backups"]
EXPOSE 8501
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/healthz', timeout=4)"]
CMD ["python", "cli.py", "serve", "--port", "8501", "--no-browser"]
