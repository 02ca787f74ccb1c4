#pragma once

/// Everything that a program which runs povtrap needs.
#include "povtrap/checkpoint.hpp"
#include "povtrap/config.hpp"
#include "povtrap/dataset.hpp"
#include "povtrap/error.hpp"
#include "povtrap/result_file.hpp"
#include "povtrap/simulation.hpp"
#include "povtrap/version.hpp"
