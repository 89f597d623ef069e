"""What Dockerfile, compose.yaml and nginx.conf promise, proved on this machine without a container engine.

Owns: carrying out each step of docs/running-it.md, "With containers", and saying what was proved. Refuses:
what only an engine can show: its networks, its restarts, and the images that others make; PostgreSQL and
nginx are this machine's own.

    python -m tests.deploying.prove [--base FOLDER]

It needs root, debootstrap, nginx, PostgreSQL's programs, Debian's mirror and the package index, and takes
some four minutes; with `--base` the smallest Debian is made there once and used again. All of it runs in a
folder and namespaces of its own that end with it.
"""

import argparse
import gzip
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, Table

from benchmarks.behind_proxy import (
    AROUND,
    EMAIL,
    NAME,
    Proxy,
    ServedMember,
    ask,
    trusting,
    wait_for,
    write_secrets,
)
from data_model.shared.engine import make_engine
from data_model.shared.upgrade import migration_config
from tests.certificates import make_certificate
from tests.deploying.container import Container, read_compose
from tests.deploying.image import Image, NotProved, build, described, make_base
from tests.places import ROOT

GIVEN = {"NAME": NAME, "POSTGRES_PASSWORD": "onlyForThisProof0123456789abcdef", "DASHBOARD_METRICS_KEY": ""}
_SAID = {str: "plan", int: 1, bool: False, datetime: datetime(2025, 3, 3, tzinfo=UTC)}
WITHIN = 60.0  # seconds
_INSIDE = "--inside"
_PROXY_USER = "101"


@dataclass
class Service:
    """What the proof runs on: its folder, the image, compose.yaml, and containers of its services."""

    folder: Path
    image: Image
    compose: dict[str, Any]

    def container(self, name: str) -> Container:
        """Return a service of the dashboard's image, its volumes shared with the others."""
        return Container(self.image, self.compose["services"][name], self.folder / "volumes")


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
    _lay_out(folder)
    with ExitStack() as stack:
        postgresql = stack.enter_context(running_postgresql(service))
        prove_upgrade(service)
        prove_rights(service)
        dashboard = stack.enter_context(running_dashboard(service))
        prove_health(service, postgresql)
        stack.enter_context(running_nginx(folder))
        prove_proxy(folder)
        prove_backup(service)
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


def prove_health(service: Service, postgresql: "Postgresql") -> None:
    """The health check's own command: well, and ill when the database is away."""
    check = service.image.command_of("HEALTHCHECK")
    dashboard = service.container("dashboard")
    expect(_until(lambda: dashboard.run(check).code == 0), "the health check's command says that it is well")
    postgresql.stop()
    expect(_until(lambda: dashboard.run(check).code != 0), "it says so when the database is away")
    postgresql.start()
    expect(_until(lambda: dashboard.run(check).code == 0), "and that it is well again afterwards")


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


def prove_backup(service: Service) -> None:
    """The nightly backup's own command, its night shortened to a second."""
    backup = service.container("backup")
    shell, option, script = service.compose["services"]["backup"]["command"]
    expect("sleep 86400" in script, "a backup is made every day")
    folder = service.folder / "volumes" / "backups"
    before = set(folder.glob("*.zip"))
    process = backup.start([shell, option, script.replace("86400", "1")], service.folder / "backup.log")
    made = _until(lambda: len(set(folder.glob("*.zip")) - before) > 0)
    process.kill()
    process.wait()
    expect(made, "the backup's command writes one", (service.folder / "backup.log").read_text("utf-8"))
    newest = max(folder.glob("*.zip"), key=lambda file: file.stat().st_mtime)
    kept = newest.stat()
    expect((kept.st_uid, kept.st_mode & 0o077) == (10001, 0), "which its maker alone can read")


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
    ended = service.container("upgrade").run(words)
    expect(ended.code == 0, "`run upgrade python cli.py restore` puts a backup back", ended.said)


