#pragma once

#include <stdexcept>

/// Programmer-caused faults: on in debug and CI builds, free in release. Users' faults are thrown as povtrap::Error instead.
#ifdef POVTRAP_CONTRACTS
#define POVTRAP_CONTRACT_TEXT_(x) #x
#define POVTRAP_CONTRACT_TEXT(x) POVTRAP_CONTRACT_TEXT_(x)
#define POVTRAP_REQUIRE(condition)                                                                                \
  do {                                                                                                            \
    if (!(condition))                                                                                             \
      throw std::logic_error("contract broken: " #condition " at " __FILE__ ":" POVTRAP_CONTRACT_TEXT(__LINE__)); \
  } while (false)
#else
#define POVTRAP_REQUIRE(condition) static_cast<void>(0)
#endif
