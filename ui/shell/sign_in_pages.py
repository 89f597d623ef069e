"""The way in: sign-in, the pages for those who may not enter, and the line that says who is here.

Owns: those words and buttons. Refuses: finding out who somebody is (see `access`).
"""

from collections.abc import Callable

import streamlit as st

from data_model.access.queries.members import list_members
from data_model.shared.permissions import Actor
from data_model.shared.program import COMMAND
from ui.shell.access import (
    CHOICE,
    OFFICE_HERE,
    ROLE_NAMES,
    Barred,
    find_actor,
    is_sign_in_configured,
    list_choices,
    sign_out,
    signed_in_address,
    work_as,
    working_as,
)
from ui.shell.browser_memory import follow_address, keep_address, remember_who
from ui.shell.database import reading
from ui.shell.loopback_guard import why_exposed
from ui.shell.pages import FIRST, Page
from ui.shell.plain_text import escape, shorten
from ui.shell.screen import name_tab
from ui.shell.uploaders import note_uploader

_OFFICE = 0  # no member has this id


def admit() -> Actor:
    """Return who is using the dashboard; everybody else is shown what to do instead, and no data."""
    found = find_actor()
    note_uploader(isinstance(found, Actor) and not found.is_visitor)
    if isinstance(found, Barred):
        # Every address leads to the same words: an unknown one would be said not to exist.
        name_tab()
        turned_away = _TURNED_AWAY[found]
        ways = [
            st.Page(
                turned_away, title="Improvement plan", url_path=page.value.url_path, default=page is FIRST
            )
            for page in Page
        ]
        st.navigation(ways, position="hidden").run()
        st.stop()
    return found


def show_who(actor: Actor) -> None:
    """Draw the line at the head of every page: who is here, as what, and the way to change that."""
    role = f"{actor.name}, {ROLE_NAMES[actor.role]}"
    with st.container(
        horizontal=True, horizontal_alignment="right", vertical_alignment="center", key="who", gap="small"
    ):
        if actor.is_visitor:
            st.caption("Looking at the open demonstration; nothing can be changed", width="content")
        elif is_sign_in_configured():
            st.caption(escape(f"Signed in: {role}"), width="content")
            st.button("Sign out", key="who_sign_out", type="tertiary", on_click=sign_out)
            follow_address()
        else:
            words = OFFICE_HERE.name if actor == OFFICE_HERE else role
            with st.popover(f"Working as {escape(words)}", type="tertiary"):
                _show_choice()
            remember_who(next((each for each in list_choices() if each.id == working_as()), None))


def _show_choice() -> None:
    names = {member.id: f"{member.name}, {ROLE_NAMES[member.role]}" for member in list_choices()}
    offered = {_OFFICE: OFFICE_HERE.name, **names}
    st.markdown(
        "Nobody signs in on this laptop. Changes are recorded under the name chosen here, as self-declared."
    )
    chosen = working_as()
    st.session_state[CHOICE] = chosen if chosen in offered else _OFFICE
    st.selectbox(
        "Work as", list(offered), format_func=offered.__getitem__, key=CHOICE, on_change=_choice_made
    )


def _choice_made() -> None:
    chosen = st.session_state.get(CHOICE) or None
    if chosen != working_as():
        work_as(chosen)


def _sign_in() -> None:
    st.title("Improvement plan", anchor=False)
    keep_address()
    st.markdown("Sign in with your work account to see the plan.")
    _offer_sign_in()


def _offer_sign_in() -> None:
    for name in _providers():
        words = f"Sign in with {escape(name)}" if name else "Sign in"
        st.button(words, key=f"sign_in_{name}", type="primary", on_click=st.login, args=(name or None,))


def _signed_out_because(why: str) -> Callable[[], None]:
    """Return the page that asks to sign in again, and says why."""

    def draw() -> None:
        st.title("Improvement plan", anchor=False)
        keep_address()
        st.markdown(f"{why} Sign in again to go on. What you typed into an update is kept as your draft.")
        _offer_sign_in()

    return draw


def _other_account() -> None:
    st.title("Ask the programme office", anchor=False)
    st.markdown("You are signed in as:")
    st.text(shorten(signed_in_address(), 254))
    st.markdown(
        "That address belongs to another account: somebody signed in with it before. Ask the programme "
        "office to let the new account in."
    )
    st.button("Sign out", key="who_sign_out", on_click=sign_out)


def _ask_the_office() -> None:
    st.title("Ask the programme office", anchor=False)
    address = signed_in_address()
    if address:
        st.markdown("You are signed in as:")
        st.text(
            shorten(address, 254)
        )  # without the joiners of `escape`, so that it can be copied into a mail
        st.markdown(
            "That address is not, or no longer, on the list of members. Ask the programme office to add it."
        )
    else:
        st.markdown("Your sign-in did not tell your e-mail address, by which the programme office knows you.")
    with reading() as session:
        nobody_yet = not list_members(session)
    if nobody_yet:
        st.markdown("There is no member yet. Whoever runs the server makes the first one:")
        st.code(
            f'{COMMAND} member --email you@example.org --name "Your Name" --role programme_office',
            language=None,
        )
    st.button("Sign out", key="who_sign_out", on_click=sign_out)


def _exposed() -> None:
    st.title("No data is shown: nobody signs in", anchor=False)
    st.markdown(f"Others can reach this dashboard, and it asks nobody who they are. {escape(why_exposed())}")
    st.header("What to do", anchor=False)
    st.markdown(
        "- For several people: configure sign-in, as `docs/sign-in.md` describes.\n"
        '- On your own computer: leave `server.address = "127.0.0.1"` in `.streamlit/config.toml`, take any '
        "other address away from the command line and from `STREAMLIT_SERVER_ADDRESS`, and open "
        "`http://127.0.0.1:8501`.\n"
        "- To show the invented council's plan to anybody, to look at only: set `DASHBOARD_OPEN_DEMO=1`."
    )


def _other_plans() -> None:
    st.title("No data is shown: this is no demonstration", anchor=False)
    st.markdown(
        "`DASHBOARD_OPEN_DEMO` opens a database that holds nothing but the demonstration. This one holds "
        "other plans: use another `DATABASE_URL`, or configure sign-in as `docs/sign-in.md` describes."
    )


def _broken_secrets() -> None:
    st.title("No data is shown: secrets.toml cannot be read", anchor=False)
    st.markdown(
        "There is a `secrets.toml`, which may configure sign-in, but it has a mistake. The console says "
        "where. `docs/sign-in.md` shows how it has to look. Mend it and start the dashboard again."
    )


_TURNED_AWAY = {
    Barred.SIGNED_OUT: _sign_in,
    Barred.ENDED: _signed_out_because("Your sign-in was ended."),
    Barred.TOO_OLD: _signed_out_because("Your sign-in is over: it holds for some hours."),
    Barred.IDLE: _signed_out_because("You were signed out, because nothing was pressed for some time."),
    Barred.OTHER_ACCOUNT: _other_account,
    Barred.UNKNOWN: _ask_the_office,
    Barred.EXPOSED: _exposed,
    Barred.NOT_ONLY_THE_DEMO: _other_plans,
    Barred.BROKEN_SECRETS: _broken_secrets,
}


def _providers() -> list[str]:
    """List the providers named in secrets.toml; one empty name where [auth] itself is the provider."""
    section = st.secrets.get("auth", {}) if st.secrets.load_if_toml_exists() else {}
    named = [name for name in section if hasattr(section[name], "keys")]
    return named if named and "client_id" not in section else ["", *named]
