#pragma once

#include <memory>
#include <string>
#include <vector>

#include <povtrap/config.hpp>

#include "economy/fault.hpp"
#include "markets/moving.hpp"
#include "markets/parameters.hpp"
#include "mechanisms/consumption.hpp"
#include "mechanisms/development.hpp"
#include "mechanisms/firm_demography.hpp"
#include "mechanisms/firms.hpp"
#include "mechanisms/own_enterprise.hpp"
#include "mechanisms/portfolio.hpp"
#include "mechanisms/saving.hpp"
#include "mechanisms/schooling.hpp"
#include "mechanisms/work_capacity.hpp"
#include "population/survey_parameters.hpp"
#include "population/synthetic.hpp"
#include "programmes/parameters.hpp"
#include "shocks/shock.hpp"
#include "simulation/own_rules.hpp"
#include "simulation/run_parameters.hpp"

namespace povtrap {

struct Survey;

/// Everything a configuration says: the chosen rules and all parameters. Filled once, constant while it runs.
struct Model {
  RunParameters run;
  PovertyParameters poverty;
  RegionParameters regions;
  PopulationParameters population;
  SurveyParameters survey;
  std::shared_ptr<const Survey> surveyed;  ///< the survey itself, if the population starts from one
  double surveyed_line = 0;                ///< poverty line in the survey's own measure [LCU/equivalent/year]
  EnterpriseParameters enterprise;
  Slot<SavingRule> saving;
  Slot<WorkCapacity> work_capacity;
  ConsumptionParameters consumption;
  DevelopmentParameters development;
  SchoolingParameters schooling;
  PortfolioParameters portfolio;
  FirmParameters firms;
  FirmDemographyParameters demography;
  LabourParameters labour;
  MovingParameters moving;
  GoodsParameters goods;
  CreditParameters credit;
  ProgrammeParameters programmes;
  ShockParameters shocks;
  OwnRules own;
  OutputParameters output;
  ObservedParameters observed;
  AuditParameters audit;

  /// A model with the built-in rules in their slots.
  Model();
  /// The same with a user's rules beside them.   Throws: ConfigError if a name is taken.
  explicit Model(const Registry& registry);

  /// Declares every parameter; sets all to their defaults.
  void describe(Fields& fields);

  /// What single values allow but together make no sense, each in one sentence naming the keys.
  [[nodiscard]] std::vector<std::string> contradictions() const;
};

/// The model of a configuration: every parameter set, every shock with the luck of the run's seed.
/// With a survey, its table is read and the poverty line taken from it.
/// Throws: ConfigError if parameters contradict each other; IoError or DataError if the survey cannot be used.
[[nodiscard]] Model model_of(const Config& config);

/// The same for a new model, by fields that it was not yet described to.   Requires: both of the configuration's rules.
void fill_model(Model& model, Fields& fields, const Config& config);

/// Other luck for the same model.
void reseed(Model& model, std::int64_t seed);

/// Puts the built-in rules into their slots: the one list of them.
void add_builtin_rules(Model& model);

}  // namespace povtrap
