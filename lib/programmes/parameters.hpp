#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "programmes/cash.hpp"
#include "programmes/insurance.hpp"
#include "programmes/interest_discount.hpp"
#include "programmes/relocation.hpp"
#include "programmes/village_fund.hpp"
#include "programmes/work_relief.hpp"

namespace povtrap {

class Fields;

/// Taxes and the budget rules of the central and the provincial governments.   Source: docs/model/government.md.
struct GovernmentParameters {
  double vat = 0;                ///< on firms' sales [share of the price before tax]
  double income_tax = 0;         ///< on household income above the threshold [share]
  double income_threshold = 0;   ///< [poverty lines/head/year]
  double profit_tax = 0;         ///< [share]
  double local_share = 0;        ///< of taxes that stay in the province [share]
  std::string rule;              ///< "deficit" or "fixed"
  double fixed_purchases = 0;    ///< [poverty lines/household/year]
  double debt_response = 0;      ///< [1/year]
  double minimum_spending = 0;   ///< of smoothed taxes [share]
  double services_share = 0;     ///< of purchases that go to local services [share]
  double initial_debt = 0;       ///< bonds over yearly national income at the start
  double local_spending = 0;     ///< of a province's money that it spends in a year [1/year]
  double east_west = 0;          ///< of the richest bloc's provincial money given to the others in a year [1/year]
  double vertical_transfer = 0;  ///< of the centre's taxes that it gives to provinces [share]
  std::string vertical_rule;     ///< by "persons" or by "need"

  void describe(Fields& fields);
};

/// A top-up to a standard for households that a proxy means test finds (Dibao).   Source: docs/model/programmes.md.
struct TopUpParameters {
  bool active = true;
  std::vector<double> standard;  ///< by year from the base year on [poverty lines/head/year]
  std::vector<double> coverage;  ///< rural persons on the list [share]
  double floor = 0;              ///< least support [share of the standard]
  double accuracy = 0;           ///< R2 of the test
  std::int64_t renewal = 0;      ///< years after which a household's measured score is drawn anew
  double local_share = 0;        ///< paid by the province as far as its money reaches [share]

  void describe(Fields& fields);
  [[nodiscard]] double standard_of(std::int64_t years_since_base) const;
  [[nodiscard]] double coverage_of(std::int64_t years_since_base) const;
};

/// One-off grants of productive assets.
struct GrantParameters {
  bool active = true;
  std::string targeting;           ///< "proxy_means_test" or "universal"
  std::string provider;            ///< "ngos", "central_government" or "provinces"
  double amount = 0;               ///< [poverty lines/head]
  double reach = 0;                ///< persons given a grant in a year [share]
  double candidates = 0;           ///< lowest scores among whom recipients are drawn [share of persons]
  double accuracy = 0;             ///< R2 of the test
  double start = 0, end = 0;       ///< years since the base year
  std::vector<std::string> blocs;  ///< where universal grants are given; empty: everywhere

  void describe(Fields& fields);
};

/// NGOs: who gives to them and how they spend it.
struct NgoParameters {
  double donations = 0;      ///< of household income above the donor line [share]
  double donor_line = 0;     ///< [poverty lines/head/year]
  double foreign_aid = 0;    ///< [poverty lines/head of the nation/year]
  double overhead = 0;       ///< of spending [share]
  double spending = 0;       ///< of funds spent in a year [1/year]
  double procurement = 0;    ///< services that the central government orders [poverty lines/head of the nation/year]
  double capacity = 0;       ///< rural persons that staff reaches in a year; 0: no limit [share]
  double signal = 0;         ///< R2 of an NGO's own test in its own bloc; 0: it takes the grants' one
  double project = 0;        ///< length of a foreign project; 0: aid without end [years]
  double pause = 0;          ///< time without aid between two projects [years]
  double first_project = 0;  ///< years since the base year

  void describe(Fields& fields);
  /// Does foreign aid come, `now` years after the base year began?
  [[nodiscard]] bool aided(double now) const;
  /// NGOs that are more than a purse: their own series are reported.
  [[nodiscard]] bool detailed() const { return procurement > 0 || capacity > 0 || signal > 0 || project > 0; }
};

struct ProgrammeParameters {
  TopUpParameters top_up;
  GrantParameters grants;
  CashParameters cash;
  NgoParameters ngos;
  GovernmentParameters government;
  RelocationParameters relocation;
  VillageFundParameters funds;
  InterestDiscountParameters interest_discount;
  InsuranceParameters insurance;
  WorkReliefParameters work_relief;

  void describe(Fields& fields);
};

}  // namespace povtrap
