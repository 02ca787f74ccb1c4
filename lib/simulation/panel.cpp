#include "simulation/panel.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>

#include "simulation/measures.hpp"

namespace povtrap {

namespace {

constexpr std::size_t piece_of_work = 4096;  ///< households that a thread takes at a time
constexpr float nothing = std::numeric_limits<float>::quiet_NaN();

/// Calls body(first, end) for pieces of 0 ... n - 1.
template <class Body>
void for_each_piece(const Workers& workers, std::size_t n, const Body& body) {
  workers.for_each((n + piece_of_work - 1) / piece_of_work,
                   [&](std::size_t p) { body(p * piece_of_work, std::min(n, (p + 1) * piece_of_work)); });
}

/// The k-th household of a sample that is evenly spread over all.
std::uint64_t sampled(std::uint64_t k, std::uint64_t households, std::uint64_t sample) {
  return k * households / sample;
}

/// Of everybody, block by block: quicker than one by one if most of them are wanted.
Column<float> all_yearly_incomes(const Stage& stage) {
  Column<float> incomes(stage.economy.households.size());
  stage.workers.for_each(stage.economy.blocks.size(), [&](std::size_t b) {
    const Block& block = stage.economy.blocks[b];
    yearly_incomes_per_head(stage, block, incomes.data() + block.first);
  });
  return incomes;
}

}  // namespace

std::vector<float>& Panel::values_of(const Model& model, const char* name, const char* units, const char* long_name) {
  const auto known = std::ranges::find(variables_, name, &Variable::name);
  if (known != variables_.end()) return known->values;
  constexpr double most = 1 << 16;  // values of a variable, as for series; longer ones grow as they come
  const RunParameters& run = model.run;
  const double every = std::max(model.output.panel_every, 1.0 / static_cast<double>(run.periods_per_year));
  const double waves = std::ceil(static_cast<double>(run.years) / every) + 1;
  std::vector<float>& values = variables_.emplace_back(name, units, long_name, std::vector<float>()).values;
  values.reserve(static_cast<std::size_t>(std::min(most, waves * static_cast<double>(households_))));
  values.resize((months_.size() - 1 - waves_stored_) * households_, nothing);  // before a branch that brought it
  return values;
}

void Panel::record(const Stage& stage, double now, std::int64_t month, std::int64_t year) {
  const OutputParameters& wanted = stage.model.output;
  if (wanted.panel_households == 0) return;
  if (!months_.empty() && wanted.panel_every > 0 && now < next_ + wanted.panel_every - 1e-9) return;
  next_ = now;
  if (months_.empty())
    households_ = std::min(stage.economy.households.size(), static_cast<std::size_t>(wanted.panel_households));
  months_.push_back(month);
  years_.push_back(year);
  take_wave(stage);
  put_pieces();
}

Column<std::uint32_t> Panel::places(const Households& h, const Workers& workers) const {
  const std::uint64_t n = h.size(), sample = households_;
  if (places_.size() == sample) {
    std::atomic<bool> moved = false;
    for_each_piece(workers, sample, [&](std::size_t first, std::size_t end) {
      // The next one of the sample by addition, which is much faster than dividing each time.
      std::uint64_t id = sampled(first, n, sample), rest = first * n % sample;
      bool here = true;
      for (std::size_t k = first; k < end; ++k) {
        here &= h.id[places_[k]] == id;
        id += n / sample, rest += n % sample;
        if (rest >= sample) ++id, rest -= sample;
      }
      if (!here) moved = true;
    });
    if (!moved) return places_;
  }
  Column<std::uint32_t> found(sample);
  for_each_piece(workers, n, [&](std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) {
      const std::uint64_t k = (h.id[i] * sample + n - 1) / n;  // the only one that it can be
      if (k < sample && sampled(k, n, sample) == h.id[i]) found[k] = static_cast<std::uint32_t>(i);
    }
  });
  return found;
}

void Panel::take_wave(const Stage& stage) {
  const Households& h = stage.economy.households;
  places_ = places(h, stage.workers);
  const auto take = [&](const char* name, const char* units, const char* long_name, auto value_of) {
    std::vector<float>& values = values_of(stage.model, name, units, long_name);
    const std::size_t start = values.size();
    values.resize(start + households_);
    for_each_piece(stage.workers, households_, [&](std::size_t first, std::size_t end) {
      for (std::size_t k = first; k < end; ++k) values[start + k] = static_cast<float>(value_of(places_[k]));
    });
  };
  const Column<float> incomes = households_ * 2 > h.size() ? all_yearly_incomes(stage) : Column<float>();
  take("panel_income", "LCU/year", "income per head of the last year", [&](std::size_t i) {
    return incomes.empty() ? yearly_income_per_head(stage, i) : static_cast<double>(incomes[i]);
  });
  take("panel_capital", "LCU", "productive capital of the household", [&](std::size_t i) { return h.capital[i]; });
  take("panel_deposits", "LCU", "deposits of the household", [&](std::size_t i) { return h.deposits[i]; });
  take("panel_debt", "LCU", "bank loan of the household", [&](std::size_t i) { return h.debt[i]; });
  take("panel_nutrition", "1", "food intake over the requirement", [&](std::size_t i) { return h.nutrition[i]; });
  take("panel_skill", "1", "skill in wage work", [&](std::size_t i) { return h.skill[i]; });
  take("panel_employed", "1", "the household has a wage job", [&](std::size_t i) { return h.employer[i] >= 0 ? 1.0 : 0.0; });
  take("panel_supported", "1", "the household is on the top-up list",
       [&](std::size_t i) { return h.has(i, Mark::supported) ? 1.0 : 0.0; });
  if (stage.model.schooling.active) {
    take("panel_schooled", "1", "the worker went to school",
         [&](std::size_t i) { return (h.schooling[i] & static_cast<std::uint8_t>(Schooled::worker)) != 0 ? 1.0 : 0.0; });
  }
  if (stage.model.portfolio.active)
    take("panel_bonds", "LCU", "government bonds of the household", [&](std::size_t i) { return h.bonds[i]; });
  if (!h.fund_debt.empty())
    take("panel_fund_debt", "LCU", "loan of the village fund", [&](std::size_t i) { return h.fund_debt[i]; });
  for (Variable& one : variables_) one.values.resize((months_.size() - waves_stored_) * households_, nothing);
}

void Panel::put_pieces() {
  if (store_ == nullptr || months_.empty()) return;
  const std::size_t waves = store_->waves_of_piece(households_), size = waves * households_;
  while (months_.size() - waves_stored_ >= waves) {
    for (Variable& variable : variables_) {
      std::vector<float> rest(variable.values.begin() + static_cast<std::ptrdiff_t>(size), variable.values.end());
      variable.values.resize(size);
      store_->put(variable.name, households_, std::move(variable.values));
      variable.values = std::move(rest);
    }
    waves_stored_ += waves;
  }
}

void Panel::keep_in(std::shared_ptr<PanelStore> store) {
  if (!is_all_in_memory()) *this = gathered();
  store_ = std::move(store);
  put_pieces();
}

Panel Panel::gathered() const {
  Panel whole = *this;
  for (Variable& variable : whole.variables_) {
    if (is_all_in_memory()) break;
    std::vector<float> values = store_->values_of(variable.name);
    values.insert(values.end(), variable.values.begin(), variable.values.end());
    variable.values = std::move(values);
  }
  whole.store_ = nullptr;
  whole.waves_stored_ = 0;
  return whole;
}

}  // namespace povtrap
