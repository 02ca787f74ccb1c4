#include <hdf5_hl.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <map>
#include <memory>
#include <new>
#include <povtrap/error.hpp>
#include <povtrap/result_file.hpp>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "io/hdf5_types.hpp"
#include "io/hid.hpp"
#include "io/netcdf_attributes.hpp"
#include "io/netcdf_rules.hpp"
#include "io/seal.hpp"

namespace povtrap {
namespace {

std::string doing(const std::string& name) {
  return "read \"" + name + "\"";
}

std::vector<std::string> names_in_order(hid_t group) {
  H5G_info_t info;
  checked(H5Gget_info(group, &info), "list the variables");
  std::vector<std::string> names;
  for (hsize_t i = 0; i < info.nlinks; ++i) {
    const auto get = [&](char* text, std::size_t size) {
      return checked(H5Lget_name_by_idx(group, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, text, size, H5P_DEFAULT),
                     "list the variables");
    };
    std::string name(static_cast<std::size_t>(get(nullptr, 0)), '\0');
    get(name.data(), name.size() + 1);
    names.push_back(name);
  }
  return names;
}

template <class T>
Values read_numbers(hid_t dataset, std::size_t count, const std::string& name) {
  std::vector<T> values(count);
  if (count > 0) checked(H5Dread(dataset, Hdf5Type<T>::memory(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), doing(name));
  return values;
}

Values read_texts(hid_t dataset, hid_t space, std::size_t count, const std::string& name) {
  const Hid type = text_type(H5T_VARIABLE);
  std::vector<char*> pointers(count, nullptr);
  if (count > 0) checked(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), doing(name));
  std::vector<std::string> values;
  for (const char* text : pointers) values.emplace_back(text == nullptr ? "" : text);
  if (count > 0) checked(H5Dvlen_reclaim(type, space, H5P_DEFAULT, pointers.data()), doing(name));
  return values;
}

Values read_values(hid_t dataset, hid_t space, const std::string& name) {
  const Hid type(H5Dget_type(dataset), doing(name));
  const auto count = static_cast<std::size_t>(checked(H5Sget_simple_extent_npoints(space), doing(name)));
  const std::size_t size = H5Tget_size(type);
  switch (H5Tget_class(type)) {
    case H5T_FLOAT:
      if (size == sizeof(double)) return read_numbers<double>(dataset, count, name);
      if (size == sizeof(float)) return read_numbers<float>(dataset, count, name);
      break;
    case H5T_INTEGER:
      if (size == sizeof(std::uint8_t) && H5Tget_sign(type) == H5T_SGN_NONE)
        return read_numbers<std::uint8_t>(dataset, count, name);
      if (H5Tget_sign(type) != H5T_SGN_2) break;
      if (size == sizeof(std::int64_t)) return read_numbers<std::int64_t>(dataset, count, name);
      if (size == sizeof(std::int32_t)) return read_numbers<std::int32_t>(dataset, count, name);
      break;
    case H5T_STRING:
      if (H5Tis_variable_str(type) > 0) return read_texts(dataset, space, count, name);
      break;
    default:
      break;
  }
  throw DataError("variable \"" + name +
                  "\" has a type that povtrap never writes (its values cannot be held) was it added by another tool?");
}

/// Names of the scales met so far, by their place in the file.
using Scales = std::map<hobj_ref_t, std::string>;

hobj_ref_t place_of(hid_t object) {
  hobj_ref_t place{};
  checked(H5Rcreate(&place, object, ".", H5R_OBJECT, H5I_INVALID_HID), "find a dimension");
  return place;
}

/// The place of an axis's first scale; there is only one.
herr_t keep_place(hid_t /*dataset*/, unsigned /*axis*/, hid_t scale, void* place) {
  return H5Rcreate(place, scale, ".", H5R_OBJECT, H5I_INVALID_HID) < 0 ? -1 : 1;
}

std::vector<std::string> dimensions_of(hid_t dataset, int rank, const std::string& name, const Scales& scales) {
  std::vector<std::string> dimensions;
  for (int axis = 0; axis < rank; ++axis) {
    hobj_ref_t place{};
    checked(H5DSiterate_scales(dataset, static_cast<unsigned>(axis), nullptr, keep_place, &place), doing(name));
    const auto scale = scales.find(place);
    if (scale == scales.end()) {
      throw DataError("axis " + std::to_string(axis) + " of variable \"" + name +
                      "\" has no dimension (povtrap names them all) was it added by another tool?");
    }
    dimensions.push_back(scale->second);
  }
  return dimensions;
}

bool is_length_only(hid_t scale, const std::string& name) {
  std::string mark(length_only_mark.size(), '\0');
  checked(H5DSget_scale_name(scale, mark.data(), mark.size() + 1), doing(name));
  return mark == length_only_mark;
}

/// Moves units and long name, which a Variable holds by themselves, out of the attributes.
std::string take(Attributes& attributes, const std::string& name) {
  const auto found =
      std::find_if(attributes.begin(), attributes.end(), [&](const auto& attribute) { return attribute.first == name; });
  if (found == attributes.end()) return {};
  std::string value = std::move(found->second);
  attributes.erase(found);
  return value;
}

void read_variable(Dataset& result, hid_t dataset, const std::string& name, Scales& scales) {
  const Hid space(H5Dget_space(dataset), doing(name));
  const int rank = checked(H5Sget_simple_extent_ndims(space), doing(name));
  Variable variable;
  variable.name = name;
  if (checked(H5DSis_scale(dataset), doing(name)) > 0 && rank == 1) {
    hsize_t length = 0;
    hsize_t maximum = 0;
    checked(H5Sget_simple_extent_dims(space, &length, &maximum), doing(name));
    result.dimensions.push_back({name, length, maximum == H5S_UNLIMITED});
    scales[place_of(dataset)] = name;
    if (is_length_only(dataset, name)) return;
    variable.dimensions = {name};
  } else {
    variable.dimensions = dimensions_of(dataset, rank, name, scales);
  }
  variable.attributes = read_attributes(dataset);
  variable.units = take(variable.attributes, "units");
  variable.long_name = take(variable.attributes, "long_name");
  variable.values = read_values(dataset, space, name);
  result.variables.push_back(std::move(variable));
}

/// `scales` are those of the groups around this one, which its variables may use.
Dataset read_group(hid_t group, Scales scales) {
  Dataset result;
  result.attributes = read_attributes(group);
  for (const std::string& name : names_in_order(group)) {
    const Hid object(H5Oopen(group, name.c_str(), H5P_DEFAULT), doing(name));
    if (H5Iget_type(object) == H5I_GROUP) {
      result.groups.emplace_back(name, read_group(object, scales));
    } else if (H5Iget_type(object) == H5I_DATASET) {
      read_variable(result, object, name, scales);
    }
  }
  return result;
}

/// Throws: IoError if the operating system does not let us read the file.
void check_readable(const std::filesystem::path& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  const int error = file == nullptr ? errno : std::filesystem::is_directory(path) ? EISDIR : 0;
  if (error == 0) return;
  throw IoError("cannot read \"" + path.string() + "\": " + std::generic_category().message(error) +
                " (a result file was expected there) check the name and the permissions");
}

/// Network disks often have no locks, and a finished result needs none: it got its name when it was complete.
Hid open_unlocked(const std::filesystem::path& path) {
  const Hid access(H5Pcreate(H5P_FILE_ACCESS), "describe the file");
  checked(H5Pset_file_locking(access, false, true), "describe the file");
  if (const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, access); file >= 0) return {file, "open it as HDF5"};
  return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), "open it as HDF5"};  // somebody in this process has locked it
}

