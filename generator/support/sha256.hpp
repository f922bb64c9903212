// SHA-256 as FIPS 180-4 defines it: for the manifest of an output folder and for the hashes of a content security
// policy. Written here because a cryptographic library would be a dependency for these sixty lines; it protects against
// accidents and names bytes, it guards no secret.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace statusgen {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(std::string_view bytes);
// 64 lower-case hexadecimal digits, as `sha256sum` prints them.
std::string sha256_hex(std::string_view bytes);

}  // namespace statusgen
