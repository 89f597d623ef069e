"""What a server keeps of the answers to questions that many readers ask: no more than a number of bytes.

Owns: finding, making and keeping an answer, and throwing away those that were asked for longest ago. Refuses:
knowing when an answer is old; whoever asks puts into the question what it depends on.
"""

import pickle
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

# Bytes that Python takes for keeping an answer, beside the answer itself and its question: little, and many.
_ENTRY = 100


class KeptAnswers:
    """Answers by their question, with them at most `most` bytes; one server's threads share them.

    Each is kept as bytes and handed out as a copy, so that nobody changes what another reader is shown.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[Hashable, tuple[bytes, int]] = OrderedDict()
        self._being_made: dict[Hashable, Lock] = {}
        self._lock = Lock()

    @property
    def size(self) -> int:
        """How many bytes are kept now, questions included."""
        return self._size

    def answer(self, question: Hashable, make: Callable[[], object]) -> object:
        """Return the answer that is kept, else make and keep it; who asks meanwhile waits for it."""
        with self._lock:
            found = self._find(question)
            turn = Lock() if found is not None else self._being_made.setdefault(question, Lock())
        if found is None:
            with turn:
                found = self._make(question, make)
        return pickle.loads(found)

    def _make(self, question: Hashable, make: Callable[[], object]) -> bytes:
        with self._lock:
            found = self._find(question)
        if found is not None:
            return found  # somebody else made it meanwhile
        try:
            found = pickle.dumps(make(), pickle.HIGHEST_PROTOCOL)
            with self._lock:
                self._keep(question, found)
        finally:
            with self._lock:
                self._being_made.pop(question, None)
        return found

    def _find(self, question: Hashable) -> bytes | None:
        found = self._kept.get(question)
        if found is not None:
            self._kept.move_to_end(question)
        return found[0] if found is not None else None

    def _keep(self, question: Hashable, found: bytes) -> None:
        # A question may hold rows and typed words, and be larger than what is said to it.
        size = len(found) + len(pickle.dumps(question, pickle.HIGHEST_PROTOCOL)) + _ENTRY
        if size > self._most:
            return
        self._kept[question] = found, size
        self._size += size
        while self._size > self._most:
            _, (_, oldest) = self._kept.popitem(last=False)
            self._size -= oldest
