#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <povtrap/dataset.hpp>
#include <povtrap/panel_store.hpp>

namespace povtrap {

/// Version of the layout that `write_result` writes, and the only one that `read_result` reads.
/// It stands in the file's root attribute "povtrap_layout_version" and is no part of the Dataset.
inline constexpr int result_layout_version = 1;

class PanelChunks;

/// Keeps a panel on disk while its run goes on: a thread of its own packs piece after piece, as the result file will hold it, beside
/// the simulation. The file lies beside the result, has no name and vanishes with the process. A panel that fits into one piece
/// (1 MB a variable) stays in memory, and there is neither file nor thread. Memory: at most 12 pieces that wait.
class PanelFile final : public PanelStore {
 public:
  /// `compression`: as in WriteOptions, but at least 1.
  explicit PanelFile(const std::filesystem::path& result, int compression = 1);
  ~PanelFile() override;

  [[nodiscard]] std::size_t waves_of_piece(std::size_t households) const override;
  void put(const std::string& variable, std::size_t households, std::vector<float> values) override;
  [[nodiscard]] std::vector<float> values_of(const std::string& variable) const override;

  /// How many values of a variable were put.
  [[nodiscard]] std::size_t values_put(const std::string& variable) const;
  /// All that was put, packed.   Throws: IoError if something could not be kept.
  [[nodiscard]] const PanelChunks& chunks() const;

 private:
  class Disk;
  struct Work;
  std::unique_ptr<Work> work_;
};

/// How to write a result file.
struct WriteOptions {
  bool overwrite = false;            ///< replace an existing file
  int compression = 1;               ///< deflate level of numeric arrays: 0 none .. 9 smallest
  const PanelFile* panel = nullptr;  ///< has the values that come before those in the dataset (Simulation::result_beside_store)
  int threads = 1;                   ///< for packing; the bytes are the same
};

/// Stores a result as a valid netCDF-4 file, which xarray, netCDF, h5py and R open as it is. docs/format.md describes the layout.
/// The file is built in memory, written to PATH.tmp, synchronised with the disk and then renamed: PATH holds a whole result or
/// nothing new. A group's variables may use the dimensions of the datasets around it. Attributes are texts; "flag_values" and
/// "flag_masks" of integers are numbers separated by blanks and are stored as such. Memory: the file's size, besides the
/// dataset. Throws: IoError if the file exists and may not be replaced, the folder is missing or closed to us, or the disk is
/// full, and then leaves neither PATH.tmp nor a changed PATH; DataError if the dataset is inconsistent or cannot be named so in
/// netCDF; ConfigError if the compression is not between 0 and 9.
void write_result(const Dataset& dataset, const std::filesystem::path& path, const WriteOptions& options = {});

/// The bytes that `write_result` would write: the same for the same dataset and options (and libraries HDF5 and zlib).
[[nodiscard]] std::vector<std::byte> result_image(const Dataset& dataset, const WriteOptions& options = {});

/// Reads back what `write_result` wrote. Coordinate variables come first, in the order of the dimensions; all else keeps its
/// order. Throws: IoError if the file cannot be opened; DataError if it is not a povtrap result, is damaged, or has another
/// layout version.
[[nodiscard]] Dataset read_result(const std::filesystem::path& path);

/// Finds out now, before hours of computing, whether `write_result` will be able to create this file.
/// Throws: the same IoError as `write_result` would, except that it cannot foresee a full disk.
void check_writable(const std::filesystem::path& path, bool overwrite = false);

}  // namespace povtrap
