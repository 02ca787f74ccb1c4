#include <povtrap/config.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <mutex>
#include <povtrap/error.hpp>
#include <povtrap/registry.hpp>

#include "config/apply.hpp"
#include "config/describe.hpp"
#include "config/survey_file.hpp"
#include "config/toml_document.hpp"
#include "core/faults.hpp"
#include "core/field_text.hpp"
#include "core/fields.hpp"
#include "simulation/model.hpp"

namespace povtrap {

namespace {

/// A model and the description of its parameters. It stays where it is, because the fields point into the model.
struct Described {
  Model model;
  Fields fields;

  explicit Described(const Registry& own) : model(own) { model.describe(fields); }
  /// One more model of the same rules.
  Described(const Registry& own, std::shared_ptr<const Fields> known) : model(own), fields(std::move(known)) {
    model.describe(fields);
  }
  Described(const Described&) = delete;
  Described& operator=(const Described&) = delete;
};

/// The rules that are at hand, and what their parameters are: found out once, when somebody asks, for all configurations that
/// come from each other.
class Rules {
 public:
  explicit Rules(Registry own) : own_(std::move(own)) {}

  [[nodiscard]] const Registry& own() const { return own_; }
  /// The parameters, to be looked at only.
  [[nodiscard]] const std::shared_ptr<const Fields>& fields() const {
    std::call_once(asked_, [this] {
      auto described = std::make_shared<const Described>(own_);
      fields_ = std::shared_ptr<const Fields>(described, &described->fields);
    });
    return fields_;
  }

 private:
  Registry own_;
  mutable std::once_flag asked_;
  mutable std::shared_ptr<const Fields> fields_;
};

}  // namespace

struct Config::State {
  std::vector<Setting> settings;  ///< in order; all of them good
  std::shared_ptr<const Rules> rules = std::make_shared<const Rules>(Registry());

