#pragma once

/// Everything that a program which runs povtrap needs. The command line as a function is apart, in povtrap/command.hpp.
#include "povtrap/checkpoint.hpp"
#include "povtrap/compare.hpp"
#include "povtrap/config.hpp"
#include "povtrap/dataset.hpp"
#include "povtrap/error.hpp"
#include "povtrap/registry.hpp"
#include "povtrap/replicates.hpp"
#include "povtrap/result_file.hpp"
#include "povtrap/simulation.hpp"
#include "povtrap/version.hpp"
