"""What Dockerfile, compose.yaml and nginx.conf promise, proved on this machine without a container engine.

Owns: carrying out each step of docs/running-it.md, "With containers", and saying what was proved. Refuses:
what only an engine can show: its networks, its restarts, and the images that others make; PostgreSQL and
nginx are this machine's own.

    python -m tests.deploying.prove [--base FOLDER]

It needs root, debootstrap, nginx, PostgreSQL's programs, Debian's mirror and the package index, and takes
four minutes, fifteen on a busy machine. With `--base` the smallest Debian is made there once and used again.
All of it runs in a folder and namespaces of its own that end with it.
"""

import argparse
import gzip
import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, Table

from benchmarks.serving.behind_proxy import (
    EMAIL,
    NAME,
    Proxy,
    ServedMember,
    ask,
    trusting,
)
from data_model.shared.engine import make_engine
from data_model.shared.upgrade import migration_config
from tests.deploying.container import read_compose
from tests.deploying.image import NotProved, build, described, make_base
from tests.deploying.services import (
    WITHIN,
    Postgresql,
    Service,
    lay_out,
    running_dashboard,
    running_nginx,
    running_postgresql,
    until,
)

GIVEN = {"NAME": NAME, "POSTGRES_PASSWORD": "onlyForThisProof0123456789abcdef", "DASHBOARD_METRICS_KEY": ""}
_SAID = {str: "plan", int: 1, bool: False, datetime: datetime(2025, 3, 3, tzinfo=UTC)}
_INSIDE = "--inside"


def main() -> int:
    """Prove every step and say so; 1 at the first that does not hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", type=Path, help="where the smallest Debian lies or is to be made")
    parser.add_argument(_INSIDE, type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.inside is not None:
        return _told(lambda: prove(args.inside))
    if os.geteuid():
        parser.error("only root can make a root, and begin namespaces of its own")
    for needed in ("debootstrap", "unshare", "nginx", "ip", "setpriv"):
        if shutil.which(needed) is None:
            parser.error(f"{needed} is not installed")
    with tempfile.TemporaryDirectory(prefix="proof-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # services run as others than root
        base = args.base or folder / "base"
        return _told(lambda: make_image(base, folder)) or _within_namespaces(folder)


def make_image(base: Path, folder: Path) -> None:
    """Carry out the Dockerfile; what it says of the image lies beside its root afterwards."""
    make_base(base)
    image = build(base, folder)
    made = sorted((image.root / "srv/plan").rglob("__pycache__/*.pyc"))
    expect(len(made) > 500, f"the image holds the modules as Python made them ({len(made):,})")
    expect(not (image.root / "srv/plan/tests").exists(), "and neither tests nor anything else of this folder")
    image.root.rename(folder / "image")


def prove(folder: Path) -> None:
    """Prove the service, within namespaces that `main` began."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    service = Service(folder, described(folder / "image"), read_compose(GIVEN))
    lay_out(folder)
    with ExitStack() as stack:
        postgresql = stack.enter_context(running_postgresql(service))
        prove_upgrade(service)
        prove_rights(service)
        dashboard = stack.enter_context(running_dashboard(service))
        prove_health(service, postgresql)
        stack.enter_context(running_nginx(folder))
        prove_proxy(folder)
        prove_backup(service, postgresql)
        prove_end(dashboard)
        prove_restore(service)
    said = (folder / "dashboard.log").read_text("utf-8", "replace")
    faults = [line for line in said.splitlines() if re.search(r"Read-only file|Permission denied", line)]
    expect(not faults, "the dashboard tried to write nowhere but where it may")


