"""Files that the browser refused before they reached the server.

Owns: knowing of them. Refuses: the limits; the field and the write have them.

Of a file above the server's limit a page learns nothing: the field looks empty to it, and what was typed
beside the file would be saved as if none had been chosen.
"""

import streamlit as st

_SCRIPT = """
export default function ({ data, setStateValue }) {
    const seen = () => document.querySelector(
        `.st-key-${data.field} [data-testid="stFileChip"][aria-invalid="true"]`) !== null;
    let last = null;
    const tell = () => {
        if (seen() !== last && (last !== null || seen())) setStateValue("refused", seen());
        last = seen();
    };
    const field = document.querySelector(`.st-key-${data.field}`);
    if (!field) return;
    const watcher = new MutationObserver(tell);
    watcher.observe(field, { childList: true, subtree: true });
    tell();
    return () => watcher.disconnect();
}
"""


def watch_refusals(field: str) -> None:
    """Watch a file field, by its key, for files that the browser refuses. To be called after it is drawn."""
    watch = st.components.v2.component("refused_files", js=_SCRIPT)
    watch(data={"field": field}, key=_key(field), on_refused_change=lambda: None)


def was_refused(field: str) -> bool:
    """Say whether the field shows a file that the browser refused."""
    return bool((st.session_state.get(_key(field)) or {}).get("refused"))


def _key(field: str) -> str:
    return f"{field}_refused"
