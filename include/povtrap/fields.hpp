#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace povtrap {

/// A parameter's value as a configuration file can hold it.
using FieldValue = std::variant<bool, std::int64_t, double, std::string, std::vector<double>, std::vector<std::string>>;

/// The variable that a parameter fills, of the same kinds in the same order.
using FieldTarget = std::variant<bool*, std::int64_t*, double*, std::string*, std::vector<double>*, std::vector<std::string>*>;

/// Where a default comes from. `sourced`: cited publication or data; `calibrated`: fitted to a stated target;
/// `free`: our choice, to be varied in a sensitivity analysis.
enum class Origin : std::uint8_t { sourced, calibrated, free };

/// Everything about a parameter that is not its name, target or default.
struct FieldNote {
  std::string_view unit = "1";
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
  std::string_view meaning = {};
  std::string_view source = {};
  Origin origin = Origin::free;
};

/// One parameter: its path in the configuration, what it means, what it may be, and the variable it fills.
struct Field {
  std::string path;
  FieldValue default_value;
  std::string unit;
  double minimum = 0;  ///< allowed range of numbers and of each element of a series, inclusive
  double maximum = 0;
  std::string meaning;
  std::string source;
  Origin origin = Origin::free;
  std::vector<std::string> choices;  ///< allowed words; empty if any text is
  FieldTarget target;

  /// The value the target holds now.
  [[nodiscard]] FieldValue value() const;
  /// "flag", "integer", "number", "text", "numbers" or "names".
  [[nodiscard]] std::string_view kind() const;
  /// Why `value` is not allowed here, in words that quote the value and the range; empty if it is. An integer is a fine number.
  [[nodiscard]] std::string refusal(const FieldValue& value) const;
  /// The value as the target would hold it: 3 is 3.0 for a number.   Requires: refusal(value).empty().
  [[nodiscard]] FieldValue taken(const FieldValue& value) const;
  /// Writes `value` into the target. Requires: refusal(value).empty().
  void assign(const FieldValue& value) const;
  /// The same into another variable of the same kind.
  void assign(const FieldValue& value, const FieldTarget& to) const;
};

/// The parameter registry: the one list from which reading, checking, echo, help and JSON Schema come.
/// A component's `describe(Fields&)` declares each of its parameters here and nowhere else; declaring sets the target to its
/// default.
class Fields {
 public:
  /// Declarations made while a scope is alive get its name as prefix: scope "saving" turns "rate" into "saving.rate".
  class Scope {
   public:
    Scope(Fields& fields, std::string_view name, std::string_view meaning = {});
    ~Scope();
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Fields& fields_;
    std::size_t outer_length_;
  };

  Fields() = default;
  /// For one more model of the same rules: they declare the same parameters again in the same order, for other variables. What is
  /// known of them is not checked and kept a second time, which makes declaring some twenty times faster. `known` is also what
  /// all(), find() and sections() then show, so that assign() is the only way to the new variables.
  explicit Fields(std::shared_ptr<const Fields> known) : known_(std::move(known)) {}

  void flag(std::string_view name, bool& target, bool value, const FieldNote& note);
  void integer(std::string_view name, std::int64_t& target, std::int64_t value, const FieldNote& note);
  void number(std::string_view name, double& target, double value, const FieldNote& note);
  void text(std::string_view name, std::string& target, std::string_view value, const FieldNote& note);
  void choice(std::string_view name, std::string& target, std::string_view value, std::vector<std::string> choices,
              const FieldNote& note);
  void numbers(std::string_view name, std::vector<double>& target, std::vector<double> value, const FieldNote& note);
  void names(std::string_view name, std::vector<std::string>& target, std::vector<std::string> value, const FieldNote& note);

  [[nodiscard]] std::span<const Field> all() const { return known_ ? known_->fields_ : fields_; }
  /// The parameter of this path, or nullptr.
  [[nodiscard]] const Field* find(std::string_view path) const;
  /// Gives the variable of this path a value that find(path)->refusal() does not refuse.   Throws: ConfigError if there is none.
  void assign(std::string_view path, const FieldValue& value) const;
  /// The existing path most like a misspelled one; empty if none is close.
  [[nodiscard]] std::string nearest(std::string_view path) const;
  /// Sections and what they are about, in order of declaration.
  [[nodiscard]] std::span<const std::pair<std::string, std::string>> sections() const {
    return known_ ? known_->sections_ : sections_;
  }

 private:
  /// Finds a path by its characters.
  struct PathHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view path) const { return std::hash<std::string_view>()(path); }
  };

  template <class T>
  void declare(std::string_view name, T& target, T value, const FieldNote& note, std::vector<std::string> choices = {});
  void add(std::string_view name, Field field, const FieldNote& note);
  /// The next parameter, of which all but its variable is known.
  void declare_again(std::string_view name, FieldTarget target);
  /// Throws: std::logic_error if the path is taken, or lies inside another one or around it.
  void take_path(const std::string& path);

  std::string prefix_;
  std::vector<Field> fields_;
  std::unordered_map<std::string, std::size_t, PathHash, std::equal_to<>> places_;  ///< of fields, and of what lies around them
  std::vector<std::pair<std::string, std::string>> sections_;
  std::shared_ptr<const Fields> known_;  ///< only if they were declared before
  std::vector<FieldTarget> targets_;     ///< in that case, those of this time
};

/// The candidate most like `word` by edit distance, or empty if none is within a third of its length.
[[nodiscard]] std::string nearest_name(std::string_view word, std::span<const std::string> candidates);

}  // namespace povtrap
