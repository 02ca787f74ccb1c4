"""Where money comes from and goes to: the ledger of a year as a flow chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ._data import AnyResult, Floats, by_run, data_error, needed, opened, require
from ._figure import COLOURS, canvas, title

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

COLUMNS = (0.0, 1.0, 2.0)  # payers, kinds of payment, receivers
WIDTH = 0.06  # of a bar
GAP = 0.008  # between bars, as a share of the height
DUST = 1e-10  # share of all payments below which an amount is rounding to the grid of money
SLOT = 0.03  # that a bar takes at least, so that its label has a line of its own


@dataclass(frozen=True)
class Bar:
    """A sector or a kind of payment, with its height in the unit of the picture."""

    name: str
    amount: float
    bottom: float
    height: float


def flow_chart(result: AnyResult, ax: Axes | None = None, *, year: int | None = None, least: float = 0.005) -> tuple[Figure | SubFigure, Axes]:
    """Payments of a year from sectors on the left, by kind, to sectors on the right.

    Parameters
    ----------
    result : data set, result or path
    ax : axes to draw in, at least 6 inches high for all labels; a new figure if None
    year : calendar year; the last one if None
    least : kinds of payment below this share of all are drawn together as "other"

    Returns
    -------
    figure, axes
        Heights are money of the day; bands have the colour of the payer. Several runs are averaged.

    Raises
    ------
    povtrap.DataError
        No ledger, no such year, or no payment in it.

    Notes
    -----
    Of a flow with several payers and receivers the ledger says who paid and who received, not who paid whom: hence the kinds of
    payment stand between them. Each sector's receipts and payments within a kind are net over the year (households' consumption is net
    of what their stalls sold), so repaid loans are drawn only as far as they exceed new ones. Changes in deposits, loans and bonds are kinds too. Left and right are equal, as the ledger's rows add up to zero.
    """
    if not 0 <= least < 1:
        raise ValueError(f"least is {least}; it is a share of all payments, such as 0.005")
    with opened(result) as data:
        flows, sectors, paid, received, year = _payments(data, year)
        unit = str(require(data, "ledger").attrs.get("units", "LCU"))
    flows, paid, received = _pool(flows, paid, received, least)
    total = float(paid.sum())
    scale, word = next(((10.0**power, word) for power, word in ((12, "trillion "), (9, "billion "), (6, "million "), (3, "thousand ")) if total >= 10.0 ** (power + 1)),
                       (1.0, ""))
    figure, axes = canvas(ax, (9.0, 7.0))
    order = np.argsort(-paid.sum(axis=1), kind="stable")
    amounts = [paid.sum(axis=0) / scale, paid.sum(axis=1) / scale, received.sum(axis=0) / scale]
    orders = [np.argsort(-amounts[0], kind="stable"), order, np.argsort(-amounts[2], kind="stable")]
    height = min(_height(amount[amount > 0]) for amount in amounts)
    bars = [_stack(names, amount, ranks, height) for names, amount, ranks in zip((sectors, flows, sectors), amounts, orders)]
    colours = {name: COLOURS[1 + n % (len(COLOURS) - 1)] if n < len(COLOURS) - 1 else "0.6" for n, name in enumerate(bars[0])}
    _draw_bands(axes, bars[0], bars[1], paid.T / scale, sectors, flows, colours, 0, height)
    _draw_out(axes, bars[1], bars[2], paid / scale, received / scale, flows, sectors, colours, height)
    _draw_bars(axes, bars, colours)
    axes.set(xlim=(-0.75, 2.75), ylim=(0.0, 1.06))
    axes.set_axis_off()
    title(axes, f"Payments of year {year}, in {word}{unit}: {total / scale:,.4g} in all")
    return figure, axes


def _payments(data: Any, year: int | None) -> tuple[list[str], list[str], Floats, Floats, int]:
    """Names of flows and sectors, payments and receipts (flow, sector) of the year [LCU], and the year."""
    ledger = by_run(data, "ledger", "time", "flow", "sector")
    years = data["year"].values
    if len(years) == 0:
        raise data_error("the result has no period (nothing to draw); run it for at least a year")
    year = int(years[-1]) if year is None else int(year)
    if year not in years:
        raise data_error(f"the result has no year {year}: it has {years[0]} to {years[-1]}")
    net = np.nansum(ledger[:, years == year], axis=1)
    net[np.abs(net) < DUST * np.abs(net).sum(axis=(1, 2), keepdims=True)] = 0
    paid, received = np.clip(-net, 0, None).mean(axis=0), np.clip(net, 0, None).mean(axis=0)
    if paid.sum() <= 0:
        raise data_error(f"nobody paid anything in {year} (nothing to draw); take another year")
    words = [["NGOs" if name == "ngos" else str(name).replace("_", " ") for name in data[dim].values] for dim in ("flow", "sector")]
    return words[0], words[1], paid, received, year


def _pool(flows: list[str], paid: Floats, received: Floats, least: float) -> tuple[list[str], Floats, Floats]:
    """Small kinds of payment together in one row."""
    share = paid.sum(axis=1) / paid.sum()
    large, small = share >= max(least, 1e-12), (share < max(least, 1e-12)) & (share > 0)
    names = [name for name, keep in zip(flows, large) if keep]
    if not small.any():
        return names, paid[large], received[large]
    return [*names, f"other ({small.sum()})"], np.vstack([paid[large], paid[small].sum(axis=0)]), np.vstack([received[large], received[small].sum(axis=0)])


def _height(amounts: Floats) -> float:
    """Height of a unit of money, so that a column with its gaps and least slots is 1 high; by bisection."""
    low, high = 0.0, 1.0 / float(amounts.sum())
    for _ in range(60):
        middle = (low + high) / 2
        used = np.maximum(amounts * middle, SLOT).sum() + GAP * (len(amounts) - 1)
        low, high = (middle, high) if used < 1 else (low, middle)
    return low


def _stack(names: list[str], amounts: Floats, order: Any, height: float) -> dict[str, Bar]:
    """Bars of a column from the top down, the largest first."""
    bars, top = {}, 1.0
    for place in order:
        if amounts[place] <= 0:
            continue
        slot = max(amounts[place] * height, SLOT)
        tall = amounts[place] * height
        bars[names[place]] = Bar(names[place], float(amounts[place]), top - slot / 2 - tall / 2, float(tall))
        top -= slot + GAP
    return bars


def _band(axes: Axes, x: tuple[float, float], left: float, right: float, tall: float, colour: str) -> None:
    """A band of constant height from one bar to another; `left` and `right` are its bottoms."""
    path, patches = needed("matplotlib.path").Path, needed("matplotlib.patches")
    (a, b), middle = x, sum(x) / 2
    points = [(a, left), (middle, left), (middle, right), (b, right), (b, right + tall), (middle, right + tall), (middle, left + tall), (a, left + tall),
              (a, left)]
    codes = [path.MOVETO, path.CURVE4, path.CURVE4, path.CURVE4, path.LINETO, path.CURVE4, path.CURVE4, path.CURVE4, path.CLOSEPOLY]
    axes.add_patch(patches.PathPatch(path(points, codes), facecolor=colour, alpha=0.45, linewidth=0))


def _draw_bands(axes: Axes, left: dict[str, Bar], right: dict[str, Bar], amounts: Floats, left_names: list[str], right_names: list[str],
                colours: dict[str, str], column: int, height: float) -> None:
    """Bands from payers to kinds of payment; `amounts` is (payer, kind)."""
    from_top = {name: bar.bottom + bar.height for name, bar in left.items()}
    to_top = {name: bar.bottom + bar.height for name, bar in right.items()}
    x = (COLUMNS[column] + WIDTH, COLUMNS[column + 1])
    for payer in left:
        for kind in right:
            tall = float(amounts[left_names.index(payer), right_names.index(kind)]) * height
            if tall > 0:
                from_top[payer] -= tall
                to_top[kind] -= tall
                _band(axes, x, from_top[payer], to_top[kind], tall, colours[payer])


def _draw_out(axes: Axes, left: dict[str, Bar], right: dict[str, Bar], paid: Floats, received: Floats, kinds: list[str], sectors: list[str],
              colours: dict[str, str], height: float) -> None:
    """Bands from kinds of payment to receivers, grey: who paid whom is not known."""
    from_top = {name: bar.bottom + bar.height for name, bar in left.items()}
    to_top = {name: bar.bottom + bar.height for name, bar in right.items()}
    for kind in left:
        payers = paid[kinds.index(kind)]
        main = sectors[int(np.argmax(payers))] if payers.max() >= 0.999 * payers.sum() else None
        for receiver in right:
            tall = float(received[kinds.index(kind), sectors.index(receiver)]) * height
            if tall > 0:
                from_top[kind] -= tall
                to_top[receiver] -= tall
                _band(axes, (COLUMNS[1] + WIDTH, COLUMNS[2]), from_top[kind], to_top[receiver], tall, colours.get(main, "0.55") if main else "0.55")


def _draw_bars(axes: Axes, bars: list[dict[str, Bar]], colours: dict[str, str]) -> None:
    patches = needed("matplotlib.patches")
    for x, column in zip(COLUMNS, bars):
        for bar in column.values():
            axes.add_patch(patches.Rectangle((x, bar.bottom), WIDTH, bar.height, facecolor=colours.get(bar.name, "0.3"), edgecolor="black", linewidth=0.5))
            text = f"{bar.name} " + (f"{bar.amount:,.0f}" if bar.amount >= 100 else f"{bar.amount:.3g}")
            at = {0.0: (x - 0.03, "right"), 1.0: (x + WIDTH + 0.03, "left"), 2.0: (x + WIDTH + 0.03, "left")}[x]
            axes.text(at[0], bar.bottom + bar.height / 2, text, ha=at[1], va="center", fontsize=8,
                      bbox={"facecolor": axes.get_facecolor(), "alpha": 0.6, "linewidth": 0, "pad": 0.6} if x == COLUMNS[1] else None)
    for x, word in zip(COLUMNS, ("paid by", "paid as", "received by")):
        axes.text(x + WIDTH / 2, 1.02, word, ha="center", va="bottom", style="italic")
