#!/usr/bin/env python3
"""Makes the table of households that configs/scenarios/eusilc-austria-2006.toml starts from.

Takes the synthetic EU-SILC data of Austria (6,000 households, 14,827 persons) out of the R package laeken:

    apt install r-cran-laeken        (or in R: install.packages("laeken"))
    python3 python/survey_eusilc.py

writes configs/scenarios/eusilc.csv, one row for each household. The data are the package's and are not part of povtrap.
Usage: survey_eusilc.py [OUTPUT.csv]
"""

import csv
import pathlib
import shutil
import subprocess
import sys

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "configs" / "scenarios" / "eusilc.csv"
EXTRACT = 'suppressMessages(library(laeken)); data(eusilc); write.csv(eusilc, stdout(), row.names = FALSE)'


def persons():
    """All rows of eusilc, as dictionaries of texts."""
    if shutil.which("Rscript") is None:
        sys.exit("survey_eusilc.py: there is no Rscript (the data are in an R package); apt install r-cran-laeken")
    done = subprocess.run(["Rscript", "-e", EXTRACT], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"survey_eusilc.py: R could not read eusilc of the package laeken; apt install r-cran-laeken\n{done.stderr}")
    return list(csv.DictReader(done.stdout.splitlines()))


def of_working_age(person):
    return 15 < int(person["age"]) < 65


def household(members):
    """One row: what all members share, and the oldest one's age and sex."""
    head = max(members, key=lambda member: (int(member["age"]), -int(member["rb030"])))
    return {"household": head["db030"], "province": head["db040"], "persons": head["hsize"], "equivalents": head["eqSS"],
            "equivalised_income": head["eqIncome"], "weight": head["db090"], "age": head["age"], "sex": head["rb090"],
            "workers": sum(of_working_age(member) for member in members)}


def main():
    output = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT
    members = {}
    for person in persons():
        members.setdefault(person["db030"], []).append(person)
    rows = [household(people) for people in members.values()]
    with output.open("w", newline="", encoding="utf-8") as stream:
        table = csv.DictWriter(stream, rows[0].keys())
        table.writeheader()
        table.writerows(rows)
    print(f"{output}: {len(rows)} households, {sum(map(len, members.values()))} persons")


if __name__ == "__main__":
    main()
