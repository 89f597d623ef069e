"""The field by which a workbook is handed over.

Owns: which kinds of file are offered, and its words. Refuses: reading the file.
"""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile


def ask_workbook(key: str) -> UploadedFile:
    """Draw the field and return what was handed over; stops the page until something is."""
    upload = st.file_uploader(
        "Workbook (.xlsx, .xlsm, .ods or .csv; save an old .xls as .xlsx first)",
        type=["xlsx", "xlsm", "ods", "csv", "xls"],
        key=key,
    )
    if upload is None:
        st.stop()
    return upload
