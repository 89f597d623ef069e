"""What the proof of a deployment runs: PostgreSQL, the dashboard and nginx, within its namespaces.

Owns: starting and stopping them as compose.yaml says, and laying out what docs/running-it.md asks for.
Refuses: what is expected of them (`prove`).
"""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.serving.behind_proxy import AROUND, NAME, Proxy, trusting, wait_for, write_secrets
from tests.certificates import make_certificate
from tests.deploying.container import Container
from tests.deploying.image import Image, NotProved
from tests.places import ROOT

WITHIN = 300.0  # seconds after which a step hangs; each takes a few, and a minute beside much other work
PROXY_USER = "101"


@dataclass
class Service:
    """What the proof runs on: its folder, the image, compose.yaml, and containers of its services."""

    folder: Path
    image: Image
    compose: dict[str, Any]

    def container(self, name: str) -> Container:
        """Return a service of the dashboard's image, its volumes shared with the others."""
        return Container(self.image, self.compose["services"][name], self.folder / "volumes")


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

        if not until(is_ready):
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
    shutil.chown(place, int(PROXY_USER), int(PROXY_USER))
    (folder / "nginx.conf").write_text(
        AROUND.format(folder=place, user="", conf="/etc/nginx/conf.d/default.conf")
    )
    rights = ["--reuid", PROXY_USER, "--regid", PROXY_USER, "--clear-groups", "--no-new-privs"]
    run = ["setpriv", *rights, "--bounding-set", "-all", "nginx", "-c", str(folder / "nginx.conf")]
    process = subprocess.Popen([*run, "-e", str(place / "nginx.log")])
    try:
        wait_for(Proxy(8443, 8080, trusting(folder / "tls" / "fullchain.pem")), process, place / "nginx.log")
        yield
    finally:
        process.terminate()
        process.wait()


def lay_out(folder: Path) -> None:
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
        os.chown(file, int(PROXY_USER), int(PROXY_USER))
        file.chmod(0o400)
    hosts = folder / "hosts"
    hosts.write_text(f"127.0.0.1 localhost database dashboard {socket.gethostname()}\n", "utf-8")
    subprocess.run(["mount", "--bind", str(hosts), "/etc/hosts"], check=True)
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/etc/nginx"], check=True)
    Path("/etc/nginx/conf.d").mkdir()
    shutil.copytree(tls, "/etc/nginx/tls")
    for file in Path("/etc/nginx/tls").iterdir():
        os.chown(file, int(PROXY_USER), int(PROXY_USER))
    shutil.copy(ROOT / "deploy" / "nginx.conf", "/etc/nginx/conf.d/default.conf")


def until(holds: Callable[[], bool]) -> bool:
    """Wait until something holds, and say whether it came to that."""
    end = time.monotonic() + WITHIN
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.3)
    return False
