"""Does a result file open in the tools its users have?

    python netcdf_contract_test.py POVTRAP_BINARY SOURCE_DIR    runs a small economy, with one seed and with two, and examines both
    python netcdf_contract_test.py --file RESULT                examines an existing result, which stays unchanged

Needs numpy, pandas, xarray, netCDF4, h5py, h5netcdf, and the programs ncdump, nccopy and h5dump. Ends with 0 if all is well.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

import h5py
import netCDF4
import numpy
import xarray

ENGINES = ("netcdf4", "h5netcdf")
ROOT_ATTRIBUTES = ("Conventions", "title", "history", "source", "date_created", "id", "license", "references",
                   "povtrap_layout_version")


def check(condition, message):
    if not condition:
        raise AssertionError(message)


def output_of(*command):
    """What a program prints; it must succeed and print no error."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    check(done.returncode == 0, f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def run_economy(binary, source, folder, *options):
    result = folder / f"result{len(options)}.nc"
    configuration = pathlib.Path(source) / "configs" / "baseline.toml"
    output_of(binary, "run", configuration, "--set", "population.households=2000", "--periods", "4", *options, "-o", result)
    check(result.exists(), f"povtrap run left no {result}")
    check(not pathlib.Path(f"{result}.tmp").exists(), "povtrap run left its temporary file behind")
    return result


def netcdf_groups(group):
    yield group
    for inner in group.groups.values():
        yield from netcdf_groups(inner)


def test_commands_read_it(result, folder):
    header = output_of("ncdump", "-h", result)
    check("UNLIMITED" in header, "ncdump sees no unlimited dimension")
    data = output_of("ncdump", result)
    check("data:" in data and len(data) > len(header), "ncdump prints no data")
    check("DATASPACE" in output_of("h5dump", result), "h5dump prints no dataset")
    copy = folder / "copy.nc"
    output_of("nccopy", result, copy)
    check(output_of("ncdump", copy).split("\n", 1)[1] == data.split("\n", 1)[1], "nccopy changes the content")


def test_netcdf_sees_names_and_units(result):
    with netCDF4.Dataset(result) as file:
        for name in ROOT_ATTRIBUTES:
            check(name in file.ncattrs(), f"the file has no attribute {name}")
        for group in netcdf_groups(file):
            for name, variable in group.variables.items():
                for attribute in ("units", "long_name"):
                    text = getattr(variable, attribute, None)
                    check(isinstance(text, str) and text, f"{group.path}/{name} has no {attribute}: {text!r}")
                variable[...]


def test_every_axis_has_one_scale(result):
    def visit(name, node):
        if not isinstance(node, h5py.Dataset):
            return
        node[()]
        check(h5py.h5s.NULL != node.id.get_space().get_simple_extent_type(), f"{name} has no space")
        if h5py.h5ds.is_scale(node.id):
            return
        for axis, dimension in enumerate(node.dims):
            check(len(dimension) == 1, f"axis {axis} of {name} has {len(dimension)} scales")
            check(dimension[0].shape[0] == node.shape[axis], f"axis {axis} of {name} is not as long as its scale")

    with h5py.File(result, "r") as file:
        file.visititems(visit)
        superblock = file.id.get_create_plist().get_version()[0]
        check(superblock <= 2, f"superblock {superblock} is too new for netCDF-Java")


def equal(one, other):
    if one.dtype.kind == "f":
        return numpy.array_equal(one, other, equal_nan=True)
    return numpy.array_equal(one, other)


def test_xarray_reads_it_with_both_engines(result):
    first, second = (xarray.open_dataset(result, engine=engine, decode_times=False).load() for engine in ENGINES)
    check(len(first.data_vars) > 0, "xarray sees no variables in the root")
    check(list(first.variables) == list(second.variables), "the engines see other variables")
    for name in first.variables:
        check(equal(first[name].values, second[name].values), f"the engines read other values of {name}")
        check(first[name].attrs.keys() == second[name].attrs.keys(), f"the engines read other attributes of {name}")
    for engine in ENGINES:
        with xarray.open_dataset(result, engine=engine, use_cftime=True) as decoded:
            check("time" in decoded.coords, "time is no coordinate")
            check(decoded.time.size == 0 or decoded.time.dt.calendar == "360_day", "time is not decoded as calendar 360_day")
    for group in netCDF4.Dataset(result).groups:
        for engine in ENGINES:
            with xarray.open_dataset(result, engine=engine, group=group) as inside:
                check(len(inside.variables) > 0, f"xarray with {engine} sees nothing in group {group}")
                inside.load()


def test_coordinates_are_where_they_belong(result):
    with xarray.open_dataset(result, decode_times=False) as data:
        with netCDF4.Dataset(result) as file:
            named = {name for name in file.dimensions if name in file.variables}
            check(all(file.variables[name].dimensions == (name,) for name in named), "a coordinate does not run along itself")
        check(named == set(data.coords), f"coordinates {set(data.coords)} are not {named}")
        check("flow" in named and data.flow.dtype == object, "flow is no coordinate of texts")


def test_xarray_makes_a_table(result):
    with xarray.open_dataset(result, decode_times=False) as data:
        for name in data.data_vars:
            if data[name].ndim > 0:
                check(len(data[name].to_dataframe()) == data[name].size, f"{name} does not become a table")


def test_netcdf_appends_to_a_copy(result, folder):
    copy = folder / "appended.nc"
    shutil.copy(result, copy)
    with netCDF4.Dataset(copy, "a") as file:
        length = len(file.dimensions["time"])
        growing = {name: variable for name, variable in file.variables.items()
                   if "time" in variable.dimensions and variable.dtype is not str}
        before = {name: numpy.ma.filled(variable[...], 0) for name, variable in growing.items()}
        file.history = "appended by the contract test " * 40
        file.createDimension("added_axis", 3)
        file.createVariable("added", "f8", ("time", "added_axis"))[:] = 1.0
        for name, variable in growing.items():
            variable.comment_added = "a note"
            variable[tuple(length if axis == "time" else slice(None) for axis in variable.dimensions)] = 7
    with netCDF4.Dataset(copy) as file:
        check(len(file.dimensions["time"]) == length + 1, "the appended period is missing")
        for name, old in before.items():
            here = file.variables[name]
            axis = here.dimensions.index("time")
            now = numpy.ma.filled(here[...], 0)
            check(equal(numpy.take(now, range(length), axis), old), f"appending changed {name}")
            check((numpy.take(now, [length], axis) == 7).all(), f"the appended {name} is missing")
    for engine in ENGINES:
        xarray.open_dataset(copy, engine=engine, decode_times=False).close()


def main(arguments):
    if len(arguments) != 2:
        print(__doc__)
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        results = [pathlib.Path(arguments[1])] if arguments[0] == "--file" else \
            [run_economy(*arguments, folder), run_economy(*arguments, folder, "--seeds", "1,4")]
        for result in results:
            before = result.read_bytes()
            test_commands_read_it(result, folder)
            test_netcdf_sees_names_and_units(result)
            test_every_axis_has_one_scale(result)
            test_xarray_reads_it_with_both_engines(result)
            test_coordinates_are_where_they_belong(result)
            test_xarray_makes_a_table(result)
            test_netcdf_appends_to_a_copy(result, folder)
            check(result.read_bytes() == before, "a reading tool changed the file")
    print("netcdf contract: all well")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
