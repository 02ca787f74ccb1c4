#pragma once

#include <stdexcept>
#include <string>

namespace povtrap {

/// Anything that stops povtrap. Messages have the form "problem (why it matters) what to try" and quote the value found.
/// The command line ends with `exit_code()`.
class Error : public std::runtime_error {
 public:
  Error(const std::string& message, int exit_code) : std::runtime_error(message), exit_code_(exit_code) {}

  [[nodiscard]] int exit_code() const noexcept { return exit_code_; }

 private:
  int exit_code_;
};

/// The configuration or the command line asks for something that does not exist or is out of range. Exit code 2.
class ConfigError : public Error {
 public:
  explicit ConfigError(const std::string& message) : Error(message, 2) {}
};

/// A data file (survey, table, result) holds something that cannot be used. Exit code 3.
class DataError : public Error {
 public:
  explicit DataError(const std::string& message) : Error(message, 3) {}
};

/// An economic law broke: the books do not balance, people or goods got lost. Exit code 4.
class ModelError : public Error {
 public:
  explicit ModelError(const std::string& message) : Error(message, 4) {}
};

/// A file cannot be read or written. Exit code 5.
class IoError : public Error {
 public:
  explicit IoError(const std::string& message) : Error(message, 5) {}
};

}  // namespace povtrap
