"""Which sessions belong to somebody who may upload files.

Owns: remembering it from one drawing to the next file, which draws nothing. Refuses: finding it out
(`access`); a write checks the role of whoever makes it.
"""

from streamlit.runtime import exists, get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

# By session, of this process alone: the server that draws the pages is the one that takes the files.
_admitted: set[str] = set()


def note_uploader(may: bool) -> None:
    """Note whether whoever sits at this session may upload, as of this drawing."""
    context = get_script_run_ctx()
    if context is None:
        return
    if not may:
        _admitted.discard(context.session_id)
    elif context.session_id not in _admitted:
        _forget_ended()
        _admitted.add(context.session_id)


def may_upload(session_id: str) -> bool:
    """Say whether a session, by its id, was last drawn for somebody who may upload."""
    return session_id in _admitted


def _forget_ended() -> None:
    if exists():
        runtime = get_instance()
        _admitted.intersection_update([each for each in list(_admitted) if runtime.is_active_session(each)])
