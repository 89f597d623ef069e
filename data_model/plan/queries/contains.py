"""Whether a column's text contains a word, whatever its case, in both databases.

Owns: the comparison. Refuses: which columns are searched.

SQLite compares letters of ASCII without their case by itself. Others need `lower`, which for SQLite is
that of Python (`engine`): asking it for each text of a long history takes three times as long.
"""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, func, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

_ESCAPE = "/"


class _Contains(FunctionElement[bool]):
    """A column and a pattern of ASCII."""

    name = "contains_word"
    inherit_cache = True
    type = Boolean()


def contains(column: Any, word: str) -> ColumnElement[bool]:
    """Say whether a column of text contains a word; "%" and "_" stand for themselves."""
    if not word.isascii():
        found: ColumnElement[bool] = column.icontains(word, autoescape=True)
        return found
    for sign in (_ESCAPE, "%", "_"):
        word = word.replace(sign, _ESCAPE + sign)
    return _Contains(column, literal(f"%{word}%"))


@compiles(_Contains)
def _with_lower(element: _Contains, compiler: SQLCompiler, **more: Any) -> str:
    column, pattern = element.clauses
    lowered = func.lower(column).like(func.lower(pattern), escape=_ESCAPE)
    return f"({compiler.process(lowered, **more)})"


@compiles(_Contains, "sqlite")
def _as_it_stands(element: _Contains, compiler: SQLCompiler, **more: Any) -> str:
    column, pattern = element.clauses
    return f"({compiler.process(column.like(pattern, escape=_ESCAPE), **more)})"
