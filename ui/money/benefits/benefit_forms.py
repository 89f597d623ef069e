"""The forms of a benefit: what it is and what brings it, and a new profile of its pounds.

Owns: their fields, each form handed to one write. Refuses: the rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from data_model.money.benefits.benefit_content import (
    KIND_NAMES,
    BenefitContent,
    BenefitKind,
    Volume,
    plain_number,
)
from data_model.money.benefits.benefit_profiles import (
    LEVEL_NAMES,
    Profile,
    ProfileAmount,
    ProfileLevel,
    ProfileOf,
    VolumeOf,
    profile_of,
)
from data_model.money.benefits.rows_benefits import BenefitRow
from data_model.money.changes.benefits import add_benefit, edit_benefit, reprofile
from data_model.money.financial_years import FinancialYear, year_of
from data_model.shared.refusals import Refused
from ui.money.money_fields import ask_amount, ask_day_or_none, choose, day_or_none, pence_in
from ui.parts.form_fields import ask_day, day_in, field, save_once, turn_of, typed
from ui.shell.database import Session
from ui.shell.plain_text import shorten
from ui.shell.signature import by_as_at

_TEXTS = {"title": "Benefit", "ref": "Ref", "service": "Service that owns it", "owner": "Owner as written"}
_AHEAD = 3  # years that a first profile is asked for beyond this one
_ASKED = (
    (ProfileLevel.TARGET, ProfileAmount.GROSS),
    (ProfileLevel.TARGET, ProfileAmount.COST),
    (ProfileLevel.TARGET, ProfileAmount.NET),
    (ProfileLevel.STRETCH, ProfileAmount.NET),
)


@dataclass(frozen=True)
class BenefitChoices:
    """What a benefit may be tied to, by id: people, measures, actions and savings of the plan."""

    people: Mapping[int, str]
    measures: Mapping[int, str]
    actions: Mapping[int, str]
    savings: Mapping[int, str]


def benefit_form(plan_id: int, row: BenefitRow | None, choices: BenefitChoices, as_at: date) -> None:
    """Draw what a benefit is, filled with its own where it is to be changed."""
    form = f"benefit_{row.id if row else 'new'}"
    said = row.content if row else BenefitContent("")
    volumes = [*said.volumes, Volume("")]
    with st.form(field(form, "form")):
        for name, label in _TEXTS.items():
            st.text_input(label, key=field(form, name), value=getattr(said, name))
        choose("Kind", BenefitKind, KIND_NAMES, field(form, "kind"), said.kind)
        _choose_one("Owner: the person of the plan who says what it realised", field(form, "owner_id"),
                    choices.people, said.owner_id)  # fmt: skip
        st.text_area("In words", key=field(form, "description"), value=said.description)
        for place, volume in enumerate(volumes):
            st.markdown(f"**Volume {place + 1}**")
            _ask_volume(form, place, volume, choices)
        _choose_many("Actions that bring it", field(form, "action_ids"), choices.actions, said.action_ids)
        _choose_many("Savings that are the same pounds", field(form, "saving_ids"), choices.savings,
                     said.saving_ids)  # fmt: skip
        if row is not None:
            st.checkbox("Not followed any more", key=field(form, "retired"), value=said.retired)
            st.text_input("Reason", key=field(form, "reason"))
        ask_day("True as at", field(form, "as_at"), as_at)
        st.form_submit_button(
            "Save this benefit" if row else "Add this benefit",
            type="primary",
            key=field(form, "save"),
            on_click=_save,
            args=(form, turn_of(form), plan_id, row, len(volumes)),
        )


def profile_form(row: BenefitRow, as_at: date) -> None:
    """Draw a new profile, filled with the one in force; the earlier ones stay."""
    form = f"benefit_profile_{row.id}"
    held = row.profile
    years = _years(held, as_at)
    with st.form(field(form, "form")):
        st.markdown(
            "The profiles before this one stay. Net is worked out where gross and cost alone are given."
        )
        for year in years:
            with st.container(horizontal=True):
                for level, kind in _ASKED:
                    label = f"{LEVEL_NAMES[level]} {year.text}, {kind.value}"
                    ask_amount(label, _amount_key(form, year, level, kind), held.amount(year, level, kind))
                for place, volume in enumerate(row.content.volumes):
                    st.text_input(
                        f"{year.text}: {shorten(volume.words, 40)}",
                        key=_volume_key(form, year, place),
                        value=held.volume(year, ProfileLevel.TARGET, place),
                        width=210,
                    )
        if row.profiles:
            st.text_input("Reason", key=field(form, "reason"))
            st.text_input("Approved by", key=field(form, "approved_by"))
        ask_day("True as at", field(form, "as_at"), as_at)
        st.form_submit_button(
            "Save this profile",
            type="primary",
            key=field(form, "save"),
            on_click=_reprofile,
            args=(form, turn_of(form), row, years),
        )


def _years(held: Profile, as_at: date) -> tuple[FinancialYear, ...]:
    first = year_of(as_at)
    offered = {first.after(ahead) for ahead in range(_AHEAD + 1)}
    return tuple(sorted({*held.years, *offered}))


def _ask_volume(form: str, place: int, volume: Volume, choices: BenefitChoices) -> None:
    st.text_input("What is counted", key=field(form, f"words_{place}"), value=volume.words)
    _choose_one(
        "Counted by the measure", field(form, f"measure_{place}"), choices.measures, volume.measure_id
    )
    with st.container(horizontal=True):
        st.text_input("Baseline", key=field(form, f"baseline_{place}"), value=volume.baseline, width=210)
        ask_day_or_none("Baseline on", field(form, f"baseline_day_{place}"), volume.baseline_day)
        ask_amount("One is worth a year", field(form, f"unit_{place}"), volume.unit_pence)
    st.text_input("Where that is taken from", key=field(form, f"source_{place}"), value=volume.unit_source)


def _choose_one(label: str, key: str, names: Mapping[int, str], held: int | None) -> None:
    offered = _with_held(names, () if held is None else (held,))
    ids: list[int | None] = [None, *offered]
    st.selectbox(
        label,
        ids,
        index=ids.index(held),
        format_func=lambda each: offered[each] if each is not None else "None",
        key=key,
    )


def _choose_many(label: str, key: str, names: Mapping[int, str], held: tuple[int, ...]) -> None:
    offered = _with_held(names, held)
    st.multiselect(label, list(offered), default=list(held), format_func=offered.__getitem__, key=key)


def _with_held(names: Mapping[int, str], held: tuple[int, ...]) -> dict[int, str]:
    """Offer what is chosen already also where the lists have it no more, so that saving never drops it."""
    return {**dict(names), **{each: "As recorded, in no list now" for each in held if each not in names}}


def _save(form: str, turn: int, plan_id: int, row: BenefitRow | None, volumes: int) -> None:
    def write(session: Session) -> int:
        content = BenefitContent(
            **{name: typed(field(form, name)) for name in _TEXTS},
            kind=BenefitKind(typed(field(form, "kind"))),
            description=typed(field(form, "description")),
            owner_id=_one(field(form, "owner_id")),
            volumes=tuple(one for place in range(volumes) if (one := _volume(form, place)) is not None),
            action_ids=_many(field(form, "action_ids")),
            saving_ids=_many(field(form, "saving_ids")),
            retired=bool(st.session_state.get(field(form, "retired"))),
        )
        signed = by_as_at(day_in(field(form, "as_at")))
        if row is None:
            return add_benefit(session, plan_id, content, Profile(), **signed)
        reason = typed(field(form, "reason"))
        return edit_benefit(session, row.id, content, version=row.version, reason=reason, **signed)

    save_once(form, turn, write, f"{typed(field(form, 'title')) or 'The benefit'} is saved.")


def _volume(form: str, place: int) -> Volume | None:
    """Read a volume's fields; None where all of them are empty."""
    volume = Volume(
        typed(field(form, f"words_{place}")),
        _one(field(form, f"measure_{place}")),
        typed(field(form, f"baseline_{place}")),
        day_or_none(field(form, f"baseline_day_{place}")),
        pence_in(field(form, f"unit_{place}"), "One is worth a year"),
        typed(field(form, f"source_{place}")),
    )
    return None if volume == Volume("") else volume