void check_layout_version(hid_t file) {
  if (checked(H5Aexists(file, layout_version_attribute), "look for the layout version") == 0) {
    throw DataError("it has no attribute " + std::string(layout_version_attribute) +
                    " (only povtrap's own results can be read) open it with xarray instead");
  }
  const std::string found = read_attribute(file, layout_version_attribute);
  const std::string known = std::to_string(result_layout_version);
  if (found == known) return;
  throw DataError("its " + std::string(layout_version_attribute) + " is \"" + found + "\" (this povtrap reads only version " +
                  known + ") use the povtrap that wrote it, or open it with xarray");
}

}  // namespace

Dataset read_result(const std::filesystem::path& path) {
  check_readable(path);
  const QuietErrors quiet;
  try {
    check_seal(path);
    const Hid file = open_unlocked(path);
    check_layout_version(file);
    Dataset dataset = read_group(file, {});
    check_netcdf(dataset);
    return dataset;
  } catch (const Error& error) {
    throw DataError("\"" + path.string() + "\" is no result that can be read: " + error.what());
  } catch (const std::bad_alloc&) {
    throw DataError("\"" + path.string() +
                    "\" does not fit into memory (it is too large or damaged) read it in parts with xarray");
  } catch (const std::length_error&) {
    throw DataError("\"" + path.string() + "\" claims impossible sizes (it is damaged) write it again");
  }
}

}  // namespace povtrap
