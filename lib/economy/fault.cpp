#include "economy/fault.hpp"

#include <algorithm>
#include <array>

#include "core/fields.hpp"

namespace povtrap {

namespace {

constexpr std::array<std::string_view, 7> fault_names = {"none",           "step_in_one_leg",   "skipped_posting", "skipped_deposit",
                                                         "dropped_remainder", "double_posting", "off_grid_amount"};

std::vector<std::string> words(auto names) { return {names.begin(), names.end()}; }

}  // namespace

void AuditParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "audit", "the check of the books; it is always on, and this section plants an error to see it at work");
  fields.choice("fault", fault, "none", words(fault_names), {.meaning = "error to plant into one posting of one flow"});
  fields.choice("flow", flow, "wages", words(flow_names), {.meaning = "flow that the planted error falsifies"});
  fields.integer("period", period, 1, {.unit = "period", .minimum = 0, .maximum = 1e6, .meaning = "period, counted from the first simulated one (burn-in included), in which it happens"});
}

Fault AuditParameters::planted() const {
  const auto kind = std::find(fault_names.begin(), fault_names.end(), fault) - fault_names.begin();
  const auto row = std::find(flow_names.begin(), flow_names.end(), flow) - flow_names.begin();
  return {.kind = static_cast<FaultKind>(kind), .flow = static_cast<Flow>(row), .period = period};
}

}  // namespace povtrap
