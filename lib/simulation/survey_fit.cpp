#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>

#include "core/math.hpp"
#include "simulation/phases/phases.hpp"
#include "simulation/stage.hpp"
#include "simulation/survey_start.hpp"
#include "simulation/survey_trades.hpp"

namespace povtrap {

namespace {

/// What the coming year is expected to bring that is the same for all households.
struct Outlook {
  double deposit_rate = 0;  ///< [1/year]
  double per_claim = 0;     ///< dividends of a claim [LCU/year]
  double growth = 1;        ///< mean level of own output in the year over today's [1]
  double mean_wage = 0;     ///< of an efficiency unit, where a household has no employer [LCU/year]
};

/// Taxes and gifts on gross income, piecewise linear.
struct Deductions {
  double tax, tax_free, gift, gift_free;  ///< shares and bounds [LCU/year]

  [[nodiscard]] double net(double gross) const {
    return gross - tax * std::max(0.0, gross - tax_free) - gift * std::max(0.0, gross - gift_free);
  }
  /// The gross income that leaves `wanted`.
  [[nodiscard]] double gross(double wanted) const {
    const double first = std::min(tax_free, gift_free), second = std::max(tax_free, gift_free);
    if (wanted <= net(first)) return wanted;
    if (wanted <= net(second)) return first + (wanted - net(first)) / (1.0 - (tax_free <= gift_free ? tax : gift));
    return second + (wanted - net(second)) / std::max(1e-6, 1.0 - tax - gift);
  }
};

/// Room for one block.
struct FitRoom {
  std::array<double, block_size> x, f, phi, normal;
  std::array<float, block_size> luck;
};

/// Fits one block; returns how many households have more from property than the survey gives them.
class BlockFit {
 public:
  BlockFit(Stage& stage, const Outlook& outlook, bool opening) : stage_(stage), outlook_(outlook), opening_(opening) {}

  std::int64_t run(const Block& block) {
    FitRoom room;
    prepare(block, room);
    std::int64_t unmet = 0;
    for (std::size_t k = 0; k < block.size; ++k)
      unmet += fit(block.first + k, stage_.economy.regions[block.region], room, k) ? 0 : 1;
    return unmet;
  }

 private:
  void prepare(const Block& block, FitRoom& room) const {
    const Households& h = stage_.economy.households;
    const Model& model = stage_.model;
    for (std::size_t k = 0; k < block.size; ++k) room.x[k] = h.capital[block.first + k] / unit(block.first + k);
    model.enterprise.technique.rule().output(room.x.data(), room.f.data(), block.size);
    model.work_capacity.rule().capacity(h.nutrition.data() + block.first, room.phi.data(), block.size);
    for (std::size_t k = 0; k < block.size; ++k) room.phi[k] *= school_efficiency(model, h, block.first + k);
    luck_of_year(model, h.id.data() + block.first, block.size, stage_.economy.calendar.year_index(), room.normal.data(),
                 room.luck.data());
  }

  [[nodiscard]] double unit(std::size_t i) const {
    return stage_.model.poverty.line * static_cast<double>(stage_.economy.households.persons[i]);
  }

  /// What own work yields in a year with all workers at home, ability one and normal luck.
  [[nodiscard]] double full_output(std::size_t i, const Region& region, double f, double phi) const {
    const Model& model = stage_.model;
    const bool services = stage_.economy.households.trade[i] != 0;
    const double price = services ? region.services_price * model.goods.normal_utilisation : region.food_price;
    const double level = opening_ ? region.productivity * model.enterprise.level : region.output_factor;
    return price * level * outlook_.growth * math::pow(phi, model.enterprise.labour_exponent) * unit(i) * f;
  }

  bool fit(std::size_t i, const Region& region, const FitRoom& room, std::size_t k) {
    Households& h = stage_.economy.households;
    const Model& model = stage_.model;
    const GovernmentParameters& g = model.programmes.government;
    const NgoParameters& ngos = model.programmes.ngos;
    const Deductions deductions{g.income_tax, g.income_threshold * unit(i), ngos.donations, ngos.donor_line * unit(i)};
    const double target = stage_.survey.target[i], interest = model.credit.household_rate() * h.debt[i];
    const double property = outlook_.deposit_rate * h.deposits[i] + outlook_.per_claim * static_cast<double>(h.ownership[i]);
    const double work = deductions.gross(target + interest) - property;
    if (opening_) stage_.survey.expected[i] = work >= 0 ? target : deductions.net(property) - interest;

    const double luck = static_cast<double>(room.luck[k]), less = share_without_one(stage_, i);
    const double premium = 1.0 + model.survey.job_premium;
    const double yield = h.employer[i] >= 0 ? luck * less + premium * (1.0 - less) : luck;
    const double home = yield > 0 ? std::max(0.0, work) / yield : 0.0;
    const double full = full_output(i, region, room.f[k], room.phi[k]);
    h.ability[i] = static_cast<float>(full > 0 ? home / full : 0.0);
    const double wage =
        h.employer[i] >= 0 ? stage_.economy.firms[static_cast<std::size_t>(h.employer[i])].wage : outlook_.mean_wage;
    const double paid = wage * region.labour_efficiency * room.phi[k];
    if (paid > 0) h.skill[i] = premium * (1.0 - less) * home / paid;
    return work >= -1e-3 * target;
  }

