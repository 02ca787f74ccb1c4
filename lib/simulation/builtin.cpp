#include "simulation/model.hpp"

namespace povtrap {

void add_builtin_rules(Model& model) {
  model.enterprise.technique.add(make_step_technique());
  model.enterprise.technique.add(make_solow_technique());
  model.enterprise.technique.add(make_logistic_technique());
  model.enterprise.technique.add(make_two_technique());

  model.saving.add(make_stone_geary_saving());
  model.saving.add(make_buffer_saving());
  model.saving.add(make_bequest_saving());

  model.work_capacity.add(make_hill_capacity());
  model.work_capacity.add(make_constant_capacity());

  model.shocks.all.push_back(make_asset_loss());
  model.shocks.all.push_back(make_illness());
  model.shocks.all.push_back(make_job_loss());
  model.shocks.all.push_back(make_mortality());
  model.shocks.all.push_back(make_drought());
  model.shocks.all.push_back(make_dated_events());
}

}  // namespace povtrap