  /// The value of a parameter: the last one that was set, or the default.
  [[nodiscard]] FieldValue value_of(const Field& field) const {
    const auto last = std::find_if(settings.rbegin(), settings.rend(), [&](const Setting& s) { return s.path == field.path; });
    return last == settings.rend() ? field.default_value : field.taken(last->value);
  }
};

namespace {

/// Do both give the same parameter the same bits? 0.0 is not -0.0.
bool set_the_same(const Setting& one, const Setting& other) {
  const auto same = []<class T>(const T& a, const T& b) {
    if constexpr (std::is_same_v<T, double>) {
      return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
    } else if constexpr (std::is_same_v<T, std::vector<double>>) {
      return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
    } else {
      return a == b;
    }
  };
  return one.value.index() == other.value.index() && one.path == other.path &&
         std::visit([&]<class T>(const T& value) { return same(value, std::get<T>(other.value)); }, one.value);
}

void throw_if_any(std::vector<std::string> faults) {
  if (!faults.empty()) throw_all(std::move(faults));
}

/// What is wrong with the settings one by one, and then with all of them together.
std::vector<std::string> faults_of(const std::vector<Setting>& settings, const Rules& rules) {
  Described described(rules.own(), rules.fields());
  std::vector<std::string> faults = apply_settings(settings, described.fields);
  std::vector<std::string> contradictions = described.model.contradictions();
  add_places(contradictions, settings, described.fields);
  faults.insert(faults.end(), contradictions.begin(), contradictions.end());
  return faults;
}

/// A file named in a configuration lies relative to that configuration, one named by hand relative to where the program runs.
void anchor_files(std::vector<Setting>& settings) {
  namespace fs = std::filesystem;
  for (Setting& setting : settings) {
    auto* file = setting.path == "survey.file" ? std::get_if<std::string>(&setting.value) : nullptr;
    if (file == nullptr || file->empty()) continue;
    const std::size_t line = setting.where.rfind(':');
    const fs::path named_in = line == std::string::npos ? fs::path() : fs::path(setting.where.substr(0, line)).parent_path();
    *file = fs::absolute(named_in / *file).lexically_normal().generic_string();
  }
}

const Field& known(const Fields& fields, const std::string& path) {
  if (const Field* field = fields.find(path)) return *field;
  const std::string near = fields.nearest(path);
  throw ConfigError("\"" + path + "\": no parameter has this name (there is no value to give) " +
                    (near.empty() ? "`povtrap params` lists all names" : "did you mean " + near + "?"));
}

}  // namespace

Config::Config() : state_(std::make_shared<const State>()) {}

Config::Config(const Registry& own) : state_(std::make_shared<const State>(State{{}, std::make_shared<const Rules>(own)})) {
  static_cast<void>(state_->rules->fields());  // finds names that are taken
}

Config::Config(std::shared_ptr<const State> state) : state_(std::move(state)) {}

Config Config::load(const std::filesystem::path& file, const std::vector<std::pair<std::string, std::string>>& overrides) {
  return load(file, Registry(), overrides);
}

Config Config::load(const std::filesystem::path& file, const Registry& own,
                    const std::vector<std::pair<std::string, std::string>>& overrides) {
  std::vector<Setting> settings = read_toml(file);
  for (const auto& [path, value] : overrides) settings.push_back(make_override(path, value));
  auto rules = std::make_shared<const Rules>(own);
  throw_if_any(faults_of(settings, *rules));
  anchor_files(settings);
  return Config(std::make_shared<const State>(State{std::move(settings), std::move(rules)}));
}

Config Config::from_text(const std::string& toml, const std::string& name) {
  return from_text(toml, name, Registry());
}

Config Config::from_text(const std::string& toml, const std::string& name, const Registry& own) {
  std::vector<Setting> settings = parse_toml(toml, name);
  auto rules = std::make_shared<const Rules>(own);
  throw_if_any(faults_of(settings, *rules));
  anchor_files(settings);
  return Config(std::make_shared<const State>(State{std::move(settings), std::move(rules)}));
}

void Config::set(const std::string& path, const std::string& value) {
  std::vector<Setting> settings = {make_override(path, value)};
  anchor_files(settings);
  const Setting& setting = settings.front();
  if (const std::string refusal = refusal_of(setting, *state_->rules->fields()); !refusal.empty()) throw_all({refusal});
  auto changed = std::make_shared<State>(*state_);
  std::erase_if(changed->settings, [&](const Setting& old) { return old.path == setting.path; });
  changed->settings.push_back(setting);
  state_ = std::move(changed);
}

Config Config::with(const std::vector<std::pair<std::string, std::string>>& changes) const {
  std::vector<std::string> faults;
  for (const auto& [path, value] : changes) {
    if (std::string refusal = refusal_of(make_override(path, value), *state_->rules->fields()); !refusal.empty())
      faults.push_back(std::move(refusal));
  }
  throw_if_any(std::move(faults));
  Config changed = *this;
  for (const auto& [path, value] : changes) changed.set(path, value);
  changed.check();
  return changed;
}

std::string Config::get(const std::string& path) const {
  const FieldValue value = state_->value_of(known(*state_->rules->fields(), path));
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr ? *text : value_text(value);
}

double Config::number(const std::string& path) const {
  const FieldValue value = state_->value_of(known(*state_->rules->fields(), path));
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  if (const auto* number = std::get_if<double>(&value)) return *number;
  throw ConfigError(path + " = " + value_text(value) + ": this is not a number (no arithmetic is possible with it) use get()");
}

void Config::check() const {
  throw_if_any(faults_of(state_->settings, *state_->rules));
}

std::string Config::to_toml(bool only_changed) const {
  const Fields& fields = *state_->rules->fields();
  std::vector<FieldValue> values;
  for (const Field& field : fields.all()) values.push_back(field.default_value);
  for (const Setting& setting : state_->settings) {
    const Field& field = known(fields, setting.path);
    values[static_cast<std::size_t>(&field - fields.all().data())] = field.taken(setting.value);
  }
  return echo_toml(fields, values, only_changed);
}

std::string Config::parameters(const std::string& pattern) {
  return parameters(pattern, Registry());
}

std::string Config::parameters(const std::string& pattern, const Registry& own) {
  Described described(own);
  return parameter_table(described.fields, pattern);
}

std::string Config::json_schema() {
  return json_schema(Registry());
}

std::string Config::json_schema(const Registry& own) {
  Described described(own);
  return povtrap::json_schema(described.fields);
}

const Registry& Config::own_rules() const {
  return state_->rules->own();
}

Fields Config::fields_again() const {
  return Fields(state_->rules->fields());
}

void Config::apply_to(Fields& fields) const {
  for (const Setting& setting : state_->settings) fields.assign(setting.path, setting.value);
}

void Config::apply_change(Fields& fields, const Config& before) const {
  const std::vector<Setting>&old = before.state_->settings, &now = state_->settings;
  // Points of a design differ in what was set last.
  const auto [gone, come] = std::ranges::mismatch(old, now, set_the_same);
  const auto is_gone = [&, first = gone](const Setting& s) {
    return std::any_of(first, old.end(), [&](const Setting& other) { return other.path == s.path; });
  };
  for (auto s = gone; s != old.end(); ++s) fields.assign(s->path, fields.find(s->path)->default_value);
  for (auto s = now.begin(); s != now.end(); ++s) {
    if (s >= come || is_gone(*s)) fields.assign(s->path, s->value);
  }
}

bool Config::has_rules_of(const Config& other) const {
  return state_->rules == other.state_->rules;
}

std::shared_ptr<const Survey> Config::survey() const {
  Described described(state_->rules->own(), state_->rules->fields());
  apply_to(described.fields);
  const SurveyParameters& parameters = described.model.survey;
  return parameters.wanted() ? std::make_shared<const Survey>(read_survey(parameters)) : nullptr;
}

}  // namespace povtrap
