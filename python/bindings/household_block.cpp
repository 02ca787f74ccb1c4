#include <povtrap/household_block.hpp>

#include "own_rule.hpp"
#include "record.hpp"

namespace povtrap::python {

namespace {

using Block = Lent<HouseholdBlock>;

/// A column of the block.
template <class T>
auto column(std::span<const T> (HouseholdBlock::*look)() const) {
  return [look](const Block& block) { return copy_of((block.get().*look)()); };
}

py::array_t<double> income_per_head(const Block& block) {
  std::vector<double> income(block.get().size());
  block.get().income_per_head(income);
  return copy_of(std::span<const double>(income));
}

py::array_t<bool> has(const Block& block, Trait trait) {
  const HouseholdBlock& households = block.get();
  py::array_t<bool> answer(static_cast<py::ssize_t>(households.size()));
  bool* values = answer.mutable_data();
  for (std::size_t i = 0; i < households.size(); ++i) values[i] = households.has(i, trait);
  return answer;
}

void bind_facts(py::module_& m) {
  Record<PeriodFacts>(m, "PeriodFacts", "When a rule is asked. Rates are declared per year: multiply them by `length`.")
      .field("number", &PeriodFacts::number, "periods since the run began, burn-in included")
      .field("year", &PeriodFacts::year, "calendar year")
      .field("year_of_run", &PeriodFacts::year_of_run, "whole years since the run began, burn-in included")
      .field("length", &PeriodFacts::length, "[years]")
      .field("opens_year", &PeriodFacts::opens_year, "is it the first one of a year?")
      .field("closes_year", &PeriodFacts::closes_year, "is it the last one of a year?")
      .field("burning_in", &PeriodFacts::burning_in, "before the base year")
      .field("poverty_line", &PeriodFacts::poverty_line, "at prices of the base year [LCU/head/year]")
      .field("price_index", &PeriodFacts::price_index, "of consumer goods, 1 when the base year opens [1]");
  Record<RegionFacts>(m, "RegionFacts", "Where the households of a block live; all of a block live in one region.")
      .field("number", &RegionFacts::number, "position among the regions")
      .field("bloc", &RegionFacts::bloc, "position in `regions.blocs`")
      .field("town", &RegionFacts::town, "else a village")
      .field("persons", &RegionFacts::persons, "living there")
      .field("productivity", &RegionFacts::productivity, "of own enterprises, before public capital [1]")
      .field("public_capital", &RegionFacts::public_capital, "relative to the start of the run [1]")
      .field("food_price", &RegionFacts::food_price, "at the farm gate and in the village shop [LCU/unit]")
      .field("services_price", &RegionFacts::services_price, "[LCU/unit]")
      .field("manufactures_price", &RegionFacts::manufactures_price, "of capital goods too [LCU/unit]")
      .field("unemployment", &RegionFacts::unemployment, "seekers weighted by what a job would add [share 0..1]");
}

}  // namespace

void bind_household_block(py::module_& m) {
  py::enum_<Trait>(m, "Trait", "A yes-or-no fact about a household.")
      .value("ill", Trait::ill)
      .value("female_head", Trait::female_head)
      .value("minority", Trait::minority)
      .value("on_top_up_list", Trait::on_top_up_list)
      .value("had_grant", Trait::had_grant, "an asset grant of `grants`, ever")
      .value("poor_last_year", Trait::poor_last_year, "income per head of the last whole year below the poverty line")
      .value("employed", Trait::employed, "has a wage job")
      .value("sells_services", Trait::sells_services, "the own enterprise sells services, else farm goods");
  bind_facts(m);
  py::class_<Block>(
      m, "HouseholdBlock",
      "Some households of one region, at most 1,024: what a rule may know of them, while it is asked. Every column is a\n"
      "read-only array of float or int with one entry for each household, in the same order; money is in LCU.")
      .def("__len__", [](const Block& b) { return b.get().size(); })
      .def_property_readonly(
          "size", [](const Block& b) { return b.get().size(); }, "households")
      .def_property_readonly(
          "period", [](const Block& b) { return b.get().period(); }, "when they are asked")
      .def_property_readonly(
          "region", [](const Block& b) { return b.get().region(); }, "where they live")
      .def_property_readonly("id", column(&HouseholdBlock::id), "number of the household, the same for ever")
      .def_property_readonly("persons", column(&HouseholdBlock::persons), "members [persons]")
      .def_property_readonly("workers", column(&HouseholdBlock::workers), "members who can work [persons]")
      .def_property_readonly("age", column(&HouseholdBlock::age), "of the head [years], 255 at most")
      .def_property_readonly("ability", column(&HouseholdBlock::ability),
                             "productivity of the own enterprise relative to the region [1]")
      .def_property_readonly("deposits", column(&HouseholdBlock::deposits), "at the bank [LCU]")
      .def_property_readonly("debt", column(&HouseholdBlock::debt), "bank loan [LCU]")
      .def_property_readonly("capital", column(&HouseholdBlock::capital), "of the own enterprise [real LCU]")
      .def_property_readonly("nutrition", column(&HouseholdBlock::nutrition), "average food intake over the requirement [1]")
      .def_property_readonly("skill", column(&HouseholdBlock::skill), "efficiency units of a worker [1]")
      .def_property_readonly("aspiration", column(&HouseholdBlock::aspiration),
                             "income goal per head over the own income [1]; ModelError with development.aspiration = false")
      .def_property_readonly("own_income_last_year", column(&HouseholdBlock::own_income_last_year),
                             "of the last whole year and the whole household, without support [LCU/year]")
      .def_property_readonly(
          "income_per_head", &income_per_head,
          "of the last year at prices of the base year, support included, as poverty is measured [LCU/head/year]; zero\n"
          "on the first day of a run")
      .def("has", &has, py::arg("trait"), "Who of them has a trait.");
}

}  // namespace povtrap::python