class Postgresql:
    """This machine's PostgreSQL as the service `database`: user, database and password of compose.yaml."""

    def __init__(self, service: Service) -> None:
        said = service.compose["services"]["database"]
        self._asked: dict[str, str] = said["environment"]
        self._check: str = said["healthcheck"]["test"][1]
        (programs,) = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1:]
        self._programs, self._folder = programs, service.folder / "database"
        self._process: subprocess.Popen[bytes] | None = None
        version = str(said["image"]).removeprefix("postgres:").partition("-")[0]
        if programs.parent.name != version:
            print(f"  (compose.yaml names PostgreSQL {version}; this machine has {programs.parent.name})")

    def make(self) -> None:
        """Make the cluster as the image does at its first start."""
        self._folder.mkdir()
        password = self._folder.with_suffix(".password")
        password.write_text(self._asked["POSTGRES_PASSWORD"], "utf-8")
        for path in (self._folder, password):
            shutil.chown(path, "postgres", "postgres")
        user = self._asked["POSTGRES_USER"]
        options = [f"--username={user}", f"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8"]
        subprocess.run(
            self._as([self._programs / "initdb", *options, "-D", self._folder]),
            check=True,
            stdout=subprocess.DEVNULL,
        )
        self.start()
        environment = {"PGPASSWORD": self._asked["POSTGRES_PASSWORD"], "PATH": os.environ["PATH"]}
        create = [self._programs / "createdb", "-h", "127.0.0.1", "-U", user, self._asked["POSTGRES_DB"]]
        subprocess.run(list(map(str, create)), check=True, env=environment)

    def start(self) -> None:
        """Start it and wait until compose's own check says that it is healthy."""
        places = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self._folder}"]
        run = self._as([self._programs / "postgres", "-D", self._folder, *places])
        self._process = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        environment = {"PGHOST": str(self._folder), "PATH": f"{self._programs}:{os.environ['PATH']}"}

        def is_ready() -> bool:
            return (
                subprocess.run(self._check, shell=True, env=environment, stdout=subprocess.DEVNULL).returncode
                == 0
            )

        if not _until(is_ready):
            raise NotProved("PostgreSQL does not become healthy")

    def stop(self) -> None:
        """Stop it at once."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
            self._process = None

    @staticmethod
    def _as(command: list[object]) -> list[str]:
        rights = ["--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
        return ["setpriv", *rights, *map(str, command)]


@contextmanager
def running_postgresql(service: Service) -> Iterator[Postgresql]:
    """Run the database until the block ends."""
    postgresql = Postgresql(service)
    postgresql.make()
    try:
        yield postgresql
    finally:
        postgresql.stop()


@contextmanager
def running_dashboard(service: Service) -> Iterator[subprocess.Popen[str]]:
    """Run the dashboard as its image and compose.yaml say until the block ends."""
    process = service.container("dashboard").start(log=service.folder / "dashboard.log")
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def running_nginx(folder: Path) -> Iterator[None]:
    """Run nginx as the proxy's user, with the committed file where the image has it, until the block ends."""
    place = folder / "nginx"
    place.mkdir()
    shutil.chown(place, int(_PROXY_USER), int(_PROXY_USER))
    (folder / "nginx.conf").write_text(
        AROUND.format(folder=place, user="", conf="/etc/nginx/conf.d/default.conf")
    )
    rights = ["--reuid", _PROXY_USER, "--regid", _PROXY_USER, "--clear-groups", "--no-new-privs"]
    run = ["setpriv", *rights, "--bounding-set", "-all", "nginx", "-c", str(folder / "nginx.conf")]
    process = subprocess.Popen([*run, "-e", str(place / "nginx.log")])
    try:
        wait_for(Proxy(8443, 8080, trusting(folder / "tls" / "fullchain.pem")), process, place / "nginx.log")
        yield
    finally:
        process.terminate()
        process.wait()


def expect(holds: bool, what: str, otherwise: str = "") -> None:
    """Say what was proved. Raises NotProved where it does not hold."""
    if not holds:
        raise NotProved(f"{what}: no\n{otherwise[-3000:]}")
    print(f"proved: {what}", flush=True)


def _lay_out(folder: Path) -> None:
    """Lay out what docs/running-it.md asks for, and what an engine brings: names, and the proxy's files."""
    volumes, tls = folder / "volumes", folder / "tls"
    for place in (volumes, tls):
        place.mkdir()
    volumes.chmod(0o711)
    secrets = volumes / "secrets.toml"
    write_secrets(secrets)
    os.chown(secrets, 10001, 10001)
    secrets.chmod(0o400)
    make_certificate(tls / "fullchain.pem", NAME)
    shutil.copy(tls / "fullchain.pem", tls / "privkey.pem")
    for file in tls.iterdir():
        os.chown(file, int(_PROXY_USER), int(_PROXY_USER))
        file.chmod(0o400)
    hosts = folder / "hosts"
    hosts.write_text(f"127.0.0.1 localhost database dashboard {socket.gethostname()}\n", "utf-8")
    subprocess.run(["mount", "--bind", str(hosts), "/etc/hosts"], check=True)
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/etc/nginx"], check=True)
    Path("/etc/nginx/conf.d").mkdir()
    shutil.copytree(tls, "/etc/nginx/tls")
    for file in Path("/etc/nginx/tls").iterdir():
        os.chown(file, int(_PROXY_USER), int(_PROXY_USER))
    shutil.copy(ROOT / "deploy" / "nginx.conf", "/etc/nginx/conf.d/default.conf")


def _database(service: Service) -> Engine:
    url = str(service.compose["services"]["upgrade"]["environment"]["DATABASE_URL"])
    return make_engine(url)


def _until(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + WITHIN
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.3)
    return False


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
