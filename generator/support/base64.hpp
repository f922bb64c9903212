// Base64 as RFC 4648 defines it, with padding: for files inside files and for the hashes of a content security policy.
#pragma once

#include <string>
#include <string_view>

namespace statusgen {

std::string base64(std::string_view bytes);

}  // namespace statusgen