  Stage& stage_;
  const Outlook& outlook_;
  bool opening_;
};

/// Ability is kept relative to its region: the mean of a region becomes the region's productivity.
void norm_abilities(Stage& stage) {
  Households& h = stage.economy.households;
  for (Region& region : stage.economy.regions) {
    double sum = 0;
    const std::size_t end = region.first_household + region.households;
    for (std::size_t i = region.first_household; i < end; ++i) sum += static_cast<double>(h.ability[i]);
    const double mean = sum / static_cast<double>(region.households);
    if (!(mean > 0)) continue;
    for (std::size_t i = region.first_household; i < end; ++i)
      h.ability[i] = static_cast<float>(static_cast<double>(h.ability[i]) / mean);
    region.productivity *= mean;
  }
}

/// Labour of firms by the skill that their workers have now.
void recount_labour(Stage& stage) {
  Economy& e = stage.economy;
  const Households& h = e.households;
  for (Firm& firm : e.firms) firm.labour = 0;
  for (const Region& region : e.regions) {
    for (std::size_t i = region.first_household; i < region.first_household + region.households; ++i) {
      if (h.employer[i] >= 0) e.firms[static_cast<std::size_t>(h.employer[i])].labour += h.skill[i] * region.labour_efficiency;
    }
  }
}

double sum_of_claims(const Stage& stage) {
  const Households& h = stage.economy.households;
  double claims = 0;
  for (std::size_t i = 0; i < h.size(); ++i) claims += static_cast<double>(h.ownership[i]);
  return claims;
}

double mean_wage(const Stage& stage) {
  double wages = 0;
  for (const Firm& firm : stage.economy.firms) wages += firm.wage;
  return stage.economy.firms.empty() ? 0.0 : wages / static_cast<double>(stage.economy.firms.size());
}

/// Dividends that firms can pay from the sales of the labour that they found.   Units: [LCU/year].
double first_dividends(const Stage& stage) {
  const FirmParameters& p = stage.model.firms;
  const GovernmentParameters& g = stage.model.programmes.government;
  double dividends = 0;
  for (const Firm& firm : stage.economy.firms) {
    const double sales = firm.labour * firm.productivity, capital = p.capital_output * sales;
    const double profit = sales / (1.0 + g.vat) - firm.labour * firm.wage - p.depreciation * capital -
                          stage.model.credit.loan_rate * p.debt * capital;
    dividends += p.payout * (1.0 - g.profit_tax) * (1.0 - p.donations) * std::max(0.0, profit);
  }
  return dividends;
}

/// Mean level of a growing quantity in the coming year over its level now.
double growth_ahead(const Stage& stage) {
  const RunParameters& run = stage.model.run;
  const bool grows = stage.economy.calendar.period >= (run.burn_in_years - run.growth_burn_in_years) * run.periods_per_year;
  if (!grows || stage.model.enterprise.growth == 0) return 1.0;
  double sum = 0;
  for (std::int64_t k = 1; k <= run.periods_per_year; ++k)
    sum += math::pow(1.0 + stage.model.enterprise.growth, static_cast<double>(k) * stage.dt());
  return sum * stage.dt();
}

void fit(Stage& stage, const Outlook& outlook, bool opening) {
  const Economy& e = stage.economy;
  for (const Region& region : e.regions) assign_trades(stage, region, opening);
  std::atomic<std::int64_t> unmet = 0;
  stage.workers.for_each(e.blocks.size(), [&](std::size_t b) {
    unmet.fetch_add(BlockFit(stage, outlook, opening).run(e.blocks[b]), std::memory_order_relaxed);
  });
  stage.survey.unmet = unmet;
}

}  // namespace

void fit_opening(Stage& stage) {
  stage.survey.expected.resize(stage.survey.target.size());
  const double claims = sum_of_claims(stage);
  const double wage = stage.economy.firms.empty() ? stage.model.firms.wage * stage.model.poverty.line : mean_wage(stage);
  const bool first = stage.economy.firms.empty();
  fit(stage,
      {first ? 0.0 : stage.model.credit.deposit_rate, claims > 0 ? first_dividends(stage) / claims : 0.0, growth_ahead(stage),
       wage},
      true);
  norm_abilities(stage);
  recount_labour(stage);
}

void refit_to_survey(Stage& stage) {
  const Calendar& calendar = stage.economy.calendar;
  if (!stage.model.survey.refit || !calendar.opens_year() || calendar.period > calendar.burn_in_periods) return;
  const double claims = sum_of_claims(stage);
  const double dividends = to_lcu(stage.economy.ledger.cell(Flow::dividends, Sector::households)) / stage.dt();
  fit(stage, {stage.economy.bank.deposit_rate, claims > 0 ? dividends / claims : 0.0, growth_ahead(stage), mean_wage(stage)},
      false);
}

}  // namespace povtrap
