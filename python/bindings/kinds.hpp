#pragma once

#include "own_rule.hpp"

/// One class for each kind of rule: what the engine asks it, Python answers.
namespace povtrap::python {

class PythonSavingRule : public PythonKind<SavingRule> {
 public:
  using PythonKind::PythonKind;
  void decide(const SavingQuestion& question, const SavingAnswer& answer) const override;
};

class PythonTechnique : public PythonKind<Technique> {
 public:
  using PythonKind::PythonKind;
  void output(const double* x, double* f, std::size_t n) const override;
  void output_of_more(const CapitalGrowth& growth, double* f_more) const override;
};

class PythonWorkCapacity : public PythonKind<WorkCapacity> {
 public:
  using PythonKind::PythonKind;
  void capacity(const double* nutrition, double* phi, std::size_t n) const override;
  [[nodiscard]] bool never_limits() const override;
};

class PythonHouseholdShock : public PythonKind<HouseholdShock> {
 public:
  using PythonKind::PythonKind;
  void strike(const HouseholdBlock& households, const Draws& draws, const ShockEffects& effects) const override;
};

class PythonInstrument : public PythonKind<Instrument> {
 public:
  using PythonKind::PythonKind;
  void promise(const HouseholdBlock& households, const Draws& draws, std::span<double> amounts) const override;
  [[nodiscard]] Payer payer() const override;
  [[nodiscard]] Transfer transfer() const override;
  [[nodiscard]] double budget(const PeriodFacts& now) const override;
};

class PythonIndicator : public PythonKind<Indicator> {
 public:
  using PythonKind::PythonKind;
  [[nodiscard]] std::vector<ResultRow> rows() const override;
  [[nodiscard]] std::size_t sums() const override;
  void add(const HouseholdBlock& households, std::span<double> sums) const override;
  void conclude(std::span<const double> sums, std::span<double> values) const override;

 private:
  void take_numbers(const char* what, const py::object& answer, std::span<double> into) const;
};

}  // namespace povtrap::python
