"""Pictures can be read: on dark and on small axes, with many regions and arms, in grey; titles say year and line; faults are said in words.

Usage: plots_look_test.py POVTRAP_BINARY SOURCE_DIR
"""

import importlib.util
import json
import sys
import types
import unittest
from unittest import mock

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
from plots_pictures import FOLDER, SOURCE, Pictures, hand_worked, line, path, plots, povtrap, result

INDICES = {"gini": {"a.parameter": {"first": 0.3, "first_half_width": 0.1, "total": 0.4, "total_half_width": 0.1}}}


def luminance(colour):
    return float(np.dot(matplotlib.colors.to_rgb(colour), [0.299, 0.587, 0.114]))


def boxes(artists):
    """Where artists with something in them lie [pixels]."""
    return [artist.get_window_extent() for artist in artists if artist.get_text()]


def overlapping(found):
    return [(a, b) for n, a in enumerate(found) for b in found[:n] if a.overlaps(b)]


def many_regions(count):
    """A result of this many regions in two blocs, one in ten a town."""
    data = result("bare")
    keep = data.drop_vars([name for name in data.variables if "region" in data[name].dims])
    number = np.arange(count)
    return keep.assign(headcount_region=(("time", "region", "line"), np.tile((number / count)[None, :, None], (data.sizes["time"], 1, 3)),
                                         {"units": "1", "long_name": "share of persons below the poverty line, by region"}),
                       region_bloc=("region", number * 2 // count), region_kind=("region", (number % 10 == 9).astype(int)))


class Readable(Pictures):
    def test_nothing_has_the_colour_of_dark_axes(self):
        full, base = path("full"), path("base")
        calls = {"headcount": (base,), "tip": (full,), "lorenz": (full,), "density": (full,), "spell_survival": (full,), "asset_map": (full,),
                 "growth_incidence": (base,), "comparison": (base, path("top_up")), "sensitivity": (INDICES,), "flow_chart": (full,)}
        with plt.style.context("dark_background"):
            for name, given in calls.items():
                with self.subTest(name):
                    _, ax = getattr(plots, name)(*given)
                    paper = luminance(ax.get_facecolor())
                    drawn = [thing for thing in ax.get_lines() if thing.get_linewidth() > 0]
                    drawn += [thing for bars in ax.containers if hasattr(bars, "errorbar") for thing in bars.errorbar.lines[2]]
                    for thing in drawn:
                        colour = thing.get_color()
                        self.assertGreater(abs(luminance(colour if np.ndim(colour) < 2 else colour[0]) - paper), 0.2, thing.get_label())
                    for text in ax.texts:
                        behind = text.get_bbox_patch()
                        self.assertGreater(abs(luminance(text.get_color()) - (luminance(behind.get_facecolor()) if behind else paper)), 0.5, text.get_text())

    def test_the_legend_of_many_arms_lies_below_the_picture(self):
        arms = {f"arm {n}, with a name of some length": path("top_up") for n in range(6)}
        for reforms in ({"a": path("top_up")}, arms, {"an arm with a name that is longer than the picture is wide, which has to be told in two lines": path("top_up")}):
            figure, ax = plots.comparison(path("base"), reforms)
            figure.canvas.draw()
            legend = ax.get_legend().get_window_extent()
            self.assertLess(legend.y1, ax.xaxis.label.get_window_extent().y0)
            self.assertGreaterEqual(legend.x0, 0)
            self.assertLessEqual(legend.x1, figure.bbox.x1)

    def test_the_best_place_for_a_legend_is_not_on_a_band(self):
        seeds = result("base").isel(seed=[0, 0, 1])
        ends = seeds.period_of_year.values == 4
        shares = np.where(ends, 0.0, np.nan)[None, :, None] + np.array([0.30, 0.30, 0.02])[:, None, None] + np.zeros((3, 1, 3))
        figure, ax = plots.headcount(seeds.assign(headcount=(("seed", "time", "line"), shares, seeds.headcount.attrs)))
        edges = [drawn for drawn in ax.get_lines() if drawn.get_linewidth() == 0]
        self.assertEqual(len(edges), 2)
        band = ax.collections[0].get_paths()[0].vertices[:, 1]
        self.assertAlmostEqual(min(edge.get_ydata().min() for edge in edges), band.min())
        self.assertAlmostEqual(max(edge.get_ydata().max() for edge in edges), band.max())
        self.assertIn("single runs", ax.get_legend_handles_labels()[1])

    def test_labels_fit_beside_the_axes_of_a_page(self):
        figure, axes = plt.subplots(2, 2, figsize=(8, 5), layout="constrained")
        plots.headcount(path("base"), axes[0, 0])
        plots.tip(path("full"), axes[0, 1])
        plots.comparison(path("base"), path("top_up"), axes[1, 0])
        plots.growth_incidence(path("base"), path("top_up"), axes[1, 1])
        figure.canvas.draw()
        for ax in axes.ravel():
            for label in (ax.yaxis.label, ax.xaxis.label):
                box = label.get_window_extent()
                self.assertGreaterEqual(min(box.x0, box.y0, figure.bbox.x1 - box.x1, figure.bbox.y1 - box.y1), 0, label.get_text())
        self.assertEqual(overlapping([ax.yaxis.label.get_window_extent() for ax in axes.ravel()]), [])

    def test_titles_and_labels_in_large_letters_stay_inside_the_figure(self):
        with plt.rc_context({"font.size": 16}):
            drawn = [plots.headcount(path("base")), plots.growth_incidence(path("base")), plots.transition_matrix(path("base")), plots.spell_survival(path("full")),
                     plots.sensitivity({"gini": {f"a.parameter.with_a_long_name_{n}": INDICES["gini"]["a.parameter"] for n in range(3)}})]
            for figure, ax in drawn:
                figure.canvas.draw()
                for text in (ax.title, *(label for axes in figure.axes for label in (axes.xaxis.label, axes.yaxis.label) if label.get_text())):
                    box = text.get_window_extent()
                    self.assertGreaterEqual(min(box.x0, box.y0, figure.bbox.x1 - box.x1, figure.bbox.y1 - box.y1), -1, text.get_text())

    def test_numbers_of_a_narrow_logarithmic_axis_stand_apart(self):
        for size in ((2.4, 3), (6.4, 4)):
            figure, ax = plt.subplots(figsize=size, layout="constrained")
            plots.density(path("full"), ax)
            figure.canvas.draw()
            low, high = ax.get_xlim()
            shown = [tick.label1 for tick in ax.xaxis.get_major_ticks() if low <= tick.get_loc() <= high]
            self.assertGreaterEqual(len(shown), 1)
            self.assertEqual(overlapping(boxes(shown)), [])


class Tiles(Pictures):
    def test_many_tiles_fill_their_figure(self):
        for count in (20, 104, 380):
            figure, ax = plots.regions(many_regions(count))
            figure.canvas.draw()
            heights = [patch.get_window_extent().y1 for patch in ax.patches]
            self.assertGreater(max(heights) / figure.bbox.y1, 0.6, count)

    def test_texts_lie_inside_their_tiles(self):
        for count, names in ((20, None), (104, None), (20, [f"Prov {n:03}" for n in range(20)]), (20, [f"the region number {n}" for n in range(20)])):
            figure, ax = plots.regions(many_regions(count), names=names)
            figure.canvas.draw()
            tiles = [patch.get_window_extent() for patch in ax.patches]
            texts = [text for text in ax.texts if text.get_ha() == "center" and text.get_va() == "center"]
            self.assertEqual(len(texts), count)
            for text, tile in zip(texts, tiles):
                box = text.get_window_extent()
                self.assertTrue(tile.x0 <= box.x0 and box.x1 <= tile.x1, text.get_text())
        self.assertEqual(texts[3].get_text(), "3")  # a name that does not fit gives way to the number
        self.assertIn("number of the region", ax.texts[-1].get_text())


class Words(Pictures):
    def test_titles_say_year_and_line(self):
        full, base = path("full"), path("base")
        for words, draw in (("year 4, line 1,500 LCU/year", lambda: plots.tip(full, line=1)),
                            ("years 1 to 4, line 1,500 LCU/year", lambda: plots.spell_survival(full, line=1)),
                            ("line 1,500 LCU/year", lambda: plots.transition_matrix(full, line=1)), ("line 1,500 LCU/year", lambda: plots.regions(full, line=1)),
                            ("line 1,500 LCU/year", lambda: plots.comparison(base, path("top_up"), line=1)),
                            ("in year 3", lambda: plots.growth_incidence(base, path("top_up"), years=3)),
                            ("2000 to 2001", lambda: plots.transition_matrix(hand_worked([[1, 0], [1, 1]])))):
            title = draw()[1].get_title().replace("\n", " ")
            self.assertIn(words, title)
        self.assertNotIn("line", plots.comparison(base, path("top_up"), series="gini")[1].get_title())

    def test_large_lines_are_written_out(self):
        data = result("bare")
        data = data.assign_coords(line=("line", data.line.values * 1e5, data.line.attrs))
        self.assertIn("line 100,000,000 LCU/year", plots.headcount(data)[1].get_title())
        self.assertIn("poverty line 100,000,000", plots.density(result("full").assign_coords(line=data.line))[1].get_legend_handles_labels()[1])

    def test_faults_are_told_before_anything_is_drawn(self):
        full, base = path("full"), path("base")
        self.refused("did you mean headcount_region", plots.regions, full, series="headcout_region")
        self.refused("0 (1,000), 1 (1,500), 2 (2,000)", plots.headcount, full, line=1000)
        self.refused("names has 1 entries, the result 20 regions", plots.regions, full, names=["a"])
        self.refused("years is (1, 2, 3)", plots.transition_matrix, full, years=(1, 2, 3))
        self.refused("years is 3", plots.transition_matrix, full, years=3)
        self.refused("no table of indices", plots.sensitivity, {"gini": 3})
        self.refused("no table of indices", plots.sensitivity, 5)
        for draw, given in ((plots.headcount, (base,)), (plots.growth_incidence, (base,)), (plots.lorenz, (base,)), (plots.transition_matrix, (base,)),
                            (plots.comparison, (base, path("top_up"))), (plots.spell_survival, (base,))):
            with self.assertRaisesRegex(ValueError, "confidence is 95"):
                draw(*given, confidence=95)
        for theory in ((1, 2, 3), ([1, 2], [1])):
            with self.assertRaisesRegex(ValueError, "two lists of the same length"):
                plots.asset_map(full, theory=theory)
        self.assertEqual(plt.get_fignums(), [])

    def test_years_without_incomes_are_not_chosen_unasked(self):
        data = result("full")
        data["panel_income"][6:10] = np.nan
        self.assertEqual(len(plots.density(data)[1].get_lines()), 4)
        self.refused("knows no income", plots.density, data, years=2)


class Sources(Pictures):
    def test_without_netcdf4_and_h5py_povtrap_reads_the_file_itself(self):
        data, find = result("base"), importlib.util.find_spec
        missing = lambda name, *more: None if name in ("netCDF4", "h5py") else find(name, *more)
        text = (SOURCE / "configs/canonical/solow.toml").read_text(encoding="utf-8")
        asked = []
        read = lambda name: asked.append(name) or types.SimpleNamespace(to_xarray=lambda: data, groups={"provenance": {"config_toml": np.array(text)}})
        expected = line(plots.headcount(path("base"))[1], "simulated")
        with mock.patch.object(importlib.util, "find_spec", missing), mock.patch.object(sys.modules["povtrap"], "read_result", read, create=True):
            np.testing.assert_array_equal(line(plots.headcount(path("base"))[1], "simulated"), expected)
            self.refused("no such file", plots.headcount, "nowhere.nc")
            plots.asset_map(path("base"))
        self.assertEqual(set(asked), {path("base")})

    def test_dust_of_rounding_is_no_payment(self):
        data = result("full")
        place = np.flatnonzero(data.year.values == 4)[0], list(data.flow.values).index("insurance")
        payer, receiver = (list(data.sector.values).index(name) for name in ("insurer", "mutual_funds"))
        for share, there in ((1e-6, True), (1e-12, False)):
            ledger = data.ledger.values.copy()
            amount = share * np.abs(ledger).sum()
            ledger[(*place, payer)], ledger[(*place, receiver)] = -amount, amount
            words = [text.get_text() for text in plots.flow_chart(data.assign(ledger=(data.ledger.dims, ledger)))[1].texts]
            self.assertEqual(any(word.startswith("insurer") for word in words), there)

    def test_public_debt_is_no_part_of_the_textbooks_curve(self):
        povtrap("run", SOURCE / "configs/canonical/solow.toml", "--set", "run.years=5", "--set", "government.initial_debt=0.5", "-q", "-o", "debt.nc")
        self.assertNotIn("theory", [drawn.get_label() for drawn in plots.asset_map(FOLDER / "debt.nc")[1].get_lines()])

    def test_the_legend_of_indices_lies_below_the_bars(self):
        (FOLDER / "look.json").write_text(json.dumps(INDICES))
        figure, ax = plots.sensitivity(FOLDER / "look.json")
        figure.canvas.draw()
        self.assertLess(ax.get_legend().get_window_extent().y1, ax.get_window_extent().y0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
