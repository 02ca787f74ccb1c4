#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace povtrap {

class Registry;

/// One run of a sweep.
struct DesignRow {
  std::int64_t run_id = 0;  ///< counted from 0, and the identity of the run
  std::int64_t point = 0;   ///< rows of one point differ in their seeds only
  std::int64_t replicate = 0;
  std::int64_t seed = 1;            ///< becomes run.seed
  std::string role;                 ///< for sensitivity(): which part of a Morris or Saltelli sample; else empty
  std::vector<std::string> values;  ///< of the parameters, as `--set` takes them
};

/// What a sweep runs: a table with one row for each run. As a CSV file its columns are run_id, point, replicate, seed, role
/// (where there is one) and the paths of the parameters.
struct Design {
  std::vector<std::string> parameters;  ///< registry paths
  std::vector<DesignRow> rows;

  [[nodiscard]] std::size_t points() const;
  [[nodiscard]] bool has_roles() const;
};

/// The design that a sweep file asks for (docs/howto/sweep.md): method grid, zip, list, lhs, sobol, morris or saltelli,
/// parameters with their values or bounds, replicates. `own`: rules of the user's program, whose parameters may be varied too.
/// Throws: ConfigError that lists all faults, each with its file and line.
[[nodiscard]] Design make_design(const std::filesystem::path& sweep_file, const Registry& own);
[[nodiscard]] Design make_design(const std::filesystem::path& sweep_file);
/// The same from a text; `name` stands for the file in messages.
[[nodiscard]] Design design_from_text(const std::string& toml, const std::string& name = "text");

/// A design from any CSV file with a header. Every column but run_id, point, replicate, seed and role is a parameter. What is
/// missing is made up: rows are counted, rows of equal values are one point, replicates are counted within each point, and the
/// first replicate has seed 1, the second 2, and so on. Fields are separated by commas; by semicolons or tabs where the header
/// has these and no comma. A row without any value is no row.
/// Throws: IoError if the file cannot be read; DataError that lists what is wrong with it, by line. Whether the parameters exist
/// and the values are allowed shows when they run.
[[nodiscard]] Design read_design(const std::filesystem::path& csv);
/// The text of the CSV file.
[[nodiscard]] std::string design_csv(const Design& design);
/// One hash over all rows, as 16 hexadecimal digits: what a sweep's files are recognised by.
[[nodiscard]] std::string design_digest(const Design& design);

}  // namespace povtrap
