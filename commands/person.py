"""What the database holds of one person, written out for a request for access.

Owns: the file and what is said of what was not looked through. Refuses: finding it (`data_model`).
"""

import argparse
import json
import sys
from collections import Counter

from commands.erasing import say_like_names
from commands.terminal import DONE, Usage, now, open_database, write_out
from data_model.people.person_search import count_files, find_like_names, find_person
from data_model.safekeeping.table_rows import shape_of, tables_of
from data_model.shared.faults import told_faults
from data_model.shared.name_pattern import is_name
from loaders.files.workbook_file import NotLoadable


def run_person(args: argparse.Namespace) -> int:
    """Write every row that names a person to a file that only its maker may read."""
    if not all(map(is_name, args.name)):
        raise Usage("--name needs a name")
    if args.out.exists():
        raise Usage(f"there is a file {args.out} already; name another")
    with open_database(create=False) as engine:
        if engine is None:
            raise NotLoadable("there is no database yet; load a plan first")
        with told_faults(), engine.connect() as connection:
            found = list(find_person(connection, args.name, args.email))
            files = count_files(connection)
            tables_now = tables_of(connection, list(shape_of("head")))
            like_names = find_like_names(connection, tables_now, args.name) if args.name else {}
    tables: dict[str, list[dict[str, object]]] = {}
    for row in found:
        tables.setdefault(row.table, []).append({"named_in": row.named_in, "row": row.values})
    said = {
        "searched_for": [*args.name, *args.email],
        "made_at": now().isoformat(),
        "tables": tables,
        "files_not_looked_through": files,
    }
    write_out(args.out, json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8"), is_private=True)
    for table, count in sorted(Counter(row.table for row in found).items()):
        print(f"{table}: {count}")
    print(f"{len(found)} rows written to {args.out}", file=sys.stderr)
    if number := sum(files.values()):
        print(f"{number} loaded files were not looked through", file=sys.stderr)
    for line in say_like_names(like_names):
        print(line, file=sys.stderr)
    return DONE
