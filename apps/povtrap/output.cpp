#include "output.hpp"

#include <cerrno>
#include <cstdio>
#include <povtrap/error.hpp>
#include <system_error>

namespace povtrap::app {

void print(const std::string& text) {
  errno = 0;
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (written || errno == EPIPE) return;
  throw IoError("cannot write to standard output: " + std::generic_category().message(errno) +
                " (the answer is lost) send it somewhere else");
}

void tell(const std::string& text) {
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
}

std::string grouped(std::int64_t count) {
  std::string digits = std::to_string(count);
  const std::size_t sign = count < 0 ? 1 : 0;
  for (std::size_t i = digits.size(); i > sign + 3;) digits.insert(i -= 3, ",");
  return digits;
}

std::string number(const char* format, double value) {
  constexpr std::size_t longest = 400;  // %.2f of the largest double has 312 characters
  char text[longest];
  std::snprintf(text, sizeof(text), format, value);
  return text;
}

std::string right(const std::string& text, std::size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

std::string left(const std::string& text, std::size_t width) {
  return text.size() < width ? text + std::string(width - text.size(), ' ') : text;
}

}  // namespace povtrap::app
