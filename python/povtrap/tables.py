"""Tables of what the library returns as lists of records, for pandas and for notebooks."""

from __future__ import annotations

import html
import math
from typing import TYPE_CHECKING, Any, Iterable, Sequence

from .optional import need

if TYPE_CHECKING:
    import pandas


def _table(rows: list[dict[str, Any]]) -> "pandas.DataFrame":
    table: "pandas.DataFrame" = need("pandas", "to_pandas()").DataFrame(rows)
    return table


def frame(records: Iterable[Any]) -> "pandas.DataFrame":
    """A table with a row for each record and a column for each of its fields."""
    return _table([record._asdict() for record in records])


def _numbers(texts: Sequence[str]) -> list[Any]:
    """The texts as numbers, if all of them are; as configured is NaN."""
    for kind in (int, float):
        try:
            return [kind(text) if text or kind is int else math.nan for text in texts]
        except ValueError:
            continue
    return list(texts)


def design_frame(design: Any) -> "pandas.DataFrame":
    """A design as a table, a column for each parameter, with the texts of the design."""
    rows = [{"run_id": row.run_id, "point": row.point, "replicate": row.replicate, "seed": row.seed,
             **({"role": row.role} if design.has_roles else {}), **dict(zip(design.parameters, row.values))} for row in design.rows]
    return _table(rows)


def summary_frame(summary: Any) -> "pandas.DataFrame":
    """A summary of a sweep as a table: point, its parameters, and what came out. Parameters whose values are all numbers are numbers."""
    columns = {name: _numbers([point.values[k] for point in summary.points]) for k, name in enumerate(summary.parameters)}
    values = {point.point: {name: column[k] for name, column in columns.items()} for k, point in enumerate(summary.points)}
    rows = []
    for row in summary.rows:
        found = row._asdict()
        rows.append({"point": found.pop("point"), **values[row.point], **found})
    return _table(rows)


def html_table(title: str, header: Sequence[str], rows: Iterable[Sequence[str]], note: str = "") -> str:
    """A plain HTML table, without scripts or styles of its own; everything in it is escaped."""
    def line(tag: str, cells: Sequence[str]) -> str:
        return "<tr>" + "".join(f'<{tag} style="text-align:left">{html.escape(cell)}</{tag}>' for cell in cells) + "</tr>"

    below = f"<p>{html.escape(note)}</p>" if note else ""
    return (f"<div><p><b>{html.escape(title)}</b></p><table><thead>{line('th', header)}</thead><tbody>"
            + "".join(line("td", row) for row in rows) + f"</tbody></table>{below}</div>")