def prove_upgrade(service: Service) -> None:
    """A new database, and one of the version before, which is backed up first."""
    upgrade = service.container("upgrade")
    first = upgrade.run()
    expect(first.code == 0, "the step `upgrade` makes the tables of an empty database", first.said)
    backups = service.folder / "volumes" / "backups"
    expect(not list(backups.glob("*.zip")), "and no backup, since there was nothing")
    with _database(service).begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    config = migration_config()
    before = ScriptDirectory.from_config(config).get_revision("head").down_revision
    with _database(service).begin() as connection:
        command.upgrade(migration_config(connection), str(before))
    with _database(service).begin() as connection:
        # Whatever columns that version had: a row that says something in each it must.
        plan = Table("plan", MetaData(), autoload_with=connection)
        needed = [one for one in plan.columns if not one.nullable and not one.primary_key]
        values = {one.name: _SAID[one.type.python_type] for one in needed if one.server_default is None}
        connection.execute(plan.insert().values(values))
    second = upgrade.run()
    expect(second.code == 0, f"it upgrades a database of the version before ({before})", second.said)
    expect(len(list(backups.glob("*.zip"))) == 1, "and makes one backup of it first", second.said)
    third = upgrade.run()
    expect(third.code == 0 and len(list(backups.glob("*.zip"))) == 1, "and does nothing when it is done")
    words = ["python", "cli.py", "member", "--email", EMAIL, "--name", "Orla Finch"]
    member = upgrade.run([*words, "--role", "programme_office"])
    expect(member.code == 0, "`run upgrade python cli.py member` makes the first member", member.said)


def prove_rights(service: Service) -> None:
    """Who the dashboard is, and where it can write."""
    script = (
        "import os\n"
        "print(os.getuid(), os.getgid(), os.getgroups())\n"
        "told = [line.split() for line in open('/proc/self/status')]\n"
        "print(*[words[1] for words in told if words[0] in ('CapEff:', 'CapBnd:', 'NoNewPrivs:')])\n"
        "for place in ('/srv/plan/x', '/srv/venv/x', '/etc/x', '/x', '/tmp/x', '/data/x', '/backups/x',\n"
        "              '/srv/plan/.streamlit/secrets.toml'):\n"
        "    try:\n"
        "        open(place, 'a').close(); print(place, 'written')\n"
        "    except OSError as error:\n"
        "        print(place, error.errno)\n"
        "for place in ('/data/x', '/backups/x'):\n"
        "    os.remove(place)\n"
    )
    said = service.container("dashboard").run(["python", "-c", script]).said.splitlines()
    expect(
        said[:1] == ["10001 10001 []"], "the dashboard is user 10001 and in no other group", "\n".join(said)
    )
    none = "0" * 16
    expect(said[1:2] == [f"{none} {none} 1"], "without any capability, nor a way to one", "\n".join(said))
    written = [line.split()[0] for line in said[2:] if line.endswith("written")]
    expect(
        written == ["/tmp/x", "/data/x", "/backups/x"],
        "it writes to /tmp, /data and /backups alone",
        str(said),
    )


def prove_health(service: Service, postgresql: Postgresql) -> None:
    """The health check's own command: well, and ill when the database is away."""
    check = service.image.command_of("HEALTHCHECK")
    dashboard = service.container("dashboard")
    expect(until(lambda: dashboard.run(check).code == 0), "the health check's command says that it is well")
    postgresql.stop()
    expect(until(lambda: dashboard.run(check).code != 0), "it says so when the database is away")
    postgresql.start()
    expect(until(lambda: dashboard.run(check).code == 0), "and that it is well again afterwards")


def prove_proxy(folder: Path) -> None:
    """TLS, gzip, headers, and a page over the WebSocket, with the file as it is committed."""
    proxy = Proxy(8443, 8080, trusting(folder / "tls" / "fullchain.pem"))
    plain = http.client.HTTPConnection("127.0.0.1", 8080, timeout=60)
    plain.request("GET", "/actions?area=1", headers={"Host": NAME})
    answer = plain.getresponse()
    led = (answer.status, answer.headers["Location"])
    expect(led == (301, f"https://{NAME}/actions?area=1"), "port 80 leads to TLS", str(led))
    status, headers, body = ask(proxy, "/", {"Accept-Encoding": "gzip"})
    expect(status == 200 and b"<html" in gzip.decompress(body), "the page comes over TLS, compressed")
    for name, value in (
        ("Strict-Transport-Security", "max-age=31536000"),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Security-Policy", "frame-ancestors 'self'"),
        ("Referrer-Policy", "same-origin"),
    ):
        expect(headers[name] == value, f"with {name}: {value}", str(headers[name]))
    expect(ask(proxy, "/metrics")[0] == 404, "nobody asks for metrics from outside")
    expect(ask(proxy, "/healthz", {"Host": "elsewhere.example.org"})[0] == 200, "health answers any name")
    expect(ask(proxy, "/", {"Host": "elsewhere.example.org"})[0] == 421, "and a page its own alone")
    visitor = ServedMember(proxy)
    view = visitor.view("overview")
    visitor.leave()
    expect(
        not view.fault and any("Orla Finch" in words for words in view.words),
        "a member who signed in has the overview over the WebSocket",
        str(view.words),
    )


