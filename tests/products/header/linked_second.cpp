#include "linked.hpp"

Answer other_unit(NAMESPACE::TYPE code) {
  return {NAMESPACE::phrase(code).data(), NAMESPACE::from_phrase("gateway time-out") == code};
}
