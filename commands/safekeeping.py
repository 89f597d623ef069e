"""Backups: making one, keeping the newest, putting one back, and making one before an upgrade.

Owns: what each of these says when it is done. Refuses: the work itself (`data_model`).
"""

import argparse
from pathlib import Path

from sqlalchemy import Engine

from commands.terminal import DONE, Usage, make_chosen_engine, now
from data_model.safekeeping.backup import back_up, backup_folder, keep_newest, upgrade_after_backup
from data_model.safekeeping.restore import HoldsSomething, restore
from data_model.safekeeping.table_rows import check_shape
from data_model.shared.whose_database import make_folder


def run_backup(args: argparse.Namespace) -> int:
    """Write everything that the database holds to one file, and read it back."""
    if args.keep is not None and not args.out.is_dir():
        raise Usage("--keep needs a folder that is there after --out")
    engine = make_chosen_engine()
    try:
        if (file := _file(engine)) is not None and not file.exists():
            raise Usage(f"there is no database yet: {file}")
        made, manifest = back_up(engine, args.out, now())
    finally:
        engine.dispose()
    print(f"{manifest.rows} rows of {len(manifest.tables)} tables are written to {made} and were read back.")
    if args.keep is not None:
        for gone in keep_newest(args.out, args.keep):
            print(f"Removed the older backup {gone.name}.")
    return DONE


def run_restore(args: argparse.Namespace) -> int:
    """Put a backup into the database, all or nothing."""
    if args.file.is_dir():
        raise Usage(f"{args.file} is a folder; name a backup in it")
    if not args.file.is_file():
        raise Usage(f"there is no file {args.file}")
    engine = make_chosen_engine()
    try:
        make_folder(engine)
        manifest = restore(engine, args.file, replace=args.replace, restored_at=now())
    except HoldsSomething as refused:
        raise HoldsSomething(f"{refused} --replace puts the backup in its place.") from None
    finally:
        engine.dispose()
    print(
        f"{manifest.rows} rows of {len(manifest.tables)} tables, as they were on "
        f"{manifest.made_at:%d %B %Y at %H:%M} UTC, are restored and were read back: {_address(engine)}"
    )
    return DONE


def run_upgrade(args: argparse.Namespace) -> int:
    """Bring the database's tables up to date, after a backup where rows are at stake."""
    engine = make_chosen_engine()
    try:
        make_folder(engine)
        folder = None if args.no_backup else args.backup_to or backup_folder(engine)
        if made := upgrade_after_backup(engine, folder, now()):
            print(f"A backup from before is in {made}")
        with engine.connect() as connection:
            check_shape(connection)
    finally:
        engine.dispose()
    print(f"The database is up to date: {_address(engine)}")
    return DONE


def _file(engine: Engine) -> Path | None:
    return Path(str(engine.url.database)) if engine.dialect.name == "sqlite" else None


def _address(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)
