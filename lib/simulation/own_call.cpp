#include "simulation/own_call.hpp"

#include <cmath>
#include <cstring>
#include <exception>
#include <new>
#include <povtrap/error.hpp>
#include <string>
#include <vector>

#include "core/field_text.hpp"

namespace povtrap {

namespace {

void for_each_column(const Households& h, auto visit) {
  visit("id", h.id), visit("persons", h.persons), visit("workers", h.workers), visit("age", h.age), visit("trade", h.trade);
  visit("marks", h.marks), visit("ability", h.ability), visit("luck", h.luck), visit("employer", h.employer);
  visit("ownership", h.ownership), visit("deposits", h.deposits), visit("debt", h.debt), visit("capital", h.capital);
  visit("nutrition", h.nutrition), visit("skill", h.skill), visit("services_capacity", h.services_capacity);
  visit("earnings", h.earnings), visit("own_income_year", h.own_income_year);
  visit("own_income_last_year", h.own_income_last_year), visit("spell", h.spell);
  for (const auto& column : h.income_history) visit("income_history", column);
  const auto visit_used = [&](const char* name, const auto& column) {
    if (!column.empty()) visit(name, column);
  };
  visit_used("needs", h.needs), visit_used("aspiration", h.aspiration), visit_used("home_worth", h.home_worth);
  visit_used("loan_rank", h.loan_rank), visit_used("loan_request", h.loan_request), visit_used("grant", h.grant);
  visit_used("support", h.support), visit_used("spent_away", h.spent_away), visit_used("schooling", h.schooling);
  visit_used("school_debt", h.school_debt), visit_used("bonds", h.bonds), visit_used("fund_debt", h.fund_debt);
  visit_used("fund_request", h.fund_request), visit_used("fund_rank", h.fund_rank), visit_used("fund_bar", h.fund_bar);
  visit_used("insured", h.insured), visit_used("insured_loss", h.insured_loss), visit_used("relief_work", h.relief_work);
}

std::string who(const OwnCall& call) {
  return "Own rule '" + std::string(call.rule.name()) + "' (" + std::string(call.place) + ")";
}

std::string where(const OwnCall& call, std::size_t i) {
  return " of household " + std::to_string(call.households.id[call.block.first + i]) + " in period " +
         std::to_string(call.period);
}

template <class T>
void check_row(const OwnCall& call, const Answers& answers, std::span<T> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto value = static_cast<double>(values[i]);
    if (std::isfinite(value) && value >= answers.least && value <= answers.most) continue;
    const std::string least = std::isinf(answers.least) ? "" : " from " + number_text(answers.least);
    const std::string most = std::isinf(answers.most) ? "" : " to " + number_text(answers.most);
    throw ModelError(who(call) + " answered " + std::string(answers.name) + " = " + number_text(value) + where(call, i) +
                     " (an answer is a finite number" + least + most +
                     ") look for a division by zero, a negative or a missing value in it");
  }
}

#ifdef POVTRAP_CONTRACTS

using Bytes = std::vector<std::byte>;

template <class T>
Bytes bytes_of(std::span<T> values) {
  const auto raw = std::as_bytes(values);
  return {raw.begin(), raw.end()};
}

Bytes bytes_of(const Answers& answers) {
  return std::visit([](const auto& values) { return bytes_of(values); }, answers.values);
}

/// Copies of everything that the rule can see and must not write.
class Watch {
 public:
  explicit Watch(const OwnCall& call) : call_(call) {
    visit([&](const std::string&, auto values) { before_.push_back(bytes_of(values)); });
  }

  void check() const {
    std::size_t next = 0;
    visit([&](const std::string& name, auto values) {
      const Bytes& before = before_[next++];
      if (before.empty() || std::memcmp(before.data(), values.data(), before.size()) == 0) return;
      const Bytes after = bytes_of(values);
      const auto changed = std::mismatch(before.begin(), before.end(), after.begin()).first - before.begin();
      throw ModelError(who(call_) + " wrote into " + name + where(call_, static_cast<std::size_t>(changed) / sizeof(values[0])) +
                       " (a rule writes its answers and nothing else, or it moves money and goods past the books) let it answer "
                       "in the rows it is given");
    });
  }

 private:
  [[nodiscard]] bool is_answer(const void* row) const {
    for (const Answers& answers : call_.answers) {
      if (std::visit([](const auto& values) -> const void* { return values.data(); }, answers.values) == row) return true;
    }
    return false;
  }

  void visit(auto look) const {
    for_each_column(call_.households, [&](const char* name, const auto& column) {
      const std::span values(column.data() + call_.block.first, call_.block.size);
      if (!is_answer(values.data())) look("the column '" + std::string(name) + "'", values);
    });
    for (const std::span<const double> row : call_.lent) look("its question", row);
  }

  const OwnCall& call_;
  std::vector<Bytes> before_;
};

void put_back(const Answers& answers, const Bytes& bytes) {
  std::visit([&](const auto& values) { std::memcpy(values.data(), bytes.data(), bytes.size()); }, answers.values);
}

void ask_twice(const OwnCall& call, const std::function<void()>& question) {
  const Watch watch(call);
  std::vector<Bytes> blank, first;
  for (const Answers& answers : call.answers) blank.push_back(bytes_of(answers));
  question();
  watch.check();
  for (std::size_t a = 0; a < call.answers.size(); ++a) {
    first.push_back(bytes_of(call.answers[a]));
    put_back(call.answers[a], blank[a]);
  }
  question();
  for (std::size_t a = 0; a < call.answers.size(); ++a) {
    if (bytes_of(call.answers[a]) == first[a]) continue;
    throw ModelError(
        who(call) + " gave two answers to one question in its row '" + std::string(call.answers[a].name) + "' in period " +
        std::to_string(call.period) +
        " (results would depend on the number of threads) let it keep no memory between calls and draw from Draws only");
  }
}

#endif

}  // namespace

void ask_own_rule(const OwnCall& call, const std::function<void()>& question) {
  try {
#ifdef POVTRAP_CONTRACTS
    ask_twice(call, question);
#else
    question();
#endif
  } catch (const Error&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw ModelError(who(call) + " failed with \"" + error.what() + "\" in period " + std::to_string(call.period) +
                     " (the run cannot go on without its answer) look at what it threw");
  }
  for (const Answers& answers : call.answers)
    std::visit([&](const auto& values) { check_row(call, answers, values); }, answers.values);
}

std::size_t audited_bytes_per_household(const Households& households) {
  std::size_t bytes = 0;
  for_each_column(households, [&](const char*, const auto& column) { bytes += sizeof(column[0]); });
  return bytes;
}

}  // namespace povtrap
