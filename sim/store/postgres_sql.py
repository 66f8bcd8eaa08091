"""The dialect: what the library's SQL, which is DuckDB's, is called in PostgreSQL.

Each rule is one difference. SQL of the library keeps to what these rules and both engines understand; the tests run
all of it on both.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NAME = r"[\w.]+"
_ARGUMENT = r"(?:\?(?:::\w+\[\])?|[\w.]+)"

STATEMENT: tuple[tuple[str, str], ...] = (
    # A map is JSON text, which keeps its order; a number in it comes back to the bit.
    (rf"list_(max|min)\(map_extract\(({_NAME}), '(\w+)'\)\[1\]\)",
     r"(SELECT \1(one::FLOAT8) FROM json_array_elements_text(\2->'\3') AS of_list(one))"),
    (rf"({_NAME})\['(\w+)'\]", r"(\1->>'\2')::FLOAT8"),
    (rf"list_contains\(({_ARGUMENT}), ({_ARGUMENT})\)", r"(\2 = ANY(\1))"),
    (rf"(?<!\w)contains\(({_NAME}), \?\)", r"(strpos(\1, ?) > 0)"),
    (rf"arg_(max|min)\(({_NAME}), ({_NAME})\)", r"(array_agg(\2 ORDER BY \3 {\1} NULLS LAST))[1]"),
    (rf"median\(({_NAME})\)", r"percentile_cont(0.5) WITHIN GROUP (ORDER BY \1)"),
    (r"\bDOUBLE\b", "FLOAT8"),
    (r"%", "%%"),
    (r"\?", "%s"),
)  # fmt: skip
SCHEMA: tuple[tuple[str, str], ...] = (
    (r"getvariable\('library_(\w+)'\)", r"(SELECT nullif(current_setting('library.\1', true), ''))"),
    (r"\bMAP\([^()]*\)", "JSON"),
    (r"\bDOUBLE\b", "FLOAT8"),
    # Texts are ordered by their code points, as in DuckDB, wherever the server stands.
    (r"\bVARCHAR\b((?:\[\])*)", r'VARCHAR\1 COLLATE "C"'),
)


@lru_cache(maxsize=512)
def statement(sql: str) -> str:
    """Return a statement as PostgreSQL and its driver write it."""
    for pattern, meaning in STATEMENT:
        sql = re.sub(pattern, meaning, sql)
    return sql.replace("{max}", "DESC").replace("{min}", "ASC")


def schema(sql: str) -> str:
    """Return a migration as PostgreSQL writes it."""
    for pattern, meaning in SCHEMA:
        sql = re.sub(pattern, meaning, sql)
    return sql
