#pragma once

#include <functional>
#include <povtrap/dataset.hpp>
#include <string>
#include <string_view>

namespace povtrap {

/// The mark by which netCDF knows a dimension scale that only carries a length; ten digits of length follow.
inline constexpr std::string_view length_only_mark = "This is a netCDF dimension but not a netCDF variable.";

/// The root attribute that tells the version of the layout.
inline constexpr const char* layout_version_attribute = "povtrap_layout_version";

/// Whether this attribute belongs to the file format and not to the dataset: a scale's links, the fill value, the
/// layout version, netCDF's own notes.
[[nodiscard]] bool is_format_attribute(std::string_view name);

/// Whether this variable gives the positions along the dimension of the same name.
[[nodiscard]] bool is_coordinate(const Variable& variable);

/// How many values of a variable of the root lie elsewhere.
using ValuesElsewhere = std::function<std::size_t(const std::string& variable)>;

/// Checks that a dataset is consistent and can be stored as netCDF: names, dimensions, numbers of values, texts.
/// Throws: DataError naming the first variable, dimension, attribute or group that cannot.
void check_netcdf(const Dataset& dataset, const ValuesElsewhere& elsewhere = {});

}  // namespace povtrap
