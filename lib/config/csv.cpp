#include "config/csv.hpp"

namespace povtrap {

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

}  // namespace

void CsvReader::skip_line_end() {
  if (at_ >= text_.size()) return;
  const bool pair = text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
  at_ += pair ? 2 : 1;
  ++line_;
}

void CsvReader::skip_empty_lines() {
  while (at_ < text_.size()) {
    std::size_t end = at_;
    while (end < text_.size() && is_blank(text_[end]) && text_[end] != delimiter_) ++end;
    if (end < text_.size() && text_[end] != '\n' && text_[end] != '\r') return;
    at_ = end;
    skip_line_end();
  }
}

/// The opening quote has been read.
void CsvReader::read_quoted(std::string& field) {
  while (at_ < text_.size()) {
    const char c = text_[at_++];
    if (c != '"') {
      line_ += c == '\n' ? 1 : 0;
      field += c;
    } else if (at_ < text_.size() && text_[at_] == '"') {
      field += text_[at_++];
    } else {
      return;
    }
  }
  torn_ = true;
}

void CsvReader::read_field(std::string& field) {
  field.clear();
  while (!at_line_end() && is_blank(text_[at_]) && text_[at_] != delimiter_) ++at_;
  if (!at_line_end() && text_[at_] == '"') {
    ++at_;
    read_quoted(field);
  }
  while (!at_line_end() && text_[at_] != delimiter_) field += text_[at_++];
  while (!field.empty() && is_blank(field.back())) field.pop_back();
}

bool CsvReader::next(std::vector<std::string>& fields) {
  skip_empty_lines();
  if (at_ >= text_.size()) return false;
  record_line_ = line_;
  torn_ = false;
  std::size_t count = 0;
  for (bool more = true; more;) {
    if (count == fields.size()) fields.emplace_back();
    read_field(fields[count++]);
    more = !at_line_end() && text_[at_] == delimiter_;
    if (more) ++at_;
  }
  skip_line_end();
  fields.resize(count);
  return true;
}

}  // namespace povtrap
