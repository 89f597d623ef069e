"""Benefits on a page: cards by kind, one benefit's years, profiles, volumes and history, and the return.

Owns: drawing them. Refuses: sums, sentences and checks (`data_model.money`), and drawing a bar or a chart
(`charts.money`): it is given the pictures.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from data_model.money.amounts import exact_amount
from data_model.money.benefits.benefit_checks import VolumeSign
from data_model.money.benefits.benefit_content import (
    KIND_NAMES,
    BenefitKind,
    Volume,
    benefit_differences,
    number_shown,
    volume_text,
)
from data_model.money.benefits.benefit_profiles import Profile, ProfileLevel, profile_differences
from data_model.money.benefits.benefit_returns import ReturnContent, StatedSum, return_sentence, return_table
from data_model.money.benefits.benefit_sums import benefit_year, benefits_year, years_of_benefits
from data_model.money.benefits.benefit_text import benefit_year_sentence
from data_model.money.benefits.rows_benefits import BenefitRow, BenefitVersionRow, ReturnRow
from data_model.money.check_types import MoneyFinding
from data_model.money.financial_years import FinancialYear
from data_model.money.savings.saving_text import difference_text
from data_model.shared.sentence_text import as_sentence, counted, listed
from ui.parts.chart_view import show_table
from ui.parts.whole_links import in_lines
from ui.shell.dates import moment, short_day
from ui.shell.links import BREAK, link
from ui.shell.pages import Page
from ui.shell.plain_text import escape

BAR_KEY = "■ banked · ▨ realised and not banked · □ still to come of the target"
_WIDTHS = (4, 8)
_NOT_KNOWN = "not known"


def show_kind(
    kind: BenefitKind,
    rows: Sequence[BenefitRow],
    year: FinancialYear,
    bars: Mapping[int, str],
    findings: Sequence[MoneyFinding],
    signs: Mapping[int, Sequence[VolumeSign]],
) -> None:
    """Draw the benefits of a kind, each as a card with its bar, after a sentence on all of them."""
    st.header(f"{KIND_NAMES[kind]} · {counted(len(rows), 'benefit')}", anchor=False)
    if len(rows) > 1:
        said = benefit_year_sentence(benefits_year(rows, year))
        st.markdown(escape(as_sentence(said)))
    for row in rows:
        _show_card(row, year, bars[row.id], findings, signs.get(row.id, ()))


def _show_card(
    row: BenefitRow,
    year: FinancialYear,
    bar: str,
    findings: Sequence[MoneyFinding],
    signs: Sequence[VolumeSign],
) -> None:
    said = benefit_year_sentence(benefit_year(row, year))
    said = as_sentence(said)
    owners = " · ".join(filter(None, (row.content.service, row.content.owner)))
    counted_by = listed([f"“{one.measure}” shows {one.shows}" for one in signs])
    texts = (
        escape(owners),
        escape(said),
        escape(f"{counted_by}.") if counted_by else "No measure counts its volume.",
        *(finding_text(one) for one in findings if one.id == row.id),
    )
    with st.container(border=True, key=f"benefit_card_{row.id}"):
        name, text = st.columns(_WIDTHS)
        with name:
            link(Page.BENEFIT, in_lines(row.content.title, 36), id=row.id)
            st.image(bar, alt=f"{row.content.title}: {said}", width="stretch")
        text.markdown(BREAK.join(filter(None, texts)))


def finding_text(one: MoneyFinding) -> str:
    """Write a finding in Markdown: a question mark where it only asks."""
    return f"{'?' if one.is_question else '⚠'} **{escape(one.title)}**: {escape(one.sentence)}"


def show_return(
    content: ReturnContent, stated: Sequence[StatedSum], findings: Sequence[MoneyFinding]
) -> None:
    """Draw the return on investment: its sentence, what speaks against it, the years, what papers state."""
    st.header("Return on investment", anchor=False)
    st.markdown(escape(return_sentence(content)))
    for one in findings:
        if not one.id:
            st.markdown(finding_text(one))
    if content.years:
        show_table(return_table(content))
    if content.invested is not None:
        st.caption(escape(f"{exact_amount(content.invested)} invested: {content.invested_source}."))
    if stated:
        st.markdown("**What papers state**")
        st.markdown(
            "\n".join(
                "- "
                + escape(
                    f"{one.kind.value.capitalize()} {one.years_text}: {exact_amount(one.pence)}, {one.source}"
                )
                for one in stated
            )
        )


def show_return_profiles(rows: Sequence[ReturnRow]) -> None:
    """Draw each profile of the return, the newest first; nothing where there is one alone."""
    if len(rows) < 2:
        return
    with st.expander(
        f"Every profile of the return · {len(rows)}", key="benefit_returns", on_change="rerun"
    ) as box:
        if box.open:
            for one in reversed(rows):
                said = " · ".join(filter(None, (one.reason, one.approved_by)))
                st.markdown(
                    f"**{one.number}, as at {short_day(one.as_at)}**: "
                    + escape(f"{return_sentence(one.content)} {said}")
                )


def show_facts(row: BenefitRow) -> None:
    """Draw what a benefit is: kind, service, owner, words, and where it was said."""
    said = row.content
    parts = [KIND_NAMES[said.kind], said.service, said.owner]
    st.markdown(escape(" · ".join(part for part in parts if part)))
    if said.description:
        st.text(said.description)
    source = f"{row.file_name}, sheet “{row.sheet}”, {row.cell}" if row.file_name else "the dashboard"
    st.caption(escape(f"True as at {short_day(row.as_at)}, said by {row.recorded_by}. From {source}."))


def volume_sentence(volume: Volume, place: int, profile: Profile) -> str:
    """Say a volume with what it is to be by year: "Fewer placements: 10 in 2025/26, 20 in 2026/27"."""
    parts = [
        f"{number_shown(number)} in {year.text}"
        for year in profile.years
        if (number := profile.volume(year, ProfileLevel.TARGET, place))
    ]
    said = volume_text(volume)
    said = as_sentence(said)
    return f"{said}: {listed(parts)}" if parts else said


def years_table(row: BenefitRow) -> list[dict[str, object]]:
    """List a benefit's years: target with stretch, realised, banked; four columns fit on a telephone."""

    def shown(pence: int | None) -> str:
        return _NOT_KNOWN if pence is None else exact_amount(pence)

    rows: list[dict[str, object]] = []
    for year in years_of_benefits([row]):
        one = benefit_year(row, year)
        stretch = f", stretch {shown(one.stretch)}" if one.stretch is not None else ""
        rows.append(
            {
                "Year": year.text,
                "Target": f"{shown(one.target)}{stretch}",
                "Realised": shown(one.realised),
                "Banked": shown(one.banked),
            }
        )
    return rows


