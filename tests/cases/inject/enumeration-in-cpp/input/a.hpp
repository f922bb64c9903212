#pragma once
namespace a {
  // BEGIN statusgen:enum type=code where="code < 500"
  // END statusgen:enum
}
