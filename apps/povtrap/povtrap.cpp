#include <povtrap/command.hpp>

int main(int count, char** words) {
  return povtrap::command_main(count, words);
}
