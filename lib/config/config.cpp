#include <povtrap/config.hpp>
#include <povtrap/error.hpp>
#include <povtrap/registry.hpp>

#include "config/apply.hpp"
#include "config/describe.hpp"
#include "config/survey_file.hpp"
#include "config/toml_document.hpp"
#include "core/field_text.hpp"
#include "core/fields.hpp"
#include "simulation/model.hpp"

namespace povtrap {

struct Config::State {
  std::vector<Setting> settings;  ///< in order; all of them good
  std::shared_ptr<const Registry> own = std::make_shared<const Registry>();
};

namespace {

/// A model and the description of its parameters. It stays where it is, because the fields point into the model.
struct Described {
  Model model;
  Fields fields;

  explicit Described(const Registry& own) : model(own) { model.describe(fields); }
  Described(const Described&) = delete;
  Described& operator=(const Described&) = delete;
};

void throw_if_any(std::vector<std::string> faults) {
  if (!faults.empty()) throw_all(std::move(faults));
}

/// What is wrong with the settings one by one, and then with all of them together.
std::vector<std::string> faults_of(const std::vector<Setting>& settings, const Registry& own) {
  Described described(own);
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

Config::Config(const Registry& own) : state_(std::make_shared<const State>(State{{}, std::make_shared<const Registry>(own)})) {
  static_cast<void>(Described(own));  // finds names that are taken
}

Config::Config(std::shared_ptr<const State> state) : state_(std::move(state)) {}

Config Config::load(const std::filesystem::path& file, const std::vector<std::pair<std::string, std::string>>& overrides) {
  return load(file, Registry(), overrides);
}

Config Config::load(const std::filesystem::path& file, const Registry& own,
                    const std::vector<std::pair<std::string, std::string>>& overrides) {
  std::vector<Setting> settings = read_toml(file);
  for (const auto& [path, value] : overrides) settings.push_back(make_override(path, value));
  throw_if_any(faults_of(settings, own));
  anchor_files(settings);
  return Config(std::make_shared<const State>(State{std::move(settings), std::make_shared<const Registry>(own)}));
}

Config Config::from_text(const std::string& toml, const std::string& name) {
  return from_text(toml, name, Registry());
}

Config Config::from_text(const std::string& toml, const std::string& name, const Registry& own) {
  std::vector<Setting> settings = parse_toml(toml, name);
  throw_if_any(faults_of(settings, own));
  anchor_files(settings);
  return Config(std::make_shared<const State>(State{std::move(settings), std::make_shared<const Registry>(own)}));
}

void Config::set(const std::string& path, const std::string& value) {
  std::vector<Setting> settings = {make_override(path, value)};
  anchor_files(settings);
  const Setting& setting = settings.front();
  Described described(*state_->own);
  throw_if_any(apply_settings(settings, described.fields));
  auto changed = std::make_shared<State>(*state_);
  std::erase_if(changed->settings, [&](const Setting& old) { return old.path == setting.path; });
  changed->settings.push_back(setting);
  state_ = std::move(changed);
}

Config Config::with(const std::vector<std::pair<std::string, std::string>>& changes) const {
  Config changed = *this;
  for (const auto& [path, value] : changes) changed.set(path, value);
  changed.check();
  return changed;
}

std::string Config::get(const std::string& path) const {
  Described described(*state_->own);
  apply_to(described.fields);
  const FieldValue value = known(described.fields, path).value();
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr ? *text : value_text(value);
}

double Config::number(const std::string& path) const {
  Described described(*state_->own);
  apply_to(described.fields);
  const FieldValue value = known(described.fields, path).value();
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  if (const auto* number = std::get_if<double>(&value)) return *number;
  throw ConfigError(path + " = " + value_text(value) + ": this is not a number (no arithmetic is possible with it) use get()");
}

void Config::check() const {
  throw_if_any(faults_of(state_->settings, *state_->own));
}

std::string Config::to_toml(bool only_changed) const {
  Described described(*state_->own);
  apply_to(described.fields);
  return echo_toml(described.fields, only_changed);
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
  return *state_->own;
}

void Config::apply_to(Fields& fields) const {
  throw_if_any(apply_settings(state_->settings, fields));
}

std::shared_ptr<const Survey> Config::survey() const {
  Described described(*state_->own);
  apply_to(described.fields);
  const SurveyParameters& parameters = described.model.survey;
  return parameters.wanted() ? std::make_shared<const Survey>(read_survey(parameters)) : nullptr;
}

}  // namespace povtrap
