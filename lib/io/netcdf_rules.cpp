#include "io/netcdf_rules.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <povtrap/error.hpp>
#include <set>

namespace povtrap {
namespace {

constexpr std::size_t longest_name = 256;         // NC_MAX_NAME of netCDF-C
constexpr std::size_t longest_attribute = 64000;  // an HDF5 object header message holds less than 64 KB

using Lengths = std::map<std::string, std::size_t>;

/// Throws: DataError unless netCDF allows this name. Source: netCDF user's guide, "Permitted characters in names".
void check_name(const std::string& kind, const std::string& name) {
  const auto forbidden = [](char c) { return (static_cast<unsigned char>(c) < 0x20) || c == '/' || c == 0x7F; };
  const bool starts_well = !name.empty() && (static_cast<unsigned char>(name[0]) >= 0x80 || name[0] == '_' ||
                                             (name[0] >= 'a' && name[0] <= 'z') || (name[0] >= 'A' && name[0] <= 'Z'));
  if (starts_well && name.back() != ' ' && name.size() <= longest_name && std::none_of(name.begin(), name.end(), forbidden))
    return;
  throw DataError("the " + kind + " name \"" + name +
                  "\" is not allowed in a result file (netCDF tools could not open it) use a letter " +
                  "or _ first, no / and at most " + std::to_string(longest_name) + " bytes");
}

void check_text(const std::string& owner, const std::string& text) {
  if (text.find('\0') == std::string::npos) return;
  throw DataError("a text of " + owner + " holds a zero byte (all after it would be lost in the file) remove it");
}

void check_attribute(const std::string& owner, const std::string& name, const std::string& value) {
  check_name("attribute", name);
  check_text("attribute \"" + name + "\" of " + owner, value);
  if (is_format_attribute(name)) {
    throw DataError("attribute \"" + name + "\" of " + owner +
                    " is reserved (the file format uses it itself) give it another name");
  }
  if (value.size() > longest_attribute) {
    throw DataError("attribute \"" + name + "\" of " + owner + " has " + std::to_string(value.size()) +
                    " bytes (attributes hold at most " + std::to_string(longest_attribute) +
                    ") make it a text variable in a group");
  }
}

using Texts = std::vector<std::pair<std::string, std::string>>;

void check_attributes(const std::string& owner, const Texts& attributes, std::set<std::string> used) {
  for (const auto& [name, value] : attributes) {
    check_attribute(owner, name, value);
    if (used.insert(name).second) continue;
    throw DataError("attribute \"" + name + "\" of " + owner + " is given twice (only one can be stored) remove or rename one");
  }
}

std::size_t number_of_values(const Variable& variable, const Lengths& lengths) {
  std::size_t product = 1;
  for (const std::string& name : variable.dimensions) {
    const auto found = lengths.find(name);
    if (found == lengths.end()) {
      throw DataError("variable \"" + variable.name + "\" runs along \"" + name +
                      "\", which is no dimension of its dataset (its shape is unknown) add the dimension or correct the name");
    }
    const std::size_t length = found->second;
    if (length > 0 && product > std::numeric_limits<std::size_t>::max() / length) {
      throw DataError("variable \"" + variable.name +
                      "\" has more values than can be counted (its dimensions are too long) correct them");
    }
    product *= length;
  }
  return product;
}

void check_variable(const Variable& variable, const Lengths& lengths, const ValuesElsewhere& elsewhere) {
  const std::string owner = "variable \"" + variable.name + "\"";
  check_name("variable", variable.name);
  if (lengths.contains(variable.name) && !is_coordinate(variable)) {
    throw DataError(owner +
                    " has the name of a dimension but does not run along just that one (netCDF takes it for the coordinate) " +
                    "rename the variable or the dimension");
  }
  const std::size_t expected = number_of_values(variable, lengths);
  const std::size_t found =
      std::visit([](const auto& values) { return values.size(); }, variable.values) + (elsewhere ? elsewhere(variable.name) : 0);
  if (found != expected) {
    throw DataError(owner + " holds " + std::to_string(found) + " values where its dimensions ask for " +
                    std::to_string(expected) + " (they could not be put in place) correct the values or the dimensions");
  }
  check_attribute(owner, "units", variable.units);
  check_attribute(owner, "long_name", variable.long_name);
  check_attributes(owner, variable.attributes, {"units", "long_name"});
  if (const auto* texts = std::get_if<std::vector<std::string>>(&variable.values)) {
    for (const std::string& text : *texts) check_text(owner, text);
  }
}

/// A coordinate must stand beside its own dimension: netCDF does not see a group's variable as coordinate of an outer dimension.
void check_dimensions(const Dataset& dataset, Lengths& lengths) {
  std::set<std::string> own;
  for (const Dimension& dimension : dataset.dimensions) {
    check_name("dimension", dimension.name);
    if (!own.insert(dimension.name).second) {
      throw DataError("dimension \"" + dimension.name + "\" is given twice (its length would be unclear) remove or rename one");
    }
    lengths[dimension.name] = dimension.length;
  }
  for (const Variable& variable : dataset.variables) {
    if (own.contains(variable.name) || !lengths.contains(variable.name)) continue;
    throw DataError("variable \"" + variable.name +
                    "\" of a group has the name of an outer dimension (netCDF could not tell them apart) " +
                    "rename it or declare the dimension in the group");
  }
}

void check_group(const Dataset& dataset, Lengths lengths, const ValuesElsewhere& elsewhere) {
  check_dimensions(dataset, lengths);
  std::set<std::string> names;
  for (const Dimension& dimension : dataset.dimensions) names.insert(dimension.name);
  std::set<std::string> variables;
  for (const Variable& variable : dataset.variables) {
    check_variable(variable, lengths, elsewhere);
    names.insert(variable.name);
    if (variables.insert(variable.name).second) continue;
    throw DataError("variable \"" + variable.name + "\" is given twice (only one can be stored) remove or rename one");
  }
  check_attributes("the dataset", dataset.attributes, {});
  for (const auto& [name, group] : dataset.groups) {
    check_name("group", name);
    if (!names.insert(name).second) {
      throw DataError("group \"" + name + "\" has a name that is already taken (only one can be stored) rename one");
    }
    check_group(group, lengths, {});
  }
}

}  // namespace

bool is_format_attribute(std::string_view name) {
  static constexpr std::string_view names[] = {
      "CLASS",         "NAME",          "DIMENSION_LIST",      "REFERENCE_LIST", "DIMENSION_LABELS",      "_FillValue",
      "_Netcdf4Dimid", "_NCProperties", "_Netcdf4Coordinates", "_nc3_strict",    layout_version_attribute};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

bool is_coordinate(const Variable& variable) {
  return variable.dimensions.size() == 1 && variable.dimensions[0] == variable.name;
}

void check_netcdf(const Dataset& dataset, const ValuesElsewhere& elsewhere) {
  check_group(dataset, {}, elsewhere);
}

}  // namespace povtrap
