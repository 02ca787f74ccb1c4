#include "interrupts.hpp"

namespace povtrap::app {

namespace {

// The only thing a signal handler may do is to set such a variable, and it can reach no other.
volatile std::sig_atomic_t received = 0;

void remember(int signal) {
  received = signal;
}

/// Signals the surroundings chose to ignore, as nohup does, stay ignored.
void catch_once(int signal, struct sigaction& old) {
  struct sigaction caught = {};
  caught.sa_handler = remember;
  caught.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
  sigemptyset(&caught.sa_mask);
  sigaction(signal, nullptr, &old);
  if (old.sa_handler != SIG_IGN) sigaction(signal, &caught, nullptr);
}

}  // namespace

Interrupts::Interrupts() {
  received = 0;
  catch_once(SIGINT, old_interrupt_);
  catch_once(SIGTERM, old_terminate_);
  catch_once(SIGUSR1, old_user_);
}

Interrupts::~Interrupts() {
  sigaction(SIGINT, &old_interrupt_, nullptr);
  sigaction(SIGTERM, &old_terminate_, nullptr);
  sigaction(SIGUSR1, &old_user_, nullptr);
}

bool Interrupts::arrived() const {
  return received != 0;
}

void Interrupts::check() const {
  if (arrived()) throw Interrupted{static_cast<int>(received)};
}

}  // namespace povtrap::app
