"""Several servers on one database behind the proxy of `deploy/nginx.conf`, and members who come through it.

Owns: running nginx with the committed file, changed in nothing but ports, paths and the servers' addresses,
and the cookies with which a member who signed in comes. Refuses: what is measured or tested with it.
"""

import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from uuid import uuid4

from sqlalchemy.orm import Session
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from websockets import Origin, Subprotocol
from websockets.sync.client import ClientConnection, connect

from benchmarks.serving.visiting import Visitor
from data_model.access.changes.members import save_member
from data_model.shared.permissions import Actor, Role
from tests.browser.serving import STARTS_WITHIN, Server, free_port, running_server
from tests.certificates import make_certificate
from tests.places import ROOT

NAME = "plan.example.gov.uk"
ORIGIN = f"https://{NAME}"
METRICS_KEY = "only-for-this-run-0123456789"
_SECRET = "only-for-this-run-0123456789abcdef"
EMAIL = "orla@example.org"
_SETTINGS = {"DASHBOARD_BEHIND_PROXY": "1", "DASHBOARD_METRICS_KEY": METRICS_KEY}
_NO_SIGN_IN = "https://identity.example.org/.well-known/openid-configuration"
# What is around the file in the container: nginx's own, with its folders where this run may write.
AROUND = """daemon off;
{user}pid {folder}/nginx.pid;
error_log {folder}/nginx.log notice;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {conf};
}}
"""


class NoProxy(Exception):
    """Raised when this computer has no nginx."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """An nginx of this machine: its ports for TLS and for plain HTTP, and how to connect to the first."""

    port: int
    plain_port: int
    context: ssl.SSLContext


class ServedMember(Visitor):
    """A member who has signed in and comes through a proxy, with the cookies of a browser."""

    def __init__(self, proxy: Proxy) -> None:
        super().__init__(ORIGIN)
        self._proxy = proxy
        self._cookies = {"_streamlit_user": _signed_in()}

    def arrive(self) -> None:
        """Ask for the page itself, as a browser does first, and keep the cookies that come with it."""
        for path in ("/", "/_stcore/health"):
            status, headers, _ = ask(self._proxy, path, self._said())
            if status != 200:
                raise ConnectionError(f"{path} is answered with {status}")
            for cookie in headers.get_all("Set-Cookie", []):
                self._cookies |= {name: one.value for name, one in SimpleCookie(cookie).items()}

    def break_off(self) -> None:
        """Note that the server is gone; the next view connects anew, as the browser that it was."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _said(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}

    def _connect(self) -> ClientConnection:
        if "plan_server" not in self._cookies:
            self.arrive()
        tokens = ["streamlit", self._cookies["_streamlit_xsrf"], self._session]
        return connect(
            f"wss://{NAME}/_stcore/stream",
            sock=socket.create_connection(("127.0.0.1", self._proxy.port)),
            ssl=self._proxy.context,
            origin=Origin(ORIGIN),
            subprotocols=[Subprotocol(token) for token in tokens if token],
            additional_headers=self._said(),
            max_size=None,
            open_timeout=60,  # one server with work for all its time answers late, and that is measured
            legacy=True,
        )


