"""What the server counts: sessions, requests and faults, for those who watch over it.

Owns: the counts, their text in the form of Prometheus, and the key without which nobody reads them. Refuses:
who is here and what they do.
"""

import hmac
import logging
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

_SHORTEST_KEY = 16


@dataclass
class Counts:
    """Counts since the server began; each is raised in one thread or by an operation that is whole."""

    began: float = field(default_factory=time.time)
    sessions: int = 0
    requests: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=lambda: Counter(database=0, program=0))

    def text(self) -> str:
        """Write the counts as Prometheus reads them."""
        lines = [
            *_head("started_seconds", "gauge", "When the server began, in seconds since 1970."),
            f"improvement_plan_started_seconds {self.began:.0f}",
            *_head("sessions", "gauge", "Browser tabs that are connected."),
            f"improvement_plan_sessions {self.sessions}",
            *_head("requests_total", "counter", "Requests answered, by the first digit of the status."),
            *_each("requests_total", "status", self.requests),
            *_head("faults_total", "counter", "Faults of the database and of the program, told to somebody."),
            *_each("faults_total", "of", self.faults),
        ]
        return "\n".join(lines) + "\n"


COUNTS = Counts()


def metrics_key(environ: Mapping[str, str]) -> str:
    """Return the key that DASHBOARD_METRICS_KEY sets; none, told in the log, where it can be guessed."""
    key = environ.get("DASHBOARD_METRICS_KEY", "").strip()
    if key and len(key) < _SHORTEST_KEY:
        logging.getLogger(__name__).error(
            "DASHBOARD_METRICS_KEY has fewer than %s characters: nobody reads the metrics", _SHORTEST_KEY
        )
        return ""
    return key


def has_key(headers: Mapping[str, str], key: str) -> bool:
    """Say whether a request brings the key; never where there is none."""
    given = headers.get("authorization", "").encode("latin-1", "replace")
    return bool(key) and hmac.compare_digest(given, f"Bearer {key}".encode())


def _head(name: str, kind: str, words: str) -> list[str]:
    return [f"# HELP improvement_plan_{name} {words}", f"# TYPE improvement_plan_{name} {kind}"]


def _each(name: str, label: str, counts: Mapping[str, int]) -> list[str]:
    return [
        f'improvement_plan_{name}{{{label}="{value}"}} {count}' for value, count in sorted(counts.items())
    ]
