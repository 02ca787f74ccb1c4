"""Pictures of households show the numbers of the file: what is drawn is read from the artists and compared with NumPy, the engine and povtrap itself.

Usage: plots_test.py POVTRAP_BINARY SOURCE_DIR
"""

import json
import sys
import types
import unittest

import numpy as np
import xarray as xr
from plots_pictures import FOLDER, SOURCE, Pictures, hand_worked, line, path, plots, povtrap, result

CANONICAL = ("solow", "savings_trap", "step_technology", "logistic")


class Poverty(Pictures):
    def test_the_headcount_is_the_mean_over_seeds_with_students_interval(self):
        data = result("top_up")
        shares = 100 * data.headcount.values[:, data.period_of_year.values == 4, 0]
        _, ax = plots.headcount(data)
        years, drawn = line(ax, "simulated")
        np.testing.assert_array_equal(years, [1, 2, 3, 4])
        np.testing.assert_allclose(drawn, shares.mean(axis=0), rtol=1e-12)
        half = 4.302652729749464 * shares.std(axis=0, ddof=1) / np.sqrt(3)  # scipy.stats.t.ppf(.975, 2)
        band = ax.collections[0].get_paths()[0].vertices
        for year, mean, width in zip(years, drawn, half):
            at = band[band[:, 0] == year, 1]
            self.assertAlmostEqual(at.max(), mean + width, places=9)
            self.assertAlmostEqual(at.min(), mean - width, places=9)

    def test_the_observed_series_is_drawn_where_it_is_known_and_for_its_own_line_only(self):
        data = result("bare").assign(observed_year=("observed", [1.0, 2.0, 3.0]), observed_headcount=("observed", [0.2, np.nan, 0.1]))
        years, shares = line(plots.headcount(data)[1], "observed")
        np.testing.assert_array_equal(years, [1, 3])
        np.testing.assert_allclose(shares, [20, 10])
        self.assertNotIn("observed", [drawn.get_label() for drawn in plots.headcount(data, line=1)[1].get_lines()])

    def test_the_tip_curve_of_everybody_ends_at_headcount_and_gap_of_the_file(self):
        data = result("full")
        _, ax = plots.tip(data, year=3)
        people, gaps = line(ax, "TIP curve")
        at = int(np.flatnonzero(data.year.values == 3)[-1])
        self.assertAlmostEqual(gaps[-1], 100 * float(data.poverty_gap[at, 0]), places=4)
        self.assertAlmostEqual(line(ax, "incidence")[0][0], 100 * float(data.headcount[at, 0]), places=9)
        self.assertTrue((np.diff(np.diff(gaps) / np.diff(people)) <= 1e-9).all())

    def test_the_tip_curve_by_hand(self):
        data = hand_worked([[1], [0], [1]], persons=[1, 2, 1])
        data["panel_income"][0] = [20.0, 300.0, 60.0]  # gaps .8 and .4 over a line of 100, for a quarter of persons each
        people, gaps = line(plots.tip(data)[1], "TIP curve")
        np.testing.assert_allclose(people, [0, 25, 50, 100])
        np.testing.assert_allclose(gaps, [0, 20, 30, 30])

    def test_poverty_that_is_not_there_is_said(self):
        self.refused("is poor", plots.tip, hand_worked([[0, 0], [0, 0]]))
        data = result("bare")
        self.refused("NaN in all years", plots.headcount, data.assign(headcount=data.headcount * np.nan))
        self.refused("no line 7", plots.headcount, data, line=7)


class Distribution(Pictures):
    def test_the_lorenz_curve_is_that_of_the_incomes(self):
        data = result("full")
        _, ax = plots.lorenz(data, years=4)
        people, money = line(ax, "year 4: Gini")
        income, persons = data.panel_income.values[-1].astype(float), data.panel_persons.values
        ranked = sorted(zip(income, persons))
        np.testing.assert_allclose(people[1:], 100 * np.cumsum([p for _, p in ranked]) / persons.sum(), rtol=1e-12)
        np.testing.assert_allclose(money[1:], 100 * np.cumsum([y * p for y, p in ranked]) / (income * persons).sum(), rtol=1e-9)
        self.assertEqual((people[0], money[0]), (0, 0))
        np.testing.assert_array_equal(line(ax, "equality")[0], line(ax, "equality")[1])

    def test_the_gini_index_of_everybody_is_that_of_the_file(self):
        data = result("full")
        label = [drawn.get_label() for drawn in plots.lorenz(data)[1].get_lines() if "Gini" in drawn.get_label()][0]
        self.assertEqual(label, f"year 4: Gini {float(data.gini[-1]):.3f}")

    def test_densities_have_one_unit_of_area_and_the_line_stands_where_it_should(self):
        _, ax = plots.density(path("full"), years=(2, 4), line=1)
        for label in (2, 4):
            incomes, density = line(ax, f"year {label}")
            self.assertAlmostEqual(float(np.sum(np.diff(np.log(incomes)) * (density[1:] + density[:-1]) / 2)), 1.0, places=2)
        self.assertEqual(line(ax, "poverty line")[0][0], 1500)
        self.assertEqual(ax.get_xscale(), "log")

    def test_incomes_are_deflated(self):
        data = hand_worked([[0, 0], [0, 0]])
        data["panel_income"][:] = [[200.0, 400.0], [400.0, 800.0]]
        data["price_index"][:] = [1.0, 2.0]
        (first, a), (second, b) = (line(plots.density(data, years=year)[1], str(year)) for year in (2000, 2001))
        np.testing.assert_allclose(first, second)
        np.testing.assert_allclose(a, b)

    def test_a_missing_panel_and_missing_incomes_are_said(self):
        for draw in (plots.lorenz, plots.density, plots.tip, plots.transition_matrix, plots.spell_survival, plots.asset_map):
            self.refused("output.panel_households", draw, path("bare"))
        self.refused("knows no income", plots.lorenz, hand_worked([[None, None]]))
        self.refused("no wave in 99", plots.lorenz, path("full"), years=99)


