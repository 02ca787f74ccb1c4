#pragma once

#include <string>

#include "population/survey.hpp"
#include "population/survey_parameters.hpp"

namespace povtrap {

/// Reads the table that survey.file names: maps columns, transforms, checks every row.
/// Throws: IoError if there is no such file; DataError that lists all missing columns, or all bad rows by line (the first
/// twenty and how many there are) under the rule "refuse", or says why nothing could be read.
[[nodiscard]] Survey read_survey(const SurveyParameters& parameters);

/// The same for bytes in memory; `name` stands for the file in messages.
[[nodiscard]] Survey parse_survey(std::string bytes, const SurveyParameters& parameters, const std::string& name);

/// The text of a file in UTF-8: a byte order mark is taken off, Latin-1 is converted if `encoding` says so.
/// Throws: DataError that names the line and the byte if it is not what `encoding` says.
[[nodiscard]] std::string decoded(std::string bytes, const std::string& encoding, const std::string& name);

}  // namespace povtrap
