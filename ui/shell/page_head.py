"""The head of every page: which plan, as at which day.

Owns: reading both from the address, a band on a page that is not as at today, and saying so when the plan has
nothing to show on that day. Refuses: the figures, and keeping both from page to page (`address`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_model.people.queries.joinings import person_now
from data_model.plan.queries.imports import list_imports
from data_model.plan.queries.plans import list_plans
from data_model.plan.rows import PlanRow
from data_model.shared.days.date_parser import DateSpan, read_day, tidy_text
from data_model.shared.program import COMMAND
from data_model.shared.sentence_text import counted
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.clock import today
from ui.shell.database import Session, reading
from ui.shell.dates import FIRST_DAY, LAST_DAY, read_iso_day, short_day
from ui.shell.demo_banner import show_demo_banner
from ui.shell.links import link
from ui.shell.pages import Page, may_open
from ui.shell.plain_text import escape, shorten
from ui.shell.screen import name_tab
from ui.shell.stylesheet import show_print_styles

TITLE = "head_title"  # the part of the page in which its title stands
_TITLE_WIDTH = 800  # pixels: the plan and the day stand beside it on a desk, and below it on a telephone
_FRESH = timedelta(days=35)


@dataclass(frozen=True)
class PageHead:
    """What a page shows: a plan and the day as at which it is shown."""

    plan: PlanRow
    as_at: date
    title_place: DeltaGenerator

    def name(self, words: str) -> None:
        """Draw the page's title, where it was left open: the name of what the page is about, in plain text.

        The browser's tab and its list of bookmarks say it too.
        """
        self.title_place.title(escape(words), anchor=False)
        name_tab(shorten(words, 60))


def start_page(
    title: str,
    *,
    dated: bool = True,
    asks_day: bool = True,
    is_named_later: bool = False,
    is_for_paper_later: bool = False,
) -> PageHead:
    """Draw the head and return what was chosen; stop the page where there is nothing to show.

    `title` is Markdown, or empty for the plan's own name. A page that is not `dated` shows the plan's papers,
    not its figures, and so is drawn even where nothing had been stated by the as-at day. One that does not
    ask for the day is the same on every day; the day last chosen is kept for the pages after it. One that
    `is_named_later` draws its own title with `PageHead.name`; `title` is that of a page with nothing to show.
    One that `is_for_paper_later` says itself how it prints, once it stands (`show_print_styles`).
    """
    if not is_for_paper_later:
        show_print_styles()
    with reading() as session:
        plans = list_plans(session)
        if not plans:
            st.title(title or "Improvement plan", anchor=False)
            _say_nothing_is_loaded()
            st.stop()
        plan = _chosen_plan(plans)
        _read_person_anew(session, plan.id)
        stated_days = sorted({row.as_at for row in list_imports(session, plan.id)}, reverse=True)
    if plan.is_demo:
        show_demo_banner()
    as_at, refused = _chosen_day()
    place = _draw(title, plans, plan, as_at, stated_days if asks_day else None)
    head = PageHead(plan, as_at, place)
    if not is_named_later:
        place.title(title or escape(plan.name), anchor=False)
    if not address.read("plan"):
        _say_none_was_chosen(plans, plan)
    if not asks_day:
        return head
    _say_refused(refused)
    if typed := st.session_state.pop("head_refused", ""):
        st.warning(
            f"“{escape(typed[:40])}” is no day that can be read. Write it as 12 Dec 2022 or 12/12/2022."
        )
    if dated or as_at != today():
        show_day_band(as_at)
    if not _is_stated(head, dated):
        if is_named_later:
            head.name(title)
        st.stop()
    return head


def start_page_of_all_plans(title: str) -> tuple[list[PlanRow], date]:
    """Draw the head of a page about every plan and return them and the day; stop it where there is none."""
    show_print_styles()
    st.title(title, anchor=False)
    with reading() as session:
        plans = list_plans(session)
    if not plans:
        _say_nothing_is_loaded()
        st.stop()
    as_at, refused = _chosen_day()
    _say_refused(refused)
    show_day_band(as_at)
    return plans, as_at


def chosen_day() -> date:
    """Return the day in the address as at which a page is shown; today where it names none."""
    return read_iso_day(address.read("as_at")) or today()


def show_day_band(as_at: date) -> None:
    """Draw a band that says that a page is not as at today, with one press back; nothing where it is."""
    if as_at == today():
        return
    when = "past" if as_at < today() else "still to come"
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="head_day_band"
    ):
        st.warning(f"**As at {short_day(as_at)}**, a day {when}. Today is {short_day(today())}.", icon="⚠️")
        _day_button("Back to today", today(), "today")


def nothing_stated(plan: PlanRow, as_at: date) -> str:
    """Say why a plan has nothing to show as at a day."""
    if plan.first_as_at is None:
        return "This plan has no actions yet."
    first = short_day(plan.first_as_at)
    return f"Nothing was stated by {short_day(as_at)}; the first statement is as at {first}."


def _say_nothing_is_loaded() -> None:
    if not may_open(Page.IMPORT_PLAN, current_actor()):
        st.markdown("There is no improvement plan here yet. The programme office loads it.")
        return
    st.markdown("There is no improvement plan here yet. Load one from a workbook (.xlsx, .ods or .csv):")
    link(Page.IMPORT_PLAN, "**Import a plan ›**")
    st.markdown(f"Or load an invented council's plan to look around: `{COMMAND} demo`")


def _say_refused(written: str) -> None:
    if written:
        st.warning(f"The address names no day that can be read ({escape(written)}). This is as at today.")


def _chosen_plan(plans: list[PlanRow]) -> PlanRow:
    by_id = {plan.id: plan for plan in plans}
    number = address.read_number("plan")
    if number not in by_id:
        number = plans[0].id
        if address.read("plan"):
            st.warning("There is no such plan here. This is the first one.")
    return by_id[number]


def _read_person_anew(session: Session, plan_id: int) -> None:
    """Let an older address lead to whom its person was joined to, or was kept apart from, since."""
    number = address.read_number("person")
    if number is not None and (now := person_now(session, plan_id, number)) != number:
        address.write(person=now)


def _say_none_was_chosen(plans: Sequence[PlanRow], plan: PlanRow) -> None:
    """Say of several plans that this one is shown because it is the first, with one press to stay with it."""
    council = [each for each in plans if not each.is_demo]
    if len(council) < 2:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="head_none_chosen"):
        st.markdown(
            f"There are {counted(len(council), 'plan')} and none is chosen: this is the first by name, "
            f"**{escape(plan.name)}**.",
            width="content",
        )
        st.button("Stay with it", key="head_stay", on_click=address.choose, kwargs={"plan": plan.id})


def _chosen_day() -> tuple[date, str]:
    """Return the as-at day from the address, else today; and words refused."""
    written = address.read("as_at")
    refused = written[:40] if written and read_iso_day(written) is None else ""
    return chosen_day(), refused


def _draw(
    title: str, plans: list[PlanRow], plan: PlanRow, as_at: date, stated_days: Sequence[date] | None
) -> DeltaGenerator:
    """Draw the choice of a plan where there are several, and that of the day unless it is None.

    Returns the place of the title.
    """
    # One row and no columns: a browser lays out each as it comes, and what stands below waits for it.
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        with st.container(gap=None, width=_TITLE_WIDTH):
            place = st.container(key=TITLE)
            if title and len(plans) == 1:
                st.text(plan.name)
        if len(plans) > 1:
            st.session_state["head_plan"] = plan.id
            names = {each.id: each.name + (" (demo)" if each.is_demo else "") for each in plans}
            st.selectbox(
                "Plan",
                list(names),
                format_func=names.__getitem__,
                key="head_plan",
                on_change=_plan_picked,
                width=240,
            )
        if stated_days is not None:
            _offer_days(as_at, stated_days)
    return place


def _offer_days(as_at: date, stated_days: Sequence[date]) -> None:
    # A browser draws and fetches what is folded away only once it is opened, and this stands on every page.
    with st.popover(f"As at {short_day(as_at)}", key="head_day"):
        # A list that also takes typed days: the days something was stated are what a board asks for, and the
        # parts of Streamlit's date field are too small to press for WCAG 2.2.
        st.session_state["head_as_at"] = short_day(as_at)
        offered = dict.fromkeys(map(short_day, (as_at, today(), *stated_days)))
        st.selectbox(
            "As at",
            list(offered),
            key="head_as_at",
            on_change=_day_picked,
            accept_new_options=True,
            width=170,
            help="Choose a day or type one: 12 Dec 2022 or 12/12/2022",
        )


def _is_stated(head: PageHead, dated: bool) -> bool:
    """Say whether a page has anything to show, and draw what to do where it has not or it is old."""
    plan, as_at = head.plan, head.as_at
    if plan.first_as_at is None or plan.latest_as_at is None:
        if dated:
            st.info(nothing_stated(plan, as_at))
            link(Page.IMPORT_PLAN, "**Import a plan ›**")
            return False
    elif dated and as_at < plan.first_as_at:
        st.info(nothing_stated(plan, as_at))
        _day_button(f"Look as at {short_day(plan.first_as_at)}", plan.first_as_at, "stated")
        return False
    elif dated and as_at - plan.latest_as_at > _FRESH:
        newest = short_day(plan.latest_as_at)
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            st.markdown(f"The newest statement in this plan is as at {newest}.", width="content")
            _day_button(f"Look as at {newest}", plan.latest_as_at, "stated")
    return True


def _day_button(label: str, day: date, name: str) -> None:
    # Named apart: the day of a statement may be today's.
    st.button(label, key=f"head_{name}", on_click=_choose_day, args=(day,))


def _day_picked() -> None:
    written = st.session_state["head_as_at"] or ""
    found = read_day(tidy_text(written))
    if isinstance(found, DateSpan) and FIRST_DAY <= found.first <= LAST_DAY:
        _choose_day(found.first)
    else:
        st.session_state["head_refused"] = written


def _choose_day(day: date) -> None:
    address.choose(as_at=day.isoformat() if day != today() else None)


def _plan_picked() -> None:
    # Ids of areas, people and actions belong to one plan: the rest of the address means nothing in another.
    chosen = {"plan": st.session_state["head_plan"], "as_at": address.read("as_at")}
    address.choose(**{**dict.fromkeys(st.query_params.to_dict()), **chosen})
