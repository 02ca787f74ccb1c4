#include "io/netcdf_attributes.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <povtrap/error.hpp>

#include "io/hdf5_types.hpp"
#include "io/netcdf_rules.hpp"

namespace povtrap {
namespace {

std::string doing(const std::string& verb, const std::string& name) {
  return verb + " attribute \"" + name + "\"";
}

template <class T>
void write_numbers(hid_t object, const std::string& name, const std::vector<T>& numbers) {
  const hsize_t length = numbers.size();
  const Hid space(H5Screate_simple(1, &length, nullptr), doing("write", name));
  const Hid attribute(H5Acreate2(object, name.c_str(), Hdf5Type<T>::file(), space, H5P_DEFAULT, H5P_DEFAULT),
                      doing("write", name));
  checked(H5Awrite(attribute, Hdf5Type<T>::memory(), numbers.data()), doing("write", name));
}

/// "0 1 2" or "0, 1, 2" as numbers of the variable's type. Throws: DataError if it is anything else.
template <class T>
std::vector<T> parse_numbers(const Variable& variable, const std::string& name, const std::string& text) {
  std::vector<T> numbers;
  const char* position = text.data();
  const char* const end = position + text.size();
  const auto skip = [&] { position = std::find_if(position, end, [](char c) { return c != ' ' && c != ','; }); };
  for (skip(); position != end; skip()) {
    T number{};
    const auto result = std::from_chars(position, end, number);
    if (result.ec != std::errc()) break;
    position = result.ptr;
    numbers.push_back(number);
  }
  if (position == end && !numbers.empty()) return numbers;
  throw DataError("attribute \"" + name + "\" of variable \"" + variable.name + "\" is \"" + text +
                  "\" (it must list values of the variable, so that tools can name its states) write numbers such as \"0 1 2\"");
}

template <class T>
std::string join(const std::vector<T>& numbers) {
  std::string text;
  for (const T number : numbers) {
    char digits[64];
    const auto result = std::to_chars(std::begin(digits), std::end(digits), number);
    text.append(text.empty() ? "" : " ").append(digits, result.ptr);
  }
  return text;
}

/// Numbers are read in the widest type, of which none of ours loses anything.
template <class T>
std::string read_numbers(hid_t attribute, std::size_t count, const std::string& name) {
  std::vector<T> numbers(count);
  checked(H5Aread(attribute, Hdf5Type<T>::memory(), numbers.data()), doing("read", name));
  return join(numbers);
}

std::string read_text(hid_t attribute, hid_t type, hid_t space, const std::string& name) {
  if (checked(H5Tis_variable_str(type), doing("read", name)) > 0) {
    char* text = nullptr;
    checked(H5Aread(attribute, text_type(H5T_VARIABLE), &text), doing("read", name));
    std::string value = text == nullptr ? "" : text;
    checked(H5Dvlen_reclaim(text_type(H5T_VARIABLE), space, H5P_DEFAULT, &text), doing("read", name));
    return value;
  }
  std::string value(H5Tget_size(type), '\0');
  checked(H5Aread(attribute, type, value.data()), doing("read", name));
  return value.substr(0, value.find('\0'));
}

herr_t keep_name(hid_t /*object*/, const char* name, const H5A_info_t* /*info*/, void* names) {
  try {
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
  } catch (...) {
    return -1;  // no exception may pass through HDF5
  }
}

}  // namespace

void write_attribute(hid_t object, const std::string& name, const std::string& value) {
  const Hid type = text_type(std::max<std::size_t>(value.size(), 1));
  const Hid space(H5Screate(H5S_SCALAR), doing("write", name));
  const Hid attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), doing("write", name));
  checked(H5Awrite(attribute, type, value.c_str()), doing("write", name));
}

void write_variable_attributes(hid_t variable_id, const Variable& variable) {
  if (!variable.long_name.empty()) write_attribute(variable_id, "long_name", variable.long_name);
  if (!variable.units.empty()) write_attribute(variable_id, "units", variable.units);
  std::visit(
      [&]<class T>(const std::vector<T>&) {
        for (const auto& [name, value] : variable.attributes) {
          if constexpr (std::is_integral_v<T>) {
            if (name == "flag_values" || name == "flag_masks") {
              write_numbers(variable_id, name, parse_numbers<T>(variable, name, value));
              continue;
            }
          }
          write_attribute(variable_id, name, value);
        }
        if constexpr (std::is_floating_point_v<T>) {
          if (!is_coordinate(variable)) write_numbers<T>(variable_id, "_FillValue", {std::numeric_limits<T>::quiet_NaN()});
        }
      },
      variable.values);
}

std::string read_attribute(hid_t object, const std::string& name) {
  const Hid attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), doing("read", name));
  const Hid type(H5Aget_type(attribute), doing("read", name));
  const Hid space(H5Aget_space(attribute), doing("read", name));
  const auto count = static_cast<std::size_t>(checked(H5Sget_simple_extent_npoints(space), doing("read", name)));
  if (count == 0) return {};
  switch (H5Tget_class(type)) {
    case H5T_STRING:
      if (count == 1) return read_text(attribute, type, space, name);
      break;
    case H5T_INTEGER:
      return read_numbers<std::int64_t>(attribute, count, name);
    case H5T_FLOAT:
      return read_numbers<double>(attribute, count, name);
    default:
      break;
  }
  throw DataError("attribute \"" + name +
                  "\" is neither text nor numbers (povtrap writes no others) was the file changed by another tool?");
}

Attributes read_attributes(hid_t object) {
  std::vector<std::string> names;
  hsize_t position = 0;
  checked(H5Aiterate2(object, H5_INDEX_CRT_ORDER, H5_ITER_INC, &position, keep_name, &names), "list the attributes");
  Attributes attributes;
  for (const std::string& name : names) {
    if (!is_format_attribute(name)) attributes.emplace_back(name, read_attribute(object, name));
  }
  return attributes;
}

}  // namespace povtrap
