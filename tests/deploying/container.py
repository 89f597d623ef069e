"""Services of `compose.yaml` run without a container engine: read-only roots, users without rights, volumes.

Owns: what compose.yaml says of a service, and running a command in an image as that says. Refuses: making
the image (`image`), and what is expected of a service (`prove`). Everything here runs within namespaces that
`prove` began: one network that reaches nothing else, and mounts that end with it.
"""

import os
import re
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.deploying.image import Image, NotProved
from tests.places import ROOT

_ASKED = re.compile(r"\$\{(?P<name>\w+):(?P<how>[?-])(?P<words>[^}]*)\}")


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it printed."""

    code: int
    said: str


@dataclass
class Container:
    """One service: its image, what compose.yaml says of it, and where its volumes lie on this machine."""

    image: Image
    service: Mapping[str, Any]
    volumes: Path

    def run(self, command: Sequence[str] = ()) -> Ended:
        """Run a command, the service's own where none is given, and wait for its end."""
        process = self.start(command)
        said, _ = process.communicate(timeout=600)
        return Ended(process.returncode, said)

    def start(self, command: Sequence[str] = (), log: Path | None = None) -> subprocess.Popen[str]:
        """Start a command as the service would, with the environment that image and compose.yaml say."""
        wanted = list(command) or list(self.service.get("command") or self.image.command_of("CMD"))
        environment = {**self.image.environment, **self.service.get("environment", {})}
        out = log.open("w") if log is not None else subprocess.PIPE
        return subprocess.Popen(
            ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", self._script(wanted)],
            env={**environment, "HOME": "/tmp"},
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def _script(self, command: Sequence[str]) -> str:
        """Write the shell commands that mount what the service sees and become its user in it."""
        if not self.service.get("read_only"):
            raise NotProved("a service of the dashboard may write its root")
        # The kernel's own folders and names of the other services, which an engine brings.
        self.volumes.mkdir(parents=True, exist_ok=True)
        mount = self.volumes / f"root {os.getpid()}"
        mount.mkdir(exist_ok=True)
        root = shlex.quote(str(mount))
        lines = [
            f"mount --rbind {shlex.quote(str(self.image.root))} {root}",
            f"mount -t proc proc {root}/proc",
            f"mount --rbind /dev {root}/dev",
            f"touch {root}/etc/hosts",
            f"mount --bind /etc/hosts {root}/etc/hosts",
        ]
        for volume in self.service.get("volumes", ()):
            source, target, *options = volume.split(":")
            # Compose makes the file or folder in the root where there is none.
            found = self._source(source)
            maker = "touch" if found.is_file() else "mkdir -p"
            lines += [f"{maker} {root}{target}", f"mount --bind {shlex.quote(str(found))} {root}{target}"]
            if options == ["ro"]:
                lines.append(f"mount -o remount,bind,ro {root}{target}")
        lines.append(f"mount -o remount,bind,ro {root}")
        lines += [f"mount -t tmpfs -o mode=1777 tmpfs {root}{path}" for path in self.service.get("tmpfs", ())]
        user, group = self.image.user.split(":")
        rights = ["--reuid", user, "--regid", group, "--clear-groups", *self._no_rights()]
        folder = shlex.quote(self.image.working_folder)
        inner = f"cd {folder} && exec {shlex.join(command)}"
        lines.append(f"exec chroot {root} setpriv {' '.join(rights)} sh -c {shlex.quote(inner)}")
        return " && ".join(lines)

    def _no_rights(self) -> list[str]:
        rights = []
        if self.service.get("cap_drop") == ["ALL"]:
            rights += ["--bounding-set", "-all", "--inh-caps", "-all"]
        if "no-new-privileges:true" in self.service.get("security_opt", ()):
            rights.append("--no-new-privs")
        return rights

    def _source(self, source: str) -> Path:
        """Return where a volume lies; a new one belongs to the image's user, as its folder there does."""
        if source.startswith("./"):
            return self.volumes / source[2:]
        found = self.volumes / source
        if not found.exists():
            found.mkdir(mode=0o700)
            user, group = map(int, self.image.user.split(":"))
            os.chown(found, user, group)
        return found


def read_compose(given: Mapping[str, str]) -> dict[str, Any]:
    """Read compose.yaml as compose does, with what `.env` gives. Raises NotProved for what is not given."""

    def fill(found: re.Match[str]) -> str:
        if found["how"] == "?" and not given.get(found["name"]):
            raise NotProved(f"compose.yaml asks for {found['name']}: {found['words']}")
        return given.get(found["name"]) or (found["words"] if found["how"] == "-" else "")

    def filled(said: Any) -> Any:
        if isinstance(said, dict):
            return {name: filled(each) for name, each in said.items()}
        if isinstance(said, list):
            return [filled(each) for each in said]
        return _ASKED.sub(fill, said) if isinstance(said, str) else said

    # Compose fills in what was parsed, so that what is empty stays a text.
    text = (ROOT / "deploy" / "compose.yaml").read_text("utf-8")
    found: dict[str, Any] = filled(yaml.safe_load(text))
    return found
