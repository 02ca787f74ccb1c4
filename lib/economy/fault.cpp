#include "economy/fault.hpp"

#include <algorithm>
#include <array>

#include "core/fields.hpp"

namespace povtrap {

namespace {

constexpr std::array<std::string_view, 7> fault_names = {
    "none", "step_in_one_leg", "skipped_posting", "skipped_deposit", "dropped_remainder", "double_posting", "off_grid_amount"};

std::vector<std::string> words(auto names) {
  return {names.begin(), names.end()};
}

}  // namespace

void AuditParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "audit",
                      "the check of the books; it is always on, and this section plants an error to see it at work");
  fields.choice("fault", fault, "none", words(fault_names), {.meaning = "error to plant into one posting of one flow"});
  fields.choice("flow", flow, "wages", words(flow_names), {.meaning = "flow that the planted error falsifies"});
  fields.integer("period", period, 1,
                 {.unit = "period",
                  .minimum = 0,
                  .maximum = 1e6,
                  .meaning = "period, counted from the first simulated one (burn-in included), in which it happens"});
}

Fault AuditParameters::planted() const {
  const auto kind = std::find(fault_names.begin(), fault_names.end(), fault) - fault_names.begin();
  const auto row = std::find(flow_names.begin(), flow_names.end(), flow) - flow_names.begin();
  return {.kind = static_cast<FaultKind>(kind), .flow = static_cast<Flow>(row), .period = period};
}

std::vector<std::string> AuditParameters::contradictions() const {
  const Fault fault_now = planted();
  constexpr std::array household_flows = {Flow::consumption,   Flow::household_capital, Flow::farm_sales,        Flow::wages,
                                          Flow::taxes,         Flow::social_transfers,  Flow::capital_transfers, Flow::donations,
                                          Flow::loan_interest, Flow::deposit_interest,  Flow::dividends,         Flow::loans};
  const bool by_households = std::find(household_flows.begin(), household_flows.end(), fault_now.flow) != household_flows.end();
  if (fault_now.kind == FaultKind::dropped_remainder && fault_now.flow != Flow::dividends) {
    return {"audit.fault = dropped_remainder cannot happen to audit.flow = " + flow +
            " (only dividends are split over all households): use dividends"};
  }
  if (fault_now.kind == FaultKind::off_grid_amount && !by_households) {
    return {"audit.fault = off_grid_amount cannot happen to audit.flow = " + flow +
            " (it is paid in whole steps between accounts): use a flow of households, such as wages"};
  }
  return {};
}

}  // namespace povtrap
