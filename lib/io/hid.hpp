#pragma once

#include <hdf5.h>

#include <string>
#include <utility>

namespace povtrap {

/// Owns one HDF5 handle of any kind (file, group, dataset, attribute, type, space, property list) and gives it back.
/// Throws: IoError with HDF5's own reason if the call that was to yield the handle failed.
class Hid {
 public:
  Hid() = default;
  /// `doing` says what was tried, such as "create the variable \"income\"".
  Hid(hid_t id, const std::string& doing);
  ~Hid() { release(); }
  Hid(Hid&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)) {}
  Hid& operator=(Hid&& other) noexcept {
    if (this != &other) {
      release();
      id_ = std::exchange(other.id_, H5I_INVALID_HID);
    }
    return *this;
  }
  Hid(const Hid&) = delete;
  Hid& operator=(const Hid&) = delete;

  operator hid_t() const { return id_; }  // NOLINT(google-explicit-constructor): every HDF5 call takes a hid_t

  /// Closes now, for handles whose closing may fail. Throws: IoError.
  void close(const std::string& doing);

 private:
  void release() noexcept;

  hid_t id_ = H5I_INVALID_HID;
};

/// Passes on the result of an HDF5 call that yields no handle. Throws: IoError with HDF5's own reason if it is negative.
template <class Status>
Status checked(Status status, const std::string& doing) {
  if (status >= 0) return status;
  static_cast<void>(Hid(H5I_INVALID_HID, doing));
  return status;
}

/// While it lives, HDF5 prints nothing about errors in this thread: they become exceptions. Restores the host program's setting.
class QuietErrors {
 public:
  QuietErrors();
  ~QuietErrors();
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;

 private:
  H5E_auto2_t handler_ = nullptr;
  void* data_ = nullptr;
};

}  // namespace povtrap
