"""What a file of benefits does not say, asked before it is loaded.

Owns: those questions. Refuses: which of them a file needs, which its report says.
"""

from collections.abc import Collection
from dataclasses import replace

import streamlit as st

from data_model.money.amounts import read_typed_amount
from data_model.money.benefits.benefit_profiles import ProfileAmount
from data_model.money.benefits.benefit_told import ToldOfBenefits, read_stated_sum
from data_model.money.financial_years import read_financial_year
from ui.shell.plain_text import escape


def ask_told(
    told: ToldOfBenefits, asks: Collection[str], *, has_return: bool, key: str
) -> ToldOfBenefits | None:
    """Draw the questions of these codes, and with a return what is invested and what the paper's text states.

    None after saying what cannot be read.
    """
    if "benefits-kind-unknown" in asks:
        kinds = {ProfileAmount.NET: "Net, after cost", ProfileAmount.GROSS: "Gross, before cost"}
        kind = st.selectbox("What are the amounts? Neither the title nor the headings say it.", list(kinds),
                            index=None, format_func=kinds.__getitem__, placeholder="Choose",
                            key=f"{key}_kind", width=440)  # fmt: skip
        told = replace(told, kind=kind)
    if "benefits-year-unknown" in asks:
        written = st.text_input("Which financial year is the first?", placeholder="2022/23",
                                key=f"{key}_first", width=210).strip()  # fmt: skip
        year = read_financial_year(written) if written else None
        if written and year is None:
            st.error(escape(f"“{written[:40]}” is no financial year. Write it like 2022/23."))
            return None
        told = replace(told, first_year=year)
    if "benefits-reprofiled" in asks:
        st.markdown("A profile changes. The earlier one stays; say why, and who approved it.")
        reason = st.text_input("Reason", key=f"{key}_reason").strip()
        approved = st.text_input("Approved by", key=f"{key}_approved").strip()
        told = replace(told, reason=reason, approved_by=approved)
    return _ask_return(told, key) if has_return else told


def _ask_return(told: ToldOfBenefits, key: str) -> ToldOfBenefits | None:
    written = st.text_input("What is invested in all, if the file does not say it", placeholder="£8.9m",
                            key=f"{key}_invested", width=340).strip()  # fmt: skip
    try:
        told = replace(told, invested=read_typed_amount(written))
    except ValueError:
        st.error(escape(f"“{written[:40]}” is no amount. Write it like £8.9m or 8,900,000."))
        return None
    lines = st.text_area(
        "Sums that the paper’s text states of some years, one a line",
        placeholder="gross 2022/23 to 2025/26 £20.7m",
        key=f"{key}_stated",
    ).splitlines()
    sums = []
    for line in filter(str.strip, lines):
        try:
            sums.append(read_stated_sum(line))
        except ValueError:
            st.error(
                escape(f"“{line[:60]}” is no sum of years. Write it like gross 2022/23 to 2025/26 £20.7m.")
            )
            return None
    return replace(told, sums=tuple(sums))
