// What the two translation units of the link test say to each other.
#pragma once
#include HEADER

struct Answer {
  const char* text;
  bool found;
};
Answer other_unit(NAMESPACE::TYPE code);
