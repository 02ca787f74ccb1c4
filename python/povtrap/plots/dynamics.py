"""Who stays poor: moves between states from one year to the next, and how long spells of poverty last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ._data import AnyResult, Floats, data_error, needed, opened, years_words
from ._figure import band, canvas, inches, ink, labels, legend, letters, text_colour, title, wrapped
from ._panel import Panel, panel_of
from ._statistics import mean_interval, rank_groups

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

States = npt.NDArray[np.int64]


def transition_matrix(result: AnyResult, ax: Axes | None = None, *, states: str = "poverty", years: tuple[int, int] | None = None, line: int = 0,
                      kind: str | None = None, confidence: float = 0.95) -> tuple[Figure | SubFigure, Axes]:
    """Heat map of the shares of persons who move from each state to each other one.

    Parameters
    ----------
    result : data set, result or path; it needs a panel
    ax : axes to draw in; a new figure if None
    states : "poverty" (poor, not poor) or "quintiles" (of persons, by income per head in each wave)
    years : from which wave to which; None takes all moves from one year's wave to the next one's together
    line : position of the poverty line
    kind : "rural", "urban", "all", or those who count in the result's national series (None)
    confidence : of the interval that is written into the cells, if there are several runs

    Returns
    -------
    figure, axes
        Rows are where persons come from and add up to 100 %. A row from which nobody comes is empty (NaN), not 0.

    Raises
    ------
    povtrap.DataError
        No panel, fewer than two waves, or no household known in two of them.

    Notes
    -----
    P_ij = persons who were in i and are in j, over those who were in i; runs are averaged. The title has the mobility index of Shorrocks
    (1978), (n - trace P) / (n - 1), 0 if nobody moves, if every row has somebody.
    """
    if states not in ("poverty", "quintiles"):
        raise ValueError(f'states is "{states}"; it is "poverty" or "quintiles"')
    names = ["poor", "not poor"] if states == "poverty" else ["poorest", "2nd", "3rd", "4th", "richest"]
    with opened(result) as data:
        panel = panel_of(data, line, kind)
        if years is None:
            waves = panel.yearly()
            pairs, step = list(zip(waves, waves[1:])), "year" if panel.gap() == 1 else "wave"
            when = f"one {step} to the next, {years_words(panel.years[waves[0]], panel.years[waves[-1]])}"
        else:
            asked = np.atleast_1d(np.asarray(years)).tolist()
            if len(asked) != 2 or asked[0] >= asked[1]:
                raise data_error(f"years is {years} (moves need two years, as time goes on); give years=(earlier, later)")
            pairs, when = [(panel.wave(asked[0]), panel.wave(asked[1]))], years_words(*asked)
        if not pairs:
            raise data_error("the panel has one wave (nobody can move); run longer or with output.panel_every=1")
        shares = np.array([_moves(panel, run, pairs, states, len(names)) for run in range(len(panel.persons))])
    mean, half = mean_interval(100 * shares, confidence)
    figure, axes = canvas(ax, (4.6, 3.8) if len(names) == 2 else (5.6, 4.6))
    mobility = (len(names) - np.trace(mean) / 100) / (len(names) - 1)
    who = panel.people + (f", {panel.line_words}" if states == "poverty" else "")
    title(axes, f"Moves from {when},\n{who}" + (f"\nShorrocks index {mobility:.2f}" if np.isfinite(mobility) else ""))
    _draw_matrix(figure, axes, mean, half, names)
    return figure, axes


def _states(panel: Panel, run: int, wave: int, states: str, known: npt.NDArray[np.bool_]) -> States:
    """State of each household that is known; of others anything."""
    income, state = panel.income[run, wave], np.zeros(panel.income.shape[2], dtype=np.int64)
    if states == "poverty":
        state[known] = income[known] >= panel.line
    elif known.any():
        state[known] = rank_groups(income[known], panel.persons[run][known], 5)
    return state


def _moves(panel: Panel, run: int, pairs: list[tuple[int, int]], states: str, count: int) -> Floats:
    """Matrix of one run; NaN in rows without persons."""
    mass = np.zeros((count, count))
    for before, after in pairs:
        known = panel.chosen[run] & np.isfinite(panel.income[run, before]) & np.isfinite(panel.income[run, after])
        old, new = _states(panel, run, before, states, known), _states(panel, run, after, states, known)
        np.add.at(mass, (old[known], new[known]), panel.persons[run][known])
    if mass.sum() == 0:
        raise data_error("no household of the panel is known in two waves (nobody can be followed); take other years or kind")
    total = mass.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(mass, total, out=np.full_like(mass, np.nan), where=total > 0))


def _draw_matrix(figure: Figure | SubFigure, axes: Axes, mean: Floats, half: Floats, names: list[str]) -> None:
    colours = needed("matplotlib").colormaps["cividis"].with_extremes(bad="0.85")
    image = axes.imshow(np.ma.masked_invalid(mean), cmap=colours, vmin=0, vmax=100, aspect="auto")
    for (row, column), value in np.ndenumerate(mean):
        known = np.isfinite(value)
        text = f"{value:.1f} %" + (f"\n±{half[row, column]:.1f}" if np.isfinite(half[row, column]) else "") if known else "nobody"
        axes.text(column, row, text, ha="center", va="center", fontsize="small", color=text_colour(colours(value / 100)) if known else "black")
    axes.set_xticks(range(len(names)), names)
    axes.set_yticks(range(len(names)), names)
    axes.set(xlabel="to" if len(names) == 2 else "to fifth of persons", ylabel="from" if len(names) == 2 else "from fifth of persons")
    room = letters(1.1 * inches(axes)[1], float(axes.yaxis.label.get_fontsize()))
    figure.colorbar(image, ax=axes, label=wrapped("share of those in the row [%]", room))


def spell_survival(result: AnyResult, ax: Axes | None = None, *, line: int = 0, kind: str | None = None,
                   confidence: float = 0.95) -> tuple[Figure | SubFigure, Axes]:
    """Share of persons still poor so many years after they became poor.

    Parameters
    ----------
    result : data set, result or path; it needs a panel of at least three waves
    ax : axes to draw in; a new figure if None
    line : position of the poverty line
    kind : "rural", "urban", "all", or those who count in the result's national series (None)
    confidence : of the interval over runs, if there are several; Student's t

    Returns
    -------
    figure, axes
        A falling step curve in per cent of spells, weighted by persons; years since the first wave in poverty.

    Raises
    ------
    povtrap.DataError
        No panel, too few waves, or nobody who becomes poor.

    Notes
    -----
    S(d) = product over k <= d of (1 - exits_k / at risk_k). Spells begin at a wave that finds a household poor which was not poor at the wave
    before; those of the first wave are left out, as nobody knows when they began. A spell that the panel's end or a missing income cuts is
    at risk until then and no exit (right-censored). Several runs are pooled; the band is t s / sqrt(n) to both sides, from the curves of the
    single runs. Kaplan and Meier (1958), Nonparametric estimation from incomplete observations.
    """
    with opened(result) as data:
        panel = panel_of(data, line, kind)
    waves = panel.yearly()
    if len(waves) < 3:
        raise data_error(f"the panel has {len(waves)} waves a year apart; a spell that begins and goes on needs three: run longer")
    tables = [_life_table(panel, run, waves) for run in range(len(panel.persons))]
    if not (np.isfinite(panel.income[:, waves]) & panel.chosen[:, None]).any():
        raise data_error(f"the panel knows no income of {panel.people} (all are missing); take another kind")
    if all(risk[0] == 0 for risk, _, _ in tables):
        raise data_error(f"none of the {panel.people} of the panel becomes poor from {panel.years[waves[0]]} on (there is no spell); "
                         "take another line, a longer run or a larger panel")
    survival = np.array([_survival(risk, exits) for risk, exits, _ in tables])
    pooled = 100 * _survival(np.sum([risk for risk, _, _ in tables], axis=0), np.sum([exits for _, exits, _ in tables], axis=0))
    half = mean_interval(100 * survival, confidence)[1]
    duration = panel.gap() * np.arange(len(pooled))
    figure, axes = canvas(ax)
    if len(survival) > 1:
        band(axes, duration, np.maximum(pooled - half, 0), np.minimum(pooled + half, 100), step="post",
             label=f"{100 * confidence:g} % interval, {len(survival)} runs")
    axes.plot(duration, pooled, color=ink(axes), drawstyle="steps-post", marker="o", markersize=4, label=f"{sum(count for *_, count in tables)} spells")
    axes.set(xlim=(0, None), ylim=(0, 103))
    labels(axes, "years since a person became poor", "share still poor [%]")
    title(axes, f"Survival in poverty, {years_words(panel.years[waves[0]], panel.years[waves[-1]])}, {panel.line_words}\n{panel.people} of the panel")
    axes.xaxis.set_major_locator(needed("matplotlib.ticker").MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    legend(axes, loc="upper right")
    return figure, axes


def _life_table(panel: Panel, run: int, waves: list[int]) -> tuple[Floats, Floats, int]:
    """Persons at risk and persons who leave, by waves since the spell began, and the number of spells that are seen for a wave or more."""
    known = panel.chosen[run] & np.isfinite(panel.income[run, waves])
    poor = known & (panel.income[run, waves] < panel.line)
    persons = panel.persons[run]
    risk, exits, spells = np.zeros(len(waves) - 2), np.zeros(len(waves) - 2), 0
    for start in range(1, len(waves) - 1):
        alive = known[start - 1] & ~poor[start - 1] & poor[start]
        spells += int((alive & known[start + 1]).sum())
        for later in range(start + 1, len(waves)):
            seen = alive & known[later]
            risk[later - start - 1] += persons[seen].sum()
            exits[later - start - 1] += persons[seen & ~poor[later]].sum()
            alive = seen & poor[later]
    return risk, exits, spells


def _survival(risk: Floats, exits: Floats) -> Floats:
    """Survival from duration 0 on; NaN from where nobody is left to be watched, but 0 once all have left."""
    stay = np.divide(risk - exits, risk, out=np.full_like(risk, np.nan), where=risk > 0)
    gone = np.append(False, np.cumsum((risk > 0) & (exits == risk)) > 0)
    return np.asarray(np.where(gone, 0.0, np.concatenate([[1.0], np.cumprod(stay)])))
