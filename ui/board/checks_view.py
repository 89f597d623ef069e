"""Assurance checks on a page: what they ask, what raises them, their answers and their numbers.

Owns: drawing them and the forms that answer them. Refuses: the rules, and any change of a declared rating.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial

import streamlit as st

from data_model.board.assurance_checks import CHECKS, CheckType, Line
from data_model.board.changes.checks import answer_check, save_check_settings, withdraw_answer
from data_model.board.check_lines import actions_of, age_text, gravest_first
from data_model.board.rows import RaisedCheck
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import counted
from ui.money.money_pages import money_address
from ui.parts.form_fields import ask_day, day_in, field, number_in, save_once, turn_of, typed
from ui.parts.in_pages import show_in_pages
from ui.parts.whole_links import in_lines, link_beside
from ui.shell.database import Session
from ui.shell.dates import moment, short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape
from ui.shell.signature import by

_SHOWN = 30  # lines drawn at once of one kind
_GRAVEST = 3  # lines drawn before all others
_NAMED = 20  # actions of one line drawn at once


def count_sentence(raised: Sequence[RaisedCheck], actions: int) -> str:
    """Say how many lines of checks are raised by how many actions, and how many were accepted."""
    every = [one for one in raised if one.answer is None]
    open_checks = [one for one in every if not one.about]
    money = len(every) - len(open_checks)
    accepted = len(raised) - len(every)
    rest = f" {accepted:,} more {'is' if accepted == 1 else 'are'} accepted." if accepted else ""
    if money:
        rest = f" {counted(money, 'check')} {'stands' if money == 1 else 'stand'} against the money.{rest}"
    if not open_checks:
        return f"No check stands against the ratings of {counted(actions, 'action')}.{rest}"
    # The overview says them all as one number.
    total = f"{counted(len(every), 'check')} stand. " if money else ""
    by = len(actions_of(open_checks))
    verb = "stands" if len(open_checks) == 1 else "stand"
    # One that is gathered by area or person asks about all its actions at once.
    several = ", some against several at once" if len(open_checks) < by else ""
    return total + (
        f"{counted(len(open_checks), 'check')} {verb} against the ratings of {by:,} of "
        f"{counted(actions, 'action')}{several}.{rest}"
    )


def show_gravest(lines: Sequence[RaisedCheck], as_at: date) -> None:
    """Draw the first lines of those that stand, each with its weight, its reason and its age."""
    for one in gravest_first(lines)[:_GRAVEST]:
        with st.container(border=True, gap="small"):
            _show_head(one)
            check = CHECKS[one.code]
            st.markdown(f"**{escape(check.title)}** · {check.weight.value}")
            st.markdown(escape(_facts_of(one, as_at)))


def show_checks(raised: Sequence[RaisedCheck], as_at: date, *, answers: bool) -> None:
    """Draw each kind of check with its lines, heaviest first; answered ones stand last."""
    for check in CHECKS.values():
        found = [one for one in raised if one.code == check.code]
        if not found:
            continue
        open_checks = sum(one.answer is None for one in found)
        title = f"{check.title} · {open_checks:,}"
        with st.expander(escape(title), key=f"checks_{check.code}", on_change="rerun") as box:
            if box.open:
                st.markdown(escape(f"{check.explanation} Weight: {check.weight.value}."))
                show = partial(_show_lines, as_at=as_at, answers=answers)
                show_in_pages(found, _SHOWN, f"checks_{check.code}_page", show)


def show_checks_of_action(raised: Sequence[RaisedCheck], as_at: date, *, answers: bool) -> None:
    """Draw the checks that one action raises, each with its reason and its answer; nothing without any."""
    if not raised:
        return
    st.header("Checks that it raises", anchor=False)
    for one in raised:
        with st.container(border=True, gap="small"):
            check = CHECKS[one.code]
            st.markdown(f"**{escape(check.title)}** · {check.weight.value}")
            st.markdown(escape(one.because))
            st.caption(escape(check.question))
            _show_answer(one, as_at, answers=answers)


def show_over_time(counts: Sequence[tuple[date, Mapping[str, int]]]) -> None:
    """Draw how many checks stood on some days: one line for each day, whose parts add up to its figure."""
    for day, by_code in counts:
        every, heaviest = sum(by_code.values()), Counter(by_code).most_common(2)
        parts = [f"{CHECKS[code].title.lower()} {count:,}" for code, count in heaviest if count]
        if others := every - sum(count for _, count in heaviest):
            parts.append(f"other checks {others:,}")
        st.markdown(escape(f"{short_day(day)}: {every:,}" + (f" · {'; '.join(parts)}" if parts else "")))


def show_settings(plan_id: int, settings: Mapping[str, Mapping[str, int]]) -> None:
    """Draw the form that sets the numbers of a check, or asks it no more."""
    codes = list(CHECKS)
    code = st.selectbox(
        "Check", codes, format_func=lambda one: CHECKS[one].title, key="checks_setting", width=480
    )
    check = CHECKS[code or codes[0]]
    chosen = {**check.defaults(), **settings.get(check.code, {})}
    form = f"check_setting_{check.code}"
    turn = turn_of(form)
    with st.form(field(form, "form"), border=False):
        for one in check.settings:
            st.text_input(
                f"{one.words.capitalize()} ({one.least} to {one.most})",
                value=str(chosen[one.name]),
                key=field(form, one.name),
                width=240,
            )
        st.checkbox("Ask this check", value=not chosen.get("off"), key=field(form, "on"))
        st.form_submit_button(
            "Save",
            key=field(form, "save"),
            on_click=save_once,
            args=(form, turn, partial(_save_setting, form, check, plan_id), "The numbers are saved."),
        )


def _save_setting(form: str, check: CheckType, plan_id: int, session: Session) -> None:
    values = {"off": 0 if st.session_state[field(form, "on")] else 1}
    for one in check.settings:
        number = number_in(field(form, one.name), one.words)
        if number is None or not number.is_integer():
            raise Refused(f"Give a whole number from {one.least} to {one.most}.")
        values[one.name] = int(number)
    save_check_settings(session, plan_id, check.code, values, **by())


def _show_lines(found: Sequence[RaisedCheck], as_at: date, *, answers: bool) -> None:
    for one in found:
        _show_raised(one, as_at, answers=answers)


def _show_raised(one: RaisedCheck, as_at: date, *, answers: bool) -> None:
    with st.container(border=True, gap="small"):
        _show_head(one)
        st.markdown(escape(_facts_of(one, as_at)))
        if one.gathered:
            about = one.area_id if CHECKS[one.code].line is Line.AREA else one.people[:1]
            show_in_pages(one.gathered, _NAMED, f"checks_{one.code}_{about}_page", _show_refs)
        _show_answer(one, as_at, answers=answers)


def _show_refs(gathered: Sequence[RaisedCheck]) -> None:
    with st.container(horizontal=True, gap="small"):
        for each in gathered:
            link(Page.ACTION, f"{escape(each.ref)} ›", id=each.action_id)


def _show_head(one: RaisedCheck) -> None:
    """Draw what a line is about: an action, what it gathers, or an area."""
    if one.gathered:
        page, parameters = check_address(one)
        who = ", ".join(name for _, name in one.people) or one.area
        link(page, f"**{escape(who)}: {counted(len(one.gathered), 'action')}** ›", **parameters)
    elif one.about:
        page, parameters = money_address(one.about, one.about_id)
        link(page, in_lines(one.text), **parameters)
    elif not one.action_id:
        link(Page.AREA, f"**{escape(one.area)}** ›", id=one.area_id)
    else:
        link_beside(Page.ACTION, one.ref, one.text, id=one.action_id)


def check_address(one: RaisedCheck) -> tuple[Page, dict[str, object]]:
    """Return the page that shows exactly what a line is about, and its address."""
    if one.about:
        return money_address(one.about, one.about_id)
    if not one.gathered:
        return (Page.ACTION, {"id": one.action_id}) if one.action_id else (Page.AREA, {"id": one.area_id})
    if CHECKS[one.code].line is Line.AREA:
        return Page.CHECKS, {"check": one.code, "area": one.area_id}
    person = one.people[0][0] if one.people else None
    return Page.CHECKS, {"check": one.code, "person": person}


def _facts_of(one: RaisedCheck, as_at: date) -> str:
    """Write why a line is raised, for how long, and whose it is."""
    age = age_text(one, as_at)
    people = ", ".join(name for _, name in one.people)
    if one.action_id and not one.gathered:
        people = people or "Nobody responsible"
    return " · ".join(
        filter(None, (f"{one.because} {people}".strip(), one.area, f"stands {age}" if age else ""))
    )


def _show_answer(one: RaisedCheck, as_at: date, *, answers: bool) -> None:
    accepted = one.answer
    if accepted is None:
        # An area as a whole has no action whose check could be accepted.
        if answers and one.action_id:
            _offer_answer(one, as_at)
        return
    by = f"{accepted.recorded_by}, {moment(accepted.recorded_at)}"
    st.markdown(escape(f"✓ Accepted by {by}, until {short_day(accepted.until)}: {accepted.because}"))
    if answers:
        form = f"check_withdraw_{accepted.id}"
        write = partial(_withdraw, accepted.id)
        st.button(
            "Take back",
            key=form,
            on_click=save_once,
            args=(form, turn_of(form), write, "The acceptance is taken back."),
        )


def _offer_answer(one: RaisedCheck, as_at: date) -> None:
    form = f"check_{one.code}_{one.action_id}"
    with st.expander("Accept it for now", key=f"{form}_box", on_change="rerun") as box:
        if not box.open:
            return
        turn = turn_of(form)
        with st.form(field(form, "form"), border=False):
            st.text_area("Why it is accepted", key=field(form, "because"), height=80)
            ask_day("Until", field(form, "until"), as_at + timedelta(days=31), as_at + timedelta(days=92))
            st.form_submit_button(
                "Accept",
                key=field(form, "save"),
                on_click=save_once,
                args=(form, turn, partial(_answer, form, one, as_at), "It is accepted."),
            )


def _answer(form: str, one: RaisedCheck, as_at: date, session: Session) -> None:
    for each in one.gathered or (one,):
        answer_check(
            session,
            each.action_id,
            one.code,
            typed(field(form, "because")),
            as_at=as_at,
            until=day_in(field(form, "until")),
            **by(),
        )


def _withdraw(answer_id: int, session: Session) -> None:
    withdraw_answer(session, answer_id, **by())