class Growth(Pictures):
    def test_both_curves_are_those_of_povtrap_compare(self):
        found = json.loads(povtrap("compare", path("base"), path("top_up"), "--json"))["reforms"][0]["values"]
        for following, measure in (("ranks", "anonymous"), ("households", "quasi_panel")):
            expected = [v["base"] for v in found if (v["table"], v["measure"], v["by"]) == ("growth", measure, "group")]
            _, ax = plots.growth_incidence(path("base"), following=following, groups=10)
            ranks, drawn = line(ax, "by rank")
            np.testing.assert_allclose(ranks, np.arange(5, 100, 10))
            np.testing.assert_allclose(drawn, 100 * np.array(expected), rtol=1e-6)
            self.assertIn("anonymous" if following == "ranks" else "same households (panel)", ax.get_title())

    def test_two_results_are_compared_in_one_year(self):
        base, top_up = result("base"), result("top_up")
        _, ax = plots.growth_incidence(base, top_up, groups=5, years=3)
        wave = int(np.flatnonzero(base.panel_year.values == 3)[-1])
        means = []
        for data in (base, top_up):
            at = data.time.values.tolist().index(int(data.panel_time[wave]))
            means.append(np.average(data.panel_income.values[:, wave].astype(float), weights=data.panel_persons.values, axis=1)
                         / data.price_index.values[:, at])
        drawn = [drawn for drawn in ax.get_lines() if str(drawn.get_label()).startswith("mean income")][0]
        self.assertAlmostEqual(drawn.get_ydata()[0], 100 * float(np.mean(means[1] / means[0] - 1)), places=9)

    def test_without_a_panel_the_quantiles_of_everybody_are_used(self):
        data = result("bare")
        ranks, drawn = line(plots.growth_incidence(data)[1], "by rank")
        ends = data.quantile_income.values[data.period_of_year.values == 4]
        np.testing.assert_allclose(ranks, [5, 10, 25, 50, 75, 90, 95])
        np.testing.assert_allclose(drawn, 100 * ((ends[-1] / ends[0]) ** (1 / 3) - 1), rtol=1e-12)

    def test_growth_that_cannot_be_had_is_refused(self):
        self.refused("no year between", plots.growth_incidence, path("base"), years=(2, 2))
        self.refused("no panel", plots.growth_incidence, path("bare"), following="households")
        self.refused("the seeds", plots.growth_incidence, path("base"), path("other_seeds"))


