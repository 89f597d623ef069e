"""The Dockerfile carried out without a container engine: folders for its stages, and its steps done in them.

Owns: reading the Dockerfile and what `.dockerignore` lets through, and doing FROM, COPY, RUN and the rest as
root in a folder that `debootstrap` made. Refuses: what is not in our Dockerfile; an instruction that it does
not know ends the proof.

The folder stands in for the image that FROM names: the same release of Debian with the same Python, from
Debian's own packages.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.places import ROOT

# Debian's packages that make of its smallest system what the image has; util-linux is part of that system.
_PACKAGES = "python3,python3-venv,ca-certificates"
# What a machine needs to reach its package index from within: names, certificates, and pip's own settings.
_FROM_HERE = ("/etc/resolv.conf", "/etc/ssl/certs/ca-certificates.crt")
_PASSED_ON = re.compile(r"PIP_(?!FIND_LINKS)\w+|https?_proxy|no_proxy", re.IGNORECASE)
_TELLS = ("VOLUME", "EXPOSE", "HEALTHCHECK", "CMD")


class NotProved(Exception):
    """Raised for a step that does not do what it promises."""


@dataclass
class Image:
    """A folder that holds a root, and what the Dockerfile says of how it is run."""

    root: Path
    working_folder: str = "/"
    environment: dict[str, str] = field(
        default_factory=lambda: {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
    )
    user: str = "0:0"
    told: dict[str, str] = field(default_factory=dict)

    def place(self, path: str) -> Path:
        """Return where a path of the image lies on this machine."""
        return self.root / os.path.normpath(os.path.join(self.working_folder, path)).lstrip("/")

    def command_of(self, name: str) -> list[str]:
        """Return the command that CMD or HEALTHCHECK tells, as a list."""
        found: list[str] = json.loads(self.told[name][self.told[name].index("[") :])
        return found


def instructions() -> list[tuple[str, str]]:
    """List the Dockerfile's instructions with what they say, continued lines as one."""
    said = (ROOT / "Dockerfile").read_text("utf-8")
    lines = re.sub(r"^#.*\n", "", said, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    return [(word, rest.strip()) for line in lines if line.strip() for word, _, rest in [line.partition(" ")]]


def make_base(folder: Path) -> None:
    """Make the smallest Debian of the release that FROM names, with its Python, in a folder."""
    (names,) = {rest.split()[0] for word, rest in instructions() if word == "FROM"}
    version, release = re.fullmatch(r"python:([\d.]+)-slim-(\w+)", names).groups()  # type: ignore[union-attr]
    if not folder.exists():
        options = ["--variant=minbase", f"--include={_PACKAGES}"]
        _run(["debootstrap", *options, release, str(folder)])
    python = folder / "usr/local/bin/python"
    if not python.is_symlink():
        python.symlink_to("/usr/bin/python3")
    found = _run(["chroot", str(folder), "python", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"])
    if found.strip() != version:
        raise NotProved(f"Debian {release} has Python {found.strip()}, and FROM names {version}")


def build(base: Path, folder: Path) -> Image:
    """Carry out the Dockerfile and return its last stage. Raises NotProved for a step that fails."""
    stages: dict[str, Image] = {}
    image = Image(base)
    for number, (word, rest) in enumerate(instructions()):
        print(f"  {word} {rest}"[:110], flush=True)
        if word == "FROM":
            parts = rest.split()
            image = Image(folder / f"stage {len(stages)}")
            _run(["cp", "-a", "--reflink=auto", str(base), str(image.root)])
            stages[parts[2] if len(parts) > 1 else str(number)] = image
        elif word == "WORKDIR":
            image.working_folder = rest
            image.place(".").mkdir(parents=True, exist_ok=True)
        elif word == "COPY":
            _copy(image, stages, rest.split())
        elif word == "RUN":
            _run_within(image, rest)
        else:
            _note(image, word, rest)
    return image


def described(root: Path) -> Image:
    """Return what the Dockerfile says of its last stage, whose root was made already."""
    image, said = Image(root), instructions()
    last = max(number for number, (word, _) in enumerate(said) if word == "FROM")
    for word, rest in said[last + 1 :]:
        if word == "WORKDIR":
            image.working_folder = rest
        elif word not in ("COPY", "RUN"):
            _note(image, word, rest)
    return image


def _note(image: Image, word: str, rest: str) -> None:
    """Note what an instruction says that changes no file."""
    if word == "ENV":
        for part in shlex.split(rest):
            name, _, value = part.partition("=")
            image.environment[name] = value.replace("$PATH", image.environment["PATH"])
    elif word == "USER":
        image.user = rest
    elif word in _TELLS:
        image.told[word] = rest
    else:
        raise NotProved(f"the proof does not know {word}")


def _copy(image: Image, stages: dict[str, Image], parts: Sequence[str]) -> None:
    *sources, target = [part for part in parts if not part.startswith("--")]
    option = next((part for part in parts if part.startswith("--from=")), "")
    for source in sources:
        if option:
            found = stages[option.removeprefix("--from=")].place(source)
        else:
            _check_let_through(source)
            found = ROOT / source
        to = image.place(target)
        if found.is_dir():
            # A venv's links stay links; what Python made of a module here is not of the image.
            leave = None if option else shutil.ignore_patterns("__pycache__")
            shutil.copytree(found, to, symlinks=True, ignore=leave, dirs_exist_ok=True)
        else:
            to = to / found.name if target.endswith("/") or to.is_dir() else to
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(found, to)


def _check_let_through(source: str) -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").split()
    if f"!{source}" not in lines:
        raise NotProved(f".dockerignore keeps {source} from the build")


def _run_within(image: Image, command: str) -> None:
    """Run a command in the image as the builder does: as its user, with the network and pip's settings."""
    root = shlex.quote(str(image.root))
    mounts = [f"mount -t proc proc {root}/proc", f"mount --rbind /dev {root}/dev"]
    for path in _FROM_HERE:
        mounts += [f"touch {root}{path}", f"mount --bind $(realpath {path}) {root}{path}"]
    inside = f"cd {shlex.quote(image.working_folder)} && {command}"
    run = f"exec chroot --userspec={image.user} {root} /bin/sh -c {shlex.quote(inside)}"
    passed_on = {name: value for name, value in os.environ.items() if _PASSED_ON.fullmatch(name)}
    _run(
        ["unshare", "--mount", "--pid", "--fork", "sh", "-c", " && ".join([*mounts, run])],
        environment={**passed_on, **image.environment, "HOME": "/root"},
    )


def _run(command: Sequence[str], environment: dict[str, str] | None = None) -> str:
    ended = subprocess.run(command, capture_output=True, text=True, env=environment)
    if ended.returncode:
        raise NotProved(f"{' '.join(command)[:200]} ended with {ended.returncode}:\n{ended.stderr[-3000:]}")
    return ended.stdout
