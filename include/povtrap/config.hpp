#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace povtrap {

class Fields;
class Registry;
struct Survey;

/// What a run is to use: a value for every parameter, from defaults, files and hand-made changes in that order.
/// Copies are cheap and independent.
class Config {
 public:
  /// All parameters at their defaults.
  Config();
  /// The same, with a user's rules at hand, in this and the functions below: their parameters are read, checked and echoed like
  /// all others, and a simulation of this configuration asks them.
  explicit Config(const Registry& own);
  Config(const Config&) = default;
  Config& operator=(const Config&) = default;
  ~Config() = default;

  /// The values of a TOML file and then of the overrides (path, value as after `--set path=`).
  /// Throws: ConfigError that lists all faults, each with its file and line.
  [[nodiscard]] static Config load(const std::filesystem::path& file,
                                   const std::vector<std::pair<std::string, std::string>>& overrides = {});
  [[nodiscard]] static Config load(const std::filesystem::path& file, const Registry& own,
                                   const std::vector<std::pair<std::string, std::string>>& overrides = {});
  /// The same from a text; `name` stands for the file in messages.
  [[nodiscard]] static Config from_text(const std::string& toml, const std::string& name = "text");
  [[nodiscard]] static Config from_text(const std::string& toml, const std::string& name, const Registry& own);

  /// Sets one parameter from text, as `--set` does. Parameters that must agree with each other are checked by check(), so that
  /// they can be set one after the other.   Throws: ConfigError if the name or the value is wrong; then nothing has changed.
  void set(const std::string& path, const std::string& value);
  /// A copy with several parameters set, which are checked together.   Throws: ConfigError that lists all faults.
  [[nodiscard]] Config with(const std::vector<std::pair<std::string, std::string>>& changes) const;
  /// The value of a parameter as text, without quotes around a plain text.   Throws: ConfigError with the nearest name if there
  /// is none.
  [[nodiscard]] std::string get(const std::string& path) const;
  /// The value of an integer or number.   Throws: ConfigError if it is neither.
  [[nodiscard]] double number(const std::string& path) const;
  /// Throws: ConfigError that lists all parameters that contradict each other. load() and from_text() have done this.
  void check() const;

  /// A commented TOML document that gives this configuration again, bit for bit.
  [[nodiscard]] std::string to_toml(bool only_changed = false) const;
  /// A table of the parameters whose path contains `pattern`, or matches it if it has a * or ?.
  /// Throws: ConfigError with the nearest name if there is none.
  [[nodiscard]] static std::string parameters(const std::string& pattern = {});
  [[nodiscard]] static std::string parameters(const std::string& pattern, const Registry& own);
  /// A JSON Schema (Draft 4) of the configuration file, for editors.
  [[nodiscard]] static std::string json_schema();
  [[nodiscard]] static std::string json_schema(const Registry& own);

  /// The user's rules that it was made with; none unless some were given.
  [[nodiscard]] const Registry& own_rules() const;

  /// For the simulation: what one more model of its rules describes itself to, before apply_to() fills it. The configuration knows
  /// the parameters already, as do its copies, so that this is quick.
  [[nodiscard]] Fields fields_again() const;
  /// For the simulation: fills the variables that `fields` describes.   Requires: a model's fields, newly described.
  /// Throws: ConfigError if the fields lack a parameter that is set.
  void apply_to(Fields& fields) const;
  /// For the simulation: the same for variables that hold what `before` says; only what is different is written.
  void apply_change(Fields& fields, const Config& before) const;
  /// For the simulation: do both come from the same configuration by copying and set()?
  [[nodiscard]] bool has_rules_of(const Config& other) const;
  /// For the simulation: the survey that `survey.file` names, read and checked anew; nothing if it names none.
  /// Throws: IoError if the file cannot be opened; DataError that lists what is wrong with it, by line.
  [[nodiscard]] std::shared_ptr<const Survey> survey() const;

 private:
  struct State;
  explicit Config(std::shared_ptr<const State> state);

  std::shared_ptr<const State> state_;
};

}  // namespace povtrap
