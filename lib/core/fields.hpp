#pragma once

// The parameter registry is public, because users' rules declare their parameters in it.
#include <povtrap/fields.hpp>
