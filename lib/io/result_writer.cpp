#include <hdf5_hl.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <limits>
#include <map>
#include <povtrap/error.hpp>
#include <povtrap/result_file.hpp>
#include <span>
#include <string>
#include <vector>

#include "io/chunk_writer.hpp"
#include "io/hdf5_types.hpp"
#include "io/hid.hpp"
#include "io/netcdf_attributes.hpp"
#include "io/netcdf_rules.hpp"
#include "io/seal.hpp"
#include "io/whole_file.hpp"

namespace povtrap {
namespace {

constexpr std::size_t smallest_compressed = 1024;           // bytes; below, the chunk index costs more than is saved
constexpr std::size_t memory_step = std::size_t{1} << 20U;  // by which the file in memory grows
constexpr unsigned tracked_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

/// A group being written: its dimensions and their scales, and the group around it.
struct Location {
  hid_t id;
  const Dataset& dataset;
  const Location* outer;
  std::map<std::string, Hid> scales;
};

struct NamedScale {
  const Dimension* dimension;
  hid_t scale;
};

/// The dimension of this name in the group or the nearest one around it. Requires: it exists, which check_netcdf makes sure of.
NamedScale find_scale(const Location& location, const std::string& name) {
  for (const Dimension& dimension : location.dataset.dimensions) {
    if (dimension.name != name) continue;
    const auto scale = location.scales.find(name);
    return {&dimension, scale == location.scales.end() ? H5I_INVALID_HID : static_cast<hid_t>(scale->second)};
  }
  return find_scale(*location.outer, name);
}

std::string doing(const std::string& name) {
  return "write variable \"" + name + "\"";
}

Hid space_of(const std::vector<Axis>& axes, const std::string& name) {
  if (axes.empty()) return {H5Screate(H5S_SCALAR), doing(name)};
  std::vector<hsize_t> lengths;
  std::vector<hsize_t> maxima;
  for (const Axis& axis : axes) {
    lengths.push_back(axis.length);
    maxima.push_back(axis.unlimited ? H5S_UNLIMITED : axis.length);
  }
  return {H5Screate_simple(static_cast<int>(axes.size()), lengths.data(), maxima.data()), doing(name)};
}

/// Creation order is what lets netCDF append to the file and lists variables as they were written. No time stamps, so that equal
/// results are equal files.
Hid creation_list(hid_t kind) {
  Hid list(H5Pcreate(kind), "describe an object");
  checked(H5Pset_attr_creation_order(list, tracked_order), "keep the order of attributes");
  checked(H5Pset_obj_track_times(list, false), "keep no time stamps");
  return list;
}

Hid group_creation_list(hid_t kind) {
  Hid list = creation_list(kind);
  checked(H5Pset_link_creation_order(list, tracked_order), "keep the order of variables");
  return list;
}

/// What stands where there is no value.
template <class T>
T missing_value(const Variable& variable) {
  return is_coordinate(variable) ? T{} : std::numeric_limits<T>::quiet_NaN();  // zero for whole numbers
}

/// Is a variable worth compressing?
template <class T>
bool is_deflated(const std::vector<Axis>& axes, const Packing& packing) {
  std::size_t bytes = sizeof(T);
  for (const Axis& axis : axes) bytes *= axis.length;
  return !std::is_same_v<T, std::string> && !axes.empty() && packing.level > 0 && bytes > smallest_compressed;
}

/// How a variable is laid out: in one piece, or in chunks if it may grow or is worth compressing.
Hid storage_list(const Variable& variable, const std::vector<Axis>& axes, const Packing& packing) {
  Hid list = creation_list(H5P_DATASET_CREATE);
  const bool grows = std::any_of(axes.begin(), axes.end(), [](const Axis& axis) { return axis.unlimited; });
  std::visit(
      [&]<class T>(const std::vector<T>&) {
        constexpr bool is_text = std::is_same_v<T, std::string>;
        const bool deflated = is_deflated<T>(axes, packing);
        if (grows || deflated) {
          const std::vector<hsize_t> shape = chunk_shape(axes, is_text ? sizeof(hvl_t) : sizeof(T));
          checked(H5Pset_chunk(list, static_cast<int>(shape.size()), shape.data()), doing(variable.name));
        }
        if (deflated) {
          checked(H5Pset_shuffle(list), doing(variable.name));
          checked(H5Pset_deflate(list, static_cast<unsigned>(packing.level)), doing(variable.name));
        }
        if constexpr (std::is_floating_point_v<T>) {
          const T missing = missing_value<T>(variable);
          if (!is_coordinate(variable)) checked(H5Pset_fill_value(list, Hdf5Type<T>::memory(), &missing), doing(variable.name));
        }
      },
      variable.values);
  return list;
}

void write_texts(hid_t dataset, const std::string& name, const std::vector<std::string>& texts) {
  std::vector<const char*> pointers;
  for (const std::string& text : texts) pointers.push_back(text.c_str());
  checked(H5Dwrite(dataset, text_type(H5T_VARIABLE), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), doing(name));
}

/// Creates the array and fills it with the values; scales and attributes follow.
Hid write_values(const Location& location, const Variable& variable, const Packing& packing) {
  std::vector<Axis> axes;
  for (const std::string& name : variable.dimensions) {
    const Dimension& dimension = *find_scale(location, name).dimension;
    axes.push_back({dimension.length, dimension.unlimited});
  }
  const Hid space = space_of(axes, variable.name);
  const Hid storage = storage_list(variable, axes, packing);
  return std::visit(
      [&]<class T>(const std::vector<T>& values) -> Hid {
        const auto create = [&](hid_t type) {
          return Hid(H5Dcreate2(location.id, variable.name.c_str(), type, space, H5P_DEFAULT, storage, H5P_DEFAULT),
                     doing(variable.name));
        };
        if constexpr (std::is_same_v<T, std::string>) {
          Hid dataset = create(text_type(H5T_VARIABLE));
          if (!values.empty()) write_texts(dataset, variable.name, values);
          return dataset;
        } else {
          Hid dataset = create(Hdf5Type<T>::file());
          if (is_deflated<T>(axes, packing)) {
            const T missing = missing_value<T>(variable);
            write_chunks(dataset, variable.name, axes, {std::as_bytes(std::span(values)), std::as_bytes(std::span(&missing, 1))}, packing);
          } else if (!values.empty()) {
            checked(H5Dwrite(dataset, Hdf5Type<T>::memory(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), doing(variable.name));
          }
          return dataset;
        }
      },
      variable.values);
}

/// A scale that only says how long a dimension is: no values are stored.
Hid write_length_only(const Location& location, const Dimension& dimension) {
  const std::vector<Axis> axes = {{dimension.length, dimension.unlimited}};
  const Hid list = creation_list(H5P_DATASET_CREATE);
  if (dimension.unlimited) {
    const std::vector<hsize_t> shape = chunk_shape(axes, sizeof(float));
    checked(H5Pset_chunk(list, 1, shape.data()), doing(dimension.name));
  }
  Hid scale(H5Dcreate2(location.id, dimension.name.c_str(), H5T_IEEE_F32BE, space_of(axes, dimension.name), H5P_DEFAULT, list,
                       H5P_DEFAULT),
            doing(dimension.name));
  char digits[32];
  std::snprintf(digits, sizeof(digits), "%10zu", dimension.length);
  checked(H5DSset_scale(scale, (std::string(length_only_mark) + digits).c_str()), doing(dimension.name));
  return scale;
}

/// Scales come first and in the order of the dimensions: netCDF numbers dimensions as it meets them.
void write_dimensions(Location& location, const Packing& packing) {
  for (const Dimension& dimension : location.dataset.dimensions) {
    if (!location.dataset.has_variable(dimension.name)) {
      location.scales.emplace(dimension.name, write_length_only(location, dimension));
      continue;
    }
    const Variable& coordinate = location.dataset.variable(dimension.name);
    Hid scale = write_values(location, coordinate, packing);
    checked(H5DSset_scale(scale, dimension.name.c_str()), doing(dimension.name));
    write_variable_attributes(scale, coordinate);
    location.scales.emplace(dimension.name, std::move(scale));
  }
}

void write_variable(const Location& location, const Variable& variable, const Packing& packing) {
  const Hid dataset = write_values(location, variable, packing);
  unsigned axis = 0;
  for (const std::string& name : variable.dimensions) {
    checked(H5DSattach_scale(dataset, find_scale(location, name).scale, axis++), doing(variable.name));
  }
  write_variable_attributes(dataset, variable);
}

void write_group(Location location, const Packing& packing) {
  for (const auto& [name, value] : location.dataset.attributes) write_attribute(location.id, name, value);
  write_dimensions(location, packing);
  for (const Variable& variable : location.dataset.variables) {
    if (location.scales.find(variable.name) == location.scales.end()) write_variable(location, variable, packing);
  }
  for (const auto& [name, dataset] : location.dataset.groups) {
    const Hid list = group_creation_list(H5P_GROUP_CREATE);
    const Hid group(H5Gcreate2(location.id, name.c_str(), H5P_DEFAULT, list, H5P_DEFAULT), "write group \"" + name + "\"");
    write_group({group, dataset, &location, {}}, packing);
  }
}

/// A file that lives in memory, so that a full disk can never catch HDF5 half-way, from where it does not recover.
Hid create_in_memory() {
  const Hid access(H5Pcreate(H5P_FILE_ACCESS), "describe the file");
  checked(H5Pset_fapl_core(access, memory_step, false), "keep the file in memory");
  checked(H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V110), "choose the file format");
  const Hid creation = group_creation_list(H5P_FILE_CREATE);
  return {H5Fcreate("result (in memory)", H5F_ACC_TRUNC, creation, access), "create a file in memory"};
}

/// The bytes of a file in memory, without a copy. They stay valid while the file is open and unchanged.
std::span<const std::byte> bytes_of(hid_t file) {
  checked(H5Fflush(file, H5F_SCOPE_GLOBAL), "complete the file");
  const ssize_t size = checked(H5Fget_file_image(file, nullptr, 0), "measure the file");
  void* handle = nullptr;
  checked(H5Fget_vfd_handle(file, H5P_DEFAULT, &handle), "find the file in memory");
  return {*static_cast<const std::byte**>(handle), static_cast<std::size_t>(size)};
}

/// The whole file, in memory.
Hid complete_file(const Dataset& dataset, const WriteOptions& options) {
  if (options.compression < 0 || options.compression > 9) {
    throw ConfigError("the compression is " + std::to_string(options.compression) +
                      " (deflate has the levels 0 to 9) choose one of them");
  }
  Packing packing{options.compression, options.panel == nullptr ? nullptr : &options.panel->chunks()};
  if (packing.level == 0 && packing.panel != nullptr) {
    throw ConfigError("the compression is 0 beside a PanelFile (which packs what it keeps) choose 1 to 9");
  }
  if (options.threads > 1) packing.workers.emplace(options.threads);
  check_netcdf(dataset, [&](const std::string& variable) {
    return packing.chunks_elsewhere(variable) == 0 ? 0 : options.panel->values_put(variable);
  });
  Hid file = create_in_memory();
  write_attribute(file, layout_version_attribute, std::to_string(result_layout_version));
  write_group({file, dataset, nullptr, {}}, packing);
  return file;
}

}  // namespace

void write_result(const Dataset& dataset, const std::filesystem::path& path, const WriteOptions& options) {
  check_writable(path, options.overwrite);
  const QuietErrors quiet;
  const Hid file = complete_file(dataset, options);
  const std::span<const std::byte> bytes = bytes_of(file);
  write_whole_file(path, {bytes, seal_of(bytes)}, options.overwrite);
}

std::vector<std::byte> result_image(const Dataset& dataset, const WriteOptions& options) {
  const QuietErrors quiet;
  const Hid file = complete_file(dataset, options);
  const std::span<const std::byte> bytes = bytes_of(file);
  std::vector<std::byte> image(bytes.begin(), bytes.end());
  const std::vector<std::byte> seal = seal_of(bytes);
  image.insert(image.end(), seal.begin(), seal.end());
  return image;
}

}  // namespace povtrap