def show_profiles(row: BenefitRow) -> None:
    """Draw every profile, the newest first, with why it came, who approved it, and what it changed."""
    st.header(f"Profiles · {len(row.profiles)}", anchor=False)
    if not row.profiles:
        st.markdown("Nothing is profiled yet.")
    for place in range(len(row.profiles) - 1, -1, -1):
        one = row.profiles[place]
        total = exact_amount(one.profile.total(ProfileLevel.TARGET))
        name = "First profile" if place == 0 else f"Profile {place + 1}"
        by = f", approved by {one.approved_by}" if one.approved_by else ""
        st.markdown(
            f"**{name}, as at {short_day(one.as_at)}** · "
            + escape(f"target {total} in all{by}; recorded {moment(one.recorded_at)} by {one.recorded_by}")
        )
        if one.reason:
            st.markdown(escape(one.reason))
        lines = (
            [
                difference_text(each)
                for each in profile_differences(row.profiles[place - 1].profile, one.profile)
            ]
            if place
            else [f"{of.text}: {exact_amount(pence)}" for of, pence in one.profile.amounts]
        )
        st.markdown("\n".join(f"- {escape(line)}" for line in lines))


def show_readings(row: BenefitRow) -> None:
    """Draw each reading that counts, with its words, volume and who said it."""
    lines = []
    for one in row.readings:
        volume = f", volume {number_shown(one.volume)}" if one.volume else ""
        words = f": {one.words}" if one.words else ""
        lines.append(
            f"{one.year.text}, {exact_amount(one.pence)} {one.kind.value} by {short_day(one.as_at)}{volume}"
            f"{words} ({one.recorded_by})"
        )
    if lines:
        st.markdown("\n".join(f"- {escape(line)}" for line in lines))


def show_history(versions: Sequence[BenefitVersionRow]) -> None:
    """Draw every version of what the benefit is, newest first, with what it changed."""
    with st.expander(
        f"History · {counted(len(versions), 'version')}", key="benefit_history", on_change="rerun"
    ) as box:
        if not box.open:
            return
        for place in range(len(versions) - 1, -1, -1):
            one = versions[place]
            source = f" from {one.file_name}, sheet “{one.sheet}”, {one.cell}" if one.file_name else ""
            st.markdown(
                f"**As at {short_day(one.as_at)}** · "
                + escape(f"recorded {moment(one.recorded_at)} by {one.recorded_by}{source}")
            )
            lines = (
                [
                    difference_text(each)
                    for each in benefit_differences(versions[place - 1].content, one.content)
                ]
                if place
                else ["First stated"]
            )
            lines += [f"Reason: {one.reason}"] if one.reason else []
            st.markdown("\n".join(f"- {escape(line)}" for line in lines))
