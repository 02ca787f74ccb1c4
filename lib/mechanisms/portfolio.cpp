#include "mechanisms/portfolio.hpp"

#include "core/fields.hpp"
#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/money.hpp"

namespace povtrap {

namespace {

POVTRAP_KERNEL void divide_wealth(std::size_t n, double share, double per_income, const double* POVTRAP_RESTRICT deposits,
                                  const double* POVTRAP_RESTRICT bonds, const float* POVTRAP_RESTRICT income,
                                  double* POVTRAP_RESTRICT wanted) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double wealth = math::max(0.0, deposits[i] + bonds[i]);
    const double target = share * wealth - per_income * math::max(0.0, static_cast<double>(income[i]));
    wanted[i] = floor_to_grid(math::clamp(target, 0.0, wealth));
  }
}

}  // namespace

void PortfolioParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "portfolio", "how households divide wealth between deposits and government bonds");
  fields.flag("active", active, false, {.meaning = "households hold government bonds; off: only the bank does"});
  fields.number("share", share, 0.635,
                {.minimum = 0,
                 .maximum = 1,
                 .meaning = "lambda0, share of wealth that is held in bonds whatever they yield",
                 .source = "Godley and Lavoie (2007), model PC",
                 .origin = Origin::sourced});
  fields.number("interest_response", interest_response, 5.0,
                {.unit = "year",
                 .minimum = 0,
                 .maximum = 1000,
                 .meaning = "lambda1, rise of this share per unit of the bond rate",
                 .source = "Godley and Lavoie (2007), model PC",
                 .origin = Origin::sourced});
  fields.number("income_response", income_response, 0.01,
                {.unit = "year",
                 .minimum = 0,
                 .maximum = 1000,
                 .meaning = "lambda2, fall of it per unit of yearly income over wealth: money is needed for payments",
                 .source = "Godley and Lavoie (2007), model PC",
                 .origin = Origin::sourced});
}

void want_bonds(const PortfolioParameters& p, const WealthQuestion& q, double* wanted) {
  divide_wealth(q.n, p.share + p.interest_response * q.bond_rate, p.income_response / q.period_length, q.deposits, q.bonds,
                q.income, wanted);
}

}  // namespace povtrap
