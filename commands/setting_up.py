"""Setting up: the demonstration, and who may sign in.

Owns: what each of these says when it is done. Refuses: the work itself (`data_model`, `demo`).
"""

import argparse

from commands.terminal import DONE, now, open_database, say_progress, this_person, today
from data_model.access.changes.members import save_member
from data_model.access.queries.members import list_members
from data_model.plan.queries.plans import list_plans
from data_model.shared.engine import make_sessions, make_write_sessions
from data_model.shared.permissions import Role


def run_demo(_chosen: argparse.Namespace) -> int:
    """Load the demonstration, unless it is there."""
    from demo.seed import seed_demo  # the content is large and no other command needs it

    with open_database(create=True) as engine:
        assert engine is not None
        with make_sessions(engine)() as session:
            if any(plan.is_demo for plan in list_plans(session)):
                print("The demonstration plan is there already.")
                return DONE
        seed_demo(make_write_sessions(engine), today(), recorded_at=now(), on_progress=say_progress)
    print("The demonstration plan is loaded.")
    return DONE


def run_member(args: argparse.Namespace) -> int:
    """Let somebody sign in, or change their name or role."""
    role = Role(args.role)
    with open_database(create=True) as engine:
        assert engine is not None
        with make_write_sessions(engine).begin() as session:
            known = {member.email: member.person_id for member in list_members(session)}
            save_member(
                session,
                args.name,
                role,
                actor=this_person(),
                recorded_at=now(),
                email=args.email,
                person_id=known.get(args.email),
            )
    print(f"{args.email} may sign in, as {role.value.replace('_', ' ')}.")
    return DONE
