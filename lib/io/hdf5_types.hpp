#pragma once

#include <cstdint>
#include <string>
#include <type_traits>

#include "io/hid.hpp"

namespace povtrap {

/// How a C++ value type is held in memory and in a result file (little-endian on every machine).
template <class T>
struct Hdf5Type;
template <>
struct Hdf5Type<double> {
  static hid_t memory() { return H5T_NATIVE_DOUBLE; }
  static hid_t file() { return H5T_IEEE_F64LE; }
};
template <>
struct Hdf5Type<float> {
  static hid_t memory() { return H5T_NATIVE_FLOAT; }
  static hid_t file() { return H5T_IEEE_F32LE; }
};
template <>
struct Hdf5Type<std::int64_t> {
  static hid_t memory() { return H5T_NATIVE_INT64; }
  static hid_t file() { return H5T_STD_I64LE; }
};
template <>
struct Hdf5Type<std::int32_t> {
  static hid_t memory() { return H5T_NATIVE_INT32; }
  static hid_t file() { return H5T_STD_I32LE; }
};
template <>
struct Hdf5Type<std::uint8_t> {
  static hid_t memory() { return H5T_NATIVE_UINT8; }
  static hid_t file() { return H5T_STD_U8LE; }
};

/// A UTF-8 text of this many bytes, or of any length (H5T_VARIABLE), which variables use: netCDF-C cannot read arrays of fixed
/// texts.
inline Hid text_type(std::size_t size) {
  Hid type(H5Tcopy(H5T_C_S1), "describe a text");
  checked(H5Tset_size(type, size), "describe a text");
  checked(H5Tset_strpad(type, H5T_STR_NULLTERM), "describe a text");
  checked(H5Tset_cset(type, H5T_CSET_UTF8), "describe a text");
  return type;
}

}  // namespace povtrap