def _reprofile(form: str, turn: int, row: BenefitRow, years: tuple[FinancialYear, ...]) -> None:
    def write(session: Session) -> int:
        amounts, volumes = {}, {}
        for year in years:
            for level, kind in _ASKED:
                label = f"{LEVEL_NAMES[level]} {year.text}, {kind.value}"
                pence = pence_in(_amount_key(form, year, level, kind), label)
                if pence is not None:
                    amounts[ProfileOf(year, level, kind)] = pence
            for place in range(len(row.content.volumes)):
                number = _number(_volume_key(form, year, place))
                if number:
                    volumes[VolumeOf(year, ProfileLevel.TARGET, place)] = number
        # What this form does not ask for stays as it is.
        kept = {of: pence for of, pence in row.profile.amounts if (of.level, of.kind) not in _ASKED}
        stretch = {of: each for of, each in row.profile.volumes if of.level is ProfileLevel.STRETCH}
        return reprofile(
            session,
            row.id,
            profile_of({**kept, **amounts}, {**stretch, **volumes}),
            reason=typed(field(form, "reason")),
            approved_by=typed(field(form, "approved_by")),
            newest_profile=row.newest_profile,
            **by_as_at(day_in(field(form, "as_at"))),
        )

    save_once(
        form,
        turn,
        write,
        lambda number: "Saved." if number != row.newest_profile else "Nothing was changed.",
    )


def _number(key: str) -> str:
    written = typed(key)
    try:
        return plain_number(written)
    except ValueError:
        raise Refused(f"Volume: “{written[:40]}” is no number. Write it like 1,203 or 4.5.") from None


def _amount_key(form: str, year: FinancialYear, level: ProfileLevel, kind: ProfileAmount) -> str:
    return field(form, f"{level.value}_{kind.value}_{year.first}")


def _volume_key(form: str, year: FinancialYear, place: int) -> str:
    return field(form, f"volume_{place}_{year.first}")


def _one(key: str) -> int | None:
    held = st.session_state.get(key)
    return held if isinstance(held, int) else None


def _many(key: str) -> tuple[int, ...]:
    return tuple(sorted(st.session_state.get(key) or ()))