def ask(
    proxy: Proxy, path: str, headers: Mapping[str, str] | None = None
) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Ask the proxy for a path under the service's name; return status, headers and body."""
    connection = http.client.HTTPSConnection("127.0.0.1", proxy.port, context=proxy.context, timeout=60)
    try:
        connection.request("GET", path, headers={"Host": NAME, **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def add_office(session: Session, recorded_at: object) -> None:
    """Make the member as whom everybody comes."""
    actor = Actor("Benchmark", Role.PROGRAMME_OFFICE, "command line")
    save_member(
        session,
        "Orla Finch",
        Role.PROGRAMME_OFFICE,
        actor=actor,
        recorded_at=recorded_at,  # type: ignore[arg-type]
        email=EMAIL,
    )


def write_secrets(file: Path) -> None:
    """Write the section `[auth]` of a service under NAME, to whose provider nobody goes."""
    secrets = {
        "redirect_uri": f"{ORIGIN}/oauth2callback",
        "cookie_secret": _SECRET,
        "client_id": "dashboard",
        "client_secret": _SECRET,
        "server_metadata_url": _NO_SIGN_IN,
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in secrets.items()]
    file.write_text("\n".join(["[auth]", *lines]), "utf-8")


@contextmanager
def running_servers(
    folder: Path, count: int, database: str, settings: Mapping[str, str], arguments: Sequence[str] = ()
) -> Iterator[list[Server]]:
    """Run so many servers on one database until the block ends, each with sign-in as behind a proxy."""
    with ExitStack() as stack:
        servers = []
        for number in range(count):
            place = folder / f"server-{number}"  # the list of files of secrets is parted at blanks
            (place / ".streamlit").mkdir(parents=True)
            shutil.copy(ROOT / ".streamlit" / "config.toml", place / ".streamlit")
            write_secrets(place / ".streamlit" / "secrets.toml")
            servers.append(
                running_server(
                    place,
                    {**_SETTINGS, **settings},
                    database=database,
                    working_folder=place,
                    arguments=arguments,
                )
            )
        with ThreadPoolExecutor(count) as pool:
            yield list(pool.map(stack.enter_context, servers))


@contextmanager
def running_proxy(folder: Path, addresses: Sequence[str]) -> Iterator[Proxy]:
    """Run nginx with the committed file before these servers until the block ends. Raises NoProxy."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        raise NoProxy("nginx is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    certificate = make_certificate(folder / "tls.pem", NAME)
    port, plain_port = free_port(), free_port()
    (folder / "plan.conf").write_text(configured(addresses, certificate, port, plain_port), "utf-8")
    # Workers of a root's nginx would otherwise be somebody who may not enter the run's folder.
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        AROUND.format(folder=folder, user=user, conf=folder / "plan.conf"), "utf-8"
    )
    process = subprocess.Popen([program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx.log")])
    proxy = Proxy(port, plain_port, trusting(certificate))
    try:
        wait_for(proxy, process, folder / "nginx.log")
        yield proxy
    finally:
        process.terminate()
        process.wait()


def trusting(certificate: Path) -> ssl.SSLContext:
    """Return how to connect to a proxy with this certificate, asked for at this machine's address."""
    context = ssl.create_default_context(cafile=str(certificate))
    context.check_hostname = False
    return context


def configured(addresses: Sequence[str], certificate: Path, port: int, plain_port: int) -> str:
    """Return `deploy/nginx.conf` with this machine's ports, certificate and servers in place of its own.

    Raises ValueError when the file does not have each exactly once.
    """
    said = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    of_server = r"server dashboard:8501 (?P<how>[^;]*);"
    servers = [rf"server {address.removeprefix('http://')} \g<how>;" for address in addresses]
    for old, new in (
        (of_server, "\n    ".join(servers)),
        (r"listen 8443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        (r"listen 8080;", f"listen 127.0.0.1:{plain_port};"),
        (r"/etc/nginx/tls/fullchain\.pem", str(certificate)),
        (r"/etc/nginx/tls/privkey\.pem", str(certificate)),
    ):
        said, found = re.subn(old, new, said)
        if found != 1:
            raise ValueError(f"deploy/nginx.conf has {found} lines with {old}")
    return said


def sessions_of(server: Server) -> int:
    """Ask a server itself how many tabs are connected to it."""
    host = server.address.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=60)
    try:
        headers = {"Authorization": f"Bearer {METRICS_KEY}", "Host": NAME}
        connection.request("GET", "/metrics", headers=headers)
        text = connection.getresponse().read().decode()
    finally:
        connection.close()
    (found,) = re.findall(r"^improvement_plan_sessions (\d+)$", text, re.MULTILINE)
    return int(found)


def _signed_in() -> str:
    """Return the cookie of a sign-in of its own, as the server writes it after the provider's word."""
    said = {"origin": ORIGIN, "is_logged_in": True, "email": EMAIL, "iss": "https://identity.example.org"}
    return create_signed_value(
        _SECRET, "_streamlit_user", json.dumps({**said, "sub": "orla", "nonce": uuid4().hex})
    ).decode()


def wait_for(proxy: Proxy, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until nginx answers. Raises RuntimeError with what it wrote where it does not."""
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            ask(proxy, "/metrics")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nginx does not answer:\n{log.read_text('utf-8', 'replace')[-4000:]}")
