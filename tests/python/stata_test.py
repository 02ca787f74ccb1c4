"""The code of docs/howto/stata.md writes files that hold what the result holds, under names that Stata accepts.

Usage: stata_test.py POVTRAP_BINARY SOURCE_DIR. Stata itself is not asked: pandas reads the files back.
"""

import pathlib
import re
import sys

import numpy
import pandas
from support import SMALL, Case, main, settings

import povtrap

SOURCE = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).resolve().parents[2]
PAGE = (SOURCE / "docs" / "howto" / "stata.md").read_text(encoding="utf-8")
CODE = "\n".join(re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
FUNCTIONS = CODE[:CODE.index("result = povtrap.read_result")]
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,31}")


def functions():
    """What the page defines."""
    place = {}
    exec(FUNCTIONS, place)
    return place


class Stata(Case):
    def run_page(self, *words):
        """Runs all code of the page on a small result; the result and what pandas reads back of each file."""
        self.command("run", povtrap.shipped("baseline"), *settings(SMALL), "-o", "result.h5", *words)
        self.python(CODE)
        tables = {}
        for name in ("panel", "series"):
            with pandas.read_stata(self.folder / f"{name}.dta", iterator=True, convert_categoricals=False) as file:
                tables[name] = (file.read(), file.variable_labels(), file.value_labels())
        return povtrap.read_result(self.folder / "result.h5"), tables

    def check_panel(self, result, table, labels, values):
        wanted = result.panel.to_pandas()
        for name in wanted:
            numpy.testing.assert_array_equal(table[name], wanted[name], err_msg=name)
        prices = result["price_index"].reshape(-1, len(result["time"]))
        runs = [list(result["seed"]).index(seed) for seed in wanted["seed"]] if "seed" in wanted else [0] * len(wanted)
        months = [list(result["time"]).index(month) for month in wanted["month"]]
        numpy.testing.assert_allclose(table["real_income"], wanted["income"] / prices[runs, months], rtol=1e-6)
        self.assertGreater(abs(table["real_income"] / table["income"] - 1).max(), 1e-3)  # prices do move
        self.assertEqual(labels["income"], "income per head of the last year [LCU/year]")
        self.assertTrue(all(labels.values()))
        self.assertTrue(all(NAME.fullmatch(name) for name in table))
        self.assertEqual(values["employed"], {0: "no wage job", 1: "wage job"})
        numpy.testing.assert_array_equal(table["kind"], result["region_kind"][wanted["region"]])
        self.assertEqual(set(values["kind"].values()), {"village", "town"})

    def check_series(self, result, table, labels):
        for name in ("mean_income", "gini", "employment"):
            numpy.testing.assert_array_equal(table.sort_values(["seed", "year"] if "seed" in table else "year")[name],
                                             result[name][..., result["period_of_year"] == 4].ravel(), err_msg=name)
        self.assertEqual(labels["gini"], "Gini index of income per head [1]")
        self.assertTrue(all(len(text) <= 80 for text in labels.values()))

    def test_a_single_run(self):
        result, tables = self.run_page()
        self.check_panel(result, *tables["panel"])
        self.check_series(result, *tables["series"][:2])

    def test_several_seeds(self):
        result, tables = self.run_page("--seeds", "1,3")
        self.assertEqual(sorted(set(tables["panel"][0]["seed"])), [1, 3])
        self.check_panel(result, *tables["panel"])
        self.check_series(result, *tables["series"][:2])

    def test_names_become_valid_and_stay_different(self):
        stata_name = functions()["stata_name"]
        for name, wanted in (("mean_income", "mean_income"), ("saving.stone_geary.rate", "saving_stone_geary_rate"), ("2012", "_2012"), ("", "_"),
                             ("Größe", "Gr__e"), ("x" * 40, "x" * 32)):
            with self.subTest(name):
                self.assertEqual(stata_name(name), wanted)
        first = stata_name("x" * 40)
        second = stata_name("x" * 41, [first])
        self.assertNotEqual(first, second)
        self.assertTrue(NAME.fullmatch(second))

    def test_names_of_a_sweep_are_written_and_read_back(self):
        table = pandas.DataFrame({"saving.stone_geary.rate": [0.1, 0.2], "shocks.asset_loss.large_one_that_is_long": [1, 2],
                                  "shocks.asset_loss.large_one_that_is_longer": [3, 4], "run_completed": [True, False]})
        functions()["to_stata"](table, self.folder / "sweep.dta", {name: f"what {name} means, at some length" * 3 for name in table},
                                {"run_completed": {0: "no", 1: "yes"}})
        read = pandas.read_stata(self.folder / "sweep.dta", convert_categoricals=False)
        self.assertTrue(all(NAME.fullmatch(name) for name in read))
        for column, name in zip(read, table):
            self.assertEqual(list(read[column]), list(table[name]))


if __name__ == "__main__":
    main()
