// BEGIN statusgen:enum style=k_pascal prefix=http_ where='code == 200'
/// Status codes of IANA's registry.
enum class status : unsigned short {
  /// It worked.
  /// RFC 9110, section 15.3.1.
  http_kOk = 200,
};
// END statusgen:enum sum=db163b50bc6d43cd
