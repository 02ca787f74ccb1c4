"""Pictures of regions, money and experiments show the numbers of the file; and what all plots have in common.

Usage: plots_more_test.py POVTRAP_BINARY SOURCE_DIR
"""

import json
import pathlib
import subprocess
import sys
import types
import unittest
from unittest import mock

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.figure import Figure
from plots_pictures import FOLDER, SOURCE, Pictures, line, path, plots, povtrap, result


class Places(Pictures):
    def map_file(self, features):
        file = FOLDER / "map.json"
        file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        return file

    def square(self, x, region, key="region"):
        ring = [[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]
        return {"type": "Feature", "properties": {key: region}, "geometry": {"type": "Polygon", "coordinates": [ring]}}

    def expected(self, values):
        norm = matplotlib.colors.Normalize(np.nanmin(values), np.nanmax(values))
        return matplotlib.colormaps["cividis"](norm(values))

    def test_tiles_have_the_colours_of_the_mean_over_seeds(self):
        data = result("base")
        values = 100 * data.headcount_region.values[:, -1, :, 0].mean(axis=0)
        figure, ax = plots.regions(data)
        np.testing.assert_allclose([patch.get_facecolor() for patch in ax.patches], self.expected(values))
        round_tiles = [isinstance(patch, matplotlib.patches.Circle) for patch in ax.patches]
        np.testing.assert_array_equal(round_tiles, data.region_kind.values == 1)
        self.assertIn("%", figure.axes[-1].get_xlabel())

    def test_a_map_takes_the_regions_by_its_property(self):
        values = 100 * result("full").headcount_region.values[-1, :, 0]
        areas = self.map_file([self.square(0, 2), self.square(1, 0), self.square(2, "elsewhere")])
        _, ax = plots.regions(path("full"), geojson=areas)
        np.testing.assert_allclose([patch.get_facecolor() for patch in ax.patches][:2], self.expected(values)[[2, 0]])
        self.assertEqual(ax.patches[2].get_hatch(), "///")
        names = [f"R{n}" for n in range(20)]
        _, ax = plots.regions(path("full"), geojson=self.map_file([self.square(0, "R2", "code")]), region_property="code", names=names)
        np.testing.assert_allclose(ax.patches[0].get_facecolor(), self.expected(values)[2])

    def test_holes_stay_open_whichever_way_they_are_written(self):
        feature = self.square(0, 0)
        for hole in ([[0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.2]], [[0.2, 0.2], [0.8, 0.8], [0.8, 0.2], [0.2, 0.2]]):
            with self.subTest(hole=hole):
                area = dict(feature, geometry=dict(feature["geometry"], coordinates=[*feature["geometry"]["coordinates"], hole]))
                _, ax = plots.regions(path("full"), geojson=self.map_file([area]))
                rings = ax.patches[0].get_path().to_polygons()
                turns = [np.sign(np.sum(r[:-1, 0] * r[1:, 1] - r[1:, 0] * r[:-1, 1])) for r in rings]
                self.assertEqual(turns, [1, -1])

    def test_maps_and_years_that_do_not_fit_are_said(self):
        full = path("full")
        self.refused('property "region" names no region', plots.regions, full, geojson=self.map_file([self.square(0, "x")]))
        self.refused("not a GeoJSON", plots.regions, full, geojson=full)
        self.refused("no end of year 77", plots.regions, full, year=77)
        self.refused("NaN in all regions", plots.regions, result("full").pipe(lambda d: d.assign(headcount_region=d.headcount_region * np.nan)))


class Money(Pictures):
    def test_the_flow_chart_has_the_ledgers_amounts(self):
        data = result("full")
        _, ax = plots.flow_chart(data, year=3, least=0.0)
        year = data.ledger.values[data.year.values == 3].sum(axis=0)
        scale = 1e6
        self.assertIn("million LCU", ax.get_title())
        texts = {" ".join(text.get_text().split()[:-1]): float(text.get_text().split()[-1].replace(",", "")) for text in ax.texts
                 if text.get_text()[-1].isdigit() and text.get_position()[0] > 1 and text.get_position()[0] < 2}
        for name, row in zip(data.flow.values, year):
            paid = -row[row < 0].sum() / scale
            if paid > 0:
                self.assertAlmostEqual(texts.pop(name.replace("_", " ")) / paid, 1, delta=0.006, msg=name)
        self.assertEqual(texts, {})

    def test_heights_are_in_proportion_and_small_kinds_are_pooled(self):
        data = result("full")
        _, ax = plots.flow_chart(data, least=0.05)
        net = data.ledger.values[data.year.values == 4].sum(axis=0)
        paid = np.clip(-net, 0, None).sum(axis=0)
        rectangles = [patch for patch in ax.patches if hasattr(patch, "get_width")]
        payers = sorted((patch.get_height() for patch in rectangles if patch.get_x() == 0), reverse=True)
        np.testing.assert_allclose(np.array(payers) / sum(payers), np.sort(paid[paid > 0])[::-1] / paid.sum(), rtol=1e-9)
        self.assertTrue(any(text.get_text().startswith("other (") for text in ax.texts))

    def test_labels_do_not_overlap(self):
        figure, ax = plots.flow_chart(path("full"))
        figure.canvas.draw()
        boxes = [text.get_window_extent() for text in ax.texts]
        overlaps = [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a.overlaps(b)]
        self.assertEqual(overlaps, [])

    def test_a_year_that_is_not_there_is_said(self):
        self.refused("no year 9", plots.flow_chart, path("full"), year=9)
        self.refused("nobody paid", plots.flow_chart, result("full").pipe(lambda d: d.assign(ledger=d.ledger * np.nan)))


class Experiments(Pictures):
    def test_differences_and_intervals_are_those_of_povtrap_compare(self):
        found = json.loads(povtrap("compare", path("base"), path("top_up"), "--json"))["reforms"][0]["values"]
        for series, factor in (("headcount", 100), ("mean_income", 1)):
            with self.subTest(series):
                rows = [v for v in found if (v["table"], v["measure"], v["by"]) == ("nation", series, "")]
                _, ax = plots.comparison(path("base"), {"top-up": path("top_up")}, series=series)
                years, drawn = line(ax, "top-up (3 seeds)")
                np.testing.assert_array_equal(years, [row["year"] for row in rows])
                np.testing.assert_allclose(drawn, [factor * row["difference"] for row in rows], rtol=1e-9, atol=1e-12)
                band = ax.collections[0].get_paths()[0].vertices
                for row in rows:
                    at = band[band[:, 0] == row["year"], 1]
                    np.testing.assert_allclose([at.min(), at.max()], [factor * row["low"], factor * row["high"]], rtol=1e-7, atol=1e-12)

    def test_a_placebo_is_exactly_zero(self):
        _, drawn = line(plots.comparison(path("base"), path("base"))[1], "reform")
        self.assertTrue((drawn == 0).all())

    def test_what_is_not_comparable_is_refused(self):
        base = result("base")
        self.refused("share no seed", plots.comparison, base, path("other_seeds"))
        self.refused("dimension seed", plots.comparison, base, path("bare"))
        self.refused("poverty lines", plots.comparison, base, base.assign_coords(line=base.line * 2))
        self.refused("another population", plots.comparison, base, base.assign(region_persons=base.region_persons + 1))
        self.refused('no variable "headcont"', plots.comparison, base, base, series="headcont")

    def test_bars_are_the_indices_of_a_sweep(self):
        for method, keys in (("saltelli", ("first", "total")), ("morris", ("mean_absolute",))):
            with self.subTest(method):
                (FOLDER / "design.toml").write_text(
                    f'method = "{method}"\npoints = 8\nreplicates = 1\n' + ("levels = 4\n" if method == "morris" else "")
                    + "[parameters.saving.stone_geary]\nrate = { low = 0.05, high = 0.30 }\nintercept = { low = 0.0, high = 0.5 }\n")
                povtrap("design", "design.toml", "-o", f"{method}.csv")
                povtrap("sweep", "run", "--design", f"{method}.csv", "--config", SOURCE / "configs/minimal.toml", "--out", method, "-q",
                        "--set", "population.households=300", "--set", "run.years=2")
                printed = povtrap("sweep", "sensitivity", method, "--json")
                (FOLDER / "indices.json").write_text(printed)
                _, ax = plots.sensitivity(FOLDER / "indices.json")
                table = json.loads(printed)["headcount"]
                names = [text.get_text() for text in ax.get_yticklabels()]
                bars = [container for container in ax.containers if hasattr(container, "patches")]
                self.assertEqual(len(bars), len(keys))
                for container, key in zip(bars, keys):
                    np.testing.assert_allclose([bar.get_width() for bar in container], [table[name][key] for name in names])
                whiskers = bars[-1].errorbar.lines[2][0].get_segments()
                half = "half_width" if method == "morris" else "total_half_width"
                np.testing.assert_allclose([np.ptp(segment[:, 0]) / 2 for segment in whiskers], [table[name][half] for name in names])

    def test_indices_of_salib_and_of_the_package_are_read_too(self):
        salib = {"names": ["a", "b"], "S1": np.array([0.1, 0.6]), "S1_conf": np.array([0.02, 0.1]), "ST": np.array([0.2, 0.7]), "ST_conf": np.array([0.1, 0.2])}
        rows = [types.SimpleNamespace(parameter="a", first=0.1, first_half_width=0.02, total=0.2, total_half_width=0.1),
                types.SimpleNamespace(parameter="b", first=0.6, first_half_width=0.1, total=0.7, total_half_width=0.2)]
        for indices in (salib, rows):
            _, ax = plots.sensitivity(indices)
            self.assertEqual([[bar.get_width() for bar in bars] for bars in ax.containers if hasattr(bars, "patches")], [[0.1, 0.6], [0.2, 0.7]])

    def test_outcomes_that_are_not_there_are_said(self):
        indices = {"gini": {"a": {"first": 0.5}}, "headcount": {"a": {"first": None}}}
        self.refused("choose one", plots.sensitivity, indices)
        self.refused('no outcome "palma"', plots.sensitivity, indices, series="palma")
        self.refused("no index", plots.sensitivity, indices, series="headcount")
        self.refused("cannot be read", plots.sensitivity, FOLDER / "nothing.json")


class Habits(Pictures):
    def every(self):
        """A call of each plot, with the axes to draw in."""
        full, base, top_up = path("full"), path("base"), path("top_up")
        indices = {"gini": {"a.very.long.name.of.a.parameter": {"mean_absolute": 1.0, "half_width": 0.2}}}
        return {"headcount": lambda ax: plots.headcount(base, ax), "growth_incidence": lambda ax: plots.growth_incidence(base, top_up, ax=ax),
                "lorenz": lambda ax: plots.lorenz(full, ax), "tip": lambda ax: plots.tip(full, ax), "density": lambda ax: plots.density(full, ax),
                "transition_matrix": lambda ax: plots.transition_matrix(base, ax), "spell_survival": lambda ax: plots.spell_survival(full, ax),
                "asset_map": lambda ax: plots.asset_map(full, ax), "regions": lambda ax: plots.regions(full, ax),
                "flow_chart": lambda ax: plots.flow_chart(full, ax), "comparison": lambda ax: plots.comparison(base, top_up, ax),
                "sensitivity": lambda ax: plots.sensitivity(indices, ax)}

    def test_axes_that_are_given_are_drawn_in_without_pyplot_and_settings_stay(self):
        self.assertEqual(set(self.every()), set(plots.__all__))
        before = dict(matplotlib.rcParams)
        for name, draw in self.every().items():
            with self.subTest(name):
                figure = Figure()
                ax = figure.subplots()
                self.assertEqual(draw(ax), (figure, ax))
                self.assertEqual(plt.get_fignums(), [])
                figure.canvas.draw()
        self.assertEqual(dict(matplotlib.rcParams), before)

    def test_nothing_is_cut_off_and_titles_are_there(self):
        for name, draw in self.every().items():
            with self.subTest(name):
                figure, ax = draw(None)
                figure.canvas.draw()
                inside, frame = figure.get_tightbbox(), figure.bbox_inches
                self.assertTrue(ax.get_title())
                self.assertGreaterEqual(min(inside.x0 - frame.x0, inside.y0 - frame.y0, frame.x1 - inside.x1, frame.y1 - inside.y1), -0.01, inside)

    def test_paths_data_sets_and_results_give_the_same_picture(self):
        data = result("full")
        own = types.SimpleNamespace(to_xarray=lambda: data)
        with xr.open_dataset(path("full"), engine="netcdf4") as dated:
            drawn = [line(plots.spell_survival(given)[1], "") for given in (pathlib.Path(path("full")), data, own, dated)]
        for other in drawn[1:]:
            np.testing.assert_array_equal(drawn[0], other)

    def test_what_is_no_result_is_said(self):
        self.refused("no such file", plots.headcount, "nowhere.nc")
        (FOLDER / "text.nc").write_text("no netCDF")
        self.refused("not a result file", plots.headcount, str(FOLDER / "text.nc"))
        with self.assertRaisesRegex(TypeError, "not list"):
            plots.headcount([1, 2])

    def test_matplotlib_is_asked_for_when_something_is_drawn(self):
        code = ("import sys, types; package = types.ModuleType('povtrap'); package.__path__ = [sys.argv[1]]; sys.modules['povtrap'] = package; "
                "import povtrap.plots; sys.exit(bool({'matplotlib', 'xarray', 'pandas'} & set(sys.modules)))")
        self.assertEqual(subprocess.run([sys.executable, "-c", code, str(SOURCE / "python/povtrap")]).returncode, 0)
        for module in ("matplotlib.pyplot", "xarray"):
            with mock.patch.dict(sys.modules, {module: None}), self.assertRaisesRegex(ImportError, r"pip install 'povtrap\[plots\]'"):
                plots.headcount(path("full"))

    def test_runs_of_one_point_of_a_sweep_are_replicates(self):
        base = result("base")
        sweep = base.rename(seed="run").assign(seed=("run", [1, 2, 3])).assign_coords(run=[0, 1, 2])
        sweep = sweep.assign(point=("run", [0, 0, 1]), run_completed=("run", [1, 1, 1]))
        self.refused("a sweep of 2 points", plots.headcount, sweep)
        expected = 100 * base.headcount.values[:2, base.period_of_year.values == 4, 0].mean(axis=0)
        np.testing.assert_allclose(line(plots.headcount(sweep.isel(run=sweep.point.values == 0))[1], "simulated")[1], expected)
        failed = sweep.assign(point=("run", [0, 0, 0]), run_completed=("run", [1, 1, 2]), headcount=sweep.headcount.where(sweep.run < 2))
        _, drawn = line(plots.headcount(failed)[1], "simulated, mean of 2 runs")
        np.testing.assert_allclose(drawn, expected)
        self.refused("is done", plots.headcount, failed.assign(run_completed=("run", [0, 0, 2])))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