class Dynamics(Pictures):
    # Spells: from wave 1 for 1 year, from wave 1 for 2 years and then cut by the end, left-censored (out), from wave 2 then unknown.
    PANEL = [[0, 1, 0, 0], [0, 1, 1, 1], [1, 1, 0, 0], [0, 0, 1, None], [0, 1, 1, 0]]

    def test_moves_by_hand(self):
        _, ax = plots.transition_matrix(hand_worked([[1, 0], [1, 1], [0, 0], [0, 1]], persons=[3, 1, 2, 2]))
        np.testing.assert_allclose(ax.images[0].get_array(), [[25, 75], [50, 50]])
        self.assertIn("Shorrocks index 1.25", ax.get_title())

    def test_all_moves_together_are_those_counted_one_by_one(self):
        data = result("full")
        closes = range(3, 16, 4)
        poor = data.panel_income.values[closes].astype(float) / data.price_index.values[list(closes), None] < 1000
        counted = np.zeros((2, 2))
        for before, after in zip(poor[:-1], poor[1:]):
            for household, persons in enumerate(data.panel_persons.values):
                counted[0 if before[household] else 1, 0 if after[household] else 1] += persons
        drawn = plots.transition_matrix(data)[1].images[0].get_array()
        np.testing.assert_allclose(drawn, 100 * counted / counted.sum(axis=1, keepdims=True), rtol=1e-12)

    def test_fifths_are_equal_and_rows_add_up(self):
        drawn = plots.transition_matrix(path("top_up"), states="quintiles")[1].images[0].get_array()
        self.assertEqual(drawn.shape, (5, 5))
        np.testing.assert_allclose(drawn.sum(axis=1), 100)
        np.testing.assert_allclose(drawn.sum(axis=0), 100, atol=8)

    def test_a_row_from_which_nobody_comes_is_empty_and_not_zero(self):
        drawn = plots.transition_matrix(hand_worked([[1, 1], [1, 1]]))[1].images[0].get_array()
        np.testing.assert_array_equal(np.ma.getmaskarray(drawn), [[False, False], [True, True]])

    def test_survival_by_hand(self):
        # At risk after 1 year: households 1, 2 and 5 of weights 1, 2, 1; household 1 leaves: S(1) = 3/4. After 2 years 2 and 5, 5 leaves: S(2) = 3/4 x 2/3.
        years, survival = line(plots.spell_survival(hand_worked(self.PANEL, persons=[1, 2, 1, 1, 1]))[1], "3 spells")
        np.testing.assert_allclose(years, [0, 1, 2])
        np.testing.assert_allclose(survival, [100, 75, 50])

    def test_what_cannot_be_followed_is_said(self):
        self.refused("one wave", plots.transition_matrix, hand_worked([[1], [0]]))
        self.refused("2 waves", plots.spell_survival, hand_worked([[0, 1], [0, 0]]))
        self.refused("becomes poor", plots.spell_survival, hand_worked([[1, 1, 1], [0, 0, 0]]))
        self.refused("known in two waves", plots.transition_matrix, hand_worked([[1, None], [None, 0]]))


class Assets(Pictures):
    def test_the_textbooks_curve_is_the_engines(self):
        for name in CANONICAL:
            with self.subTest(name):
                povtrap("run", SOURCE / f"configs/canonical/{name}.toml", "--set", "run.years=60", "-q", "-o", f"{name}.nc")
                _, ax = plots.asset_map(path(name), lag=1)
                x, y = line(ax, "theory")
                capital = result(name).panel_capital.values.astype(float) / 2**30
                now, later = capital[:-1].ravel(), capital[1:].ravel()
                inside = (now > x[0]) & (now < x[-1])
                if name == "step_technology":  # the line between two points of the curve is not the jump
                    inside &= np.abs(now / 12 - 1) > 0.01
                self.assertGreater(inside.sum(), 100)
                np.testing.assert_allclose(later[inside], np.interp(now[inside], x, y), rtol=2e-4)

    def test_an_economy_with_more_in_it_has_no_textbooks_curve(self):
        povtrap("run", SOURCE / "configs/canonical/solow.toml", "--set", "run.years=5", "--set", "grants.active=true", "-q", "-o", "grants.nc")
        for name in ("full", "grants"):
            self.assertNotIn("theory", [drawn.get_label() for drawn in plots.asset_map(path(name))[1].get_lines()])
        with xr.open_dataset(FOLDER / "grants.nc", engine="netcdf4", group="provenance") as provenance:
            text = str(provenance.config_toml.values)
        for switch, count in (("true", 0), ("false", 1)):  # a result in memory has its configuration with it
            head, tail = text.split("[grants]")
            kept = {"provenance": {"config_toml": np.array(head + "[grants]" + tail.replace("active = true", f"active = {switch}", 1))}}
            own = types.SimpleNamespace(to_xarray=lambda: result("grants"), groups=kept)
            self.assertEqual([drawn.get_label() for drawn in plots.asset_map(own)[1].get_lines()].count("theory"), count)
        given = line(plots.asset_map(path("full"), theory=([1, 2, 4], [1, 3, 4]))[1], "theory")
        np.testing.assert_array_equal(given, [[1, 2, 4], [1, 3, 4]])

    def test_the_45_degree_line_and_the_medians_of_the_bins_are_there(self):
        data = result("full")
        _, ax = plots.asset_map(data, bins=4)
        x, y = line(ax, "45 degrees")
        np.testing.assert_array_equal(x, y)
        self.assertEqual((ax.get_xlim(), ax.get_ylim()), ((x[0], x[-1]), (x[0], x[-1])))
        units = data.panel_capital.values[3::4].astype(float) / (1000 * data.panel_persons.values)
        now, later = units[:-1].ravel(), units[1:].ravel()
        edges = np.geomspace(x[0], x[-1], 5)
        for n, (middle, median) in enumerate(zip(*line(ax, "median"))):
            inside = (now >= edges[n]) & (now <= edges[n + 1])
            self.assertAlmostEqual(middle, np.median(now[inside]), places=9)
            self.assertAlmostEqual(median, np.median(later[inside]), places=9)

    def test_a_lag_without_waves_and_households_without_capital_are_said(self):
        self.refused("no two waves 9", plots.asset_map, path("full"), lag=9)
        self.refused("has capital", plots.asset_map, hand_worked([[0, 0]], capital=[[0, 0]]))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