def prove_backup(service: Service, postgresql: Postgresql) -> None:
    """The nightly backup's own command: the first is made at once, and the next a day later."""
    backup = service.container("backup")
    expect("sleep 86400" in backup.service["command"][-1], "a backup is made every day")
    folder = service.folder / "volumes" / "backups"
    before = set(folder.glob("*.zip"))
    process = backup.start(log=service.folder / "backup.log")
    made = until(lambda: len(set(folder.glob("*.zip")) - before) > 0)
    process.kill()
    process.wait()
    expect(
        made, "the backup's command writes one at once", (service.folder / "backup.log").read_text("utf-8")
    )
    newest = max(folder.glob("*.zip"), key=lambda file: file.stat().st_mtime)
    kept = newest.stat()
    expect((kept.st_uid, kept.st_mode & 0o077) == (10001, 0), "which its maker alone can read")
    prove_nights(service, postgresql, folder)


def prove_nights(service: Service, postgresql: Postgresql, folder: Path) -> None:
    """The same command with a second for its day and its hour: many nights, and one without the database."""
    backup = service.container("backup")
    *shell, words = backup.service["command"]
    words = words.replace("sleep 86400", "sleep 1").replace("sleep 3600", "sleep 1").replace("30", "2")
    left = folder / ".backup-abcdefgh.part"
    left.touch()
    os.chown(left, 10001, 10001)
    log = service.folder / "nights.log"
    process = backup.start([*shell, words], log=log)
    expect(
        until(lambda: log.read_text("utf-8").count("were read back") > 2),
        "the command makes one night after night",
        log.read_text("utf-8"),
    )
    postgresql.stop()
    process.wait(WITHIN)
    postgresql.start()
    said = log.read_text("utf-8")
    expect(process.returncode == 1, "and ends as failed, to begin anew, while the database is away", said)
    expect("does not answer" in said and "Traceback" not in said, "with a sentence", said)
    expect(f"Removed /backups/{left.name}" in said and not left.exists(), "what a killed one left goes", said)
    expect(len(list(folder.glob("*.zip"))) == 2, "as many are kept as it says", said)
    again = backup.run(words.split("; do")[0].removeprefix("while ").split())
    expect(again.code == 0, "and the next is made when the database is there again", again.said)


def prove_end(dashboard: subprocess.Popen[str]) -> None:
    """What `docker compose stop` does."""
    (child,) = Path(f"/proc/{dashboard.pid}/task/{dashboard.pid}/children").read_text().split()
    begun = time.monotonic()
    os.kill(int(child), signal.SIGTERM)
    dashboard.wait(20)
    expect(time.monotonic() - begun < 20, "the dashboard ends within its grace when it is told to")


def prove_restore(service: Service) -> None:
    """A backup put back, with nobody working."""
    newest = max(
        (service.folder / "volumes" / "backups").glob("*.zip"), key=lambda file: file.stat().st_mtime
    )
    words = ["python", "cli.py", "restore", "--replace", f"/backups/{newest.name}"]
    upgrade = service.container("upgrade")
    # PostgreSQL may be at what the last backup asked when it was cut off; restore says so, and to try again.
    expect(
        until(lambda: upgrade.run(words).code == 0), "`run upgrade python cli.py restore` puts a backup back"
    )


def expect(holds: bool, what: str, otherwise: str = "") -> None:
    """Say what was proved. Raises NotProved where it does not hold."""
    if not holds:
        raise NotProved(f"{what}: no\n{otherwise[-3000:]}")
    print(f"proved: {what}", flush=True)


def _database(service: Service) -> Engine:
    url = str(service.compose["services"]["upgrade"]["environment"]["DATABASE_URL"])
    return make_engine(url)


def _within_namespaces(folder: Path) -> int:
    spaces = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
    return subprocess.run(
        [*spaces, sys.executable, "-m", "tests.deploying.prove", _INSIDE, str(folder)]
    ).returncode


def _told(step: Callable[[], None]) -> int:
    try:
        step()
    except NotProved as reason:
        print(f"NOT proved: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
