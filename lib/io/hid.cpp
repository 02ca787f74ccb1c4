#include "io/hid.hpp"

#include <povtrap/error.hpp>

namespace povtrap {
namespace {

/// Keeps the first record of the walk, which is the most specific one.
herr_t keep_first(unsigned number, const H5E_error2_t* record, void* reason) {
  if (number == 0 && record->desc != nullptr) *static_cast<std::string*>(reason) = record->desc;
  return 0;
}

std::string innermost_reason() {
  std::string reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &reason);
  return reason.empty() ? "HDF5 gives no reason" : reason;
}

[[noreturn]] void throw_failed(const std::string& doing) {
  throw IoError("cannot " + doing + " (HDF5 says: " + innermost_reason() + ") check the file, the disk and the memory left");
}

}  // namespace

Hid::Hid(hid_t id, const std::string& doing) : id_(id) {
  if (id < 0) throw_failed(doing);
}

void Hid::close(const std::string& doing) {
  if (H5Idec_ref(std::exchange(id_, H5I_INVALID_HID)) < 0) throw_failed(doing);
}

void Hid::release() noexcept {
  if (id_ >= 0) H5Idec_ref(std::exchange(id_, H5I_INVALID_HID));
}

QuietErrors::QuietErrors() {
  H5Eget_auto2(H5E_DEFAULT, &handler_, &data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

QuietErrors::~QuietErrors() {
  H5Eset_auto2(H5E_DEFAULT, handler_, data_);
}

}  // namespace povtrap
