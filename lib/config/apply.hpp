#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/toml_document.hpp"
#include "core/fields.hpp"

namespace povtrap {

/// Why a setting cannot be taken (unknown name, wrong kind, out of range), with where it was made; empty if it can.
[[nodiscard]] std::string refusal_of(const Setting& setting, const Fields& fields);

/// Assigns every good setting, in order, so that later ones override. Returns one message for each setting that cannot be
/// taken.
[[nodiscard]] std::vector<std::string> apply_settings(std::span<const Setting> settings, const Fields& fields);

/// A setting typed by hand, as `--set` takes it: "a.b=c". The value is read as TOML if it is TOML, otherwise as text.
/// Throws: ConfigError if there is no name or no equals sign.
[[nodiscard]] Setting parse_override(std::string_view text);

/// The same, already taken apart.
[[nodiscard]] Setting make_override(std::string_view path, std::string_view value);

/// Adds to each message about several parameters at once the places where those it names were set.
void add_places(std::vector<std::string>& messages, std::span<const Setting> settings, const Fields& fields);

}  // namespace povtrap
