#pragma once
namespace a {
  // BEGIN statusgen:enum type=code where="code < 500"
  /// Status codes of IANA's registry.
  enum class code : unsigned short {
    /// It worked.
    /// RFC 9110, section 15.3.1.
    ok = 200,

    /// There is nothing here.
    /// RFC 9110, section 15.5.5.
    not_found = 404,
  };
  // END statusgen:enum sum=06e3da32e9d0085e
}
