#pragma once

#include <csignal>

namespace povtrap::app {

/// The user, or the system, asked to stop.
struct Interrupted {
  int signal;
};

/// While it lives, Ctrl-C, a request to terminate and SIGUSR1 (which schedulers send before the time is over) wait for the next check(), so that nothing is left half-done. The second
/// one ends the program at once.
class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  [[nodiscard]] bool arrived() const;
  /// Throws: Interrupted if a signal has arrived.
  void check() const;

 private:
  struct sigaction old_interrupt_;
  struct sigaction old_terminate_;
  struct sigaction old_user_;
};

}  // namespace povtrap::app
