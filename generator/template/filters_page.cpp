// Filters for pages and their policies: how well colors can be told apart, and the hash of a style.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "support/base64.hpp"
#include "support/diagnostic.hpp"
#include "support/sha256.hpp"
#include "support/utf8.hpp"
#include "template/builtins.hpp"
#include "template/runtime.hpp"

namespace statusgen::jinja {
namespace {

using Color = std::array<int, 3>;  // red, green, blue: 0 to 255

// "#0b5394", or "#abc", where each digit stands for two.
Color color_of(const Call& call, const Value& value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const std::string_view text = value.is_string() ? value.as_text() : std::string_view();
  const std::size_t width = text.size() / 3;  // of a channel
  Color out{};
  bool good = text.starts_with('#') && (text.size() == 4 || text.size() == 7);
  for (std::size_t i = 1; good && i < text.size(); ++i) {
    const std::size_t digit = kDigits.find(to_lower(text[i]));
    good = digit != std::string_view::npos;
    int& channel = out[(i - 1) / width];
    channel = channel * 16 + static_cast<int>(digit);
  }
  if (!good) call.site.fail("a color is written as #0b5394 or #abc, this is " + (value.is_string() ? in_quotes(text) : with_article(value)));
  if (width == 1) std::for_each(out.begin(), out.end(), [](int& channel) { channel *= 17; });
  return out;
}

std::string hexadecimal(const Color& color) {
  char text[8];
  std::snprintf(text, sizeof text, "#%06x", static_cast<unsigned>(color[0] * 65536 + color[1] * 256 + color[2]) & 0xFFFFFF);
  return text;
}

// WCAG 2: relative luminance, and the ratio of two of them. A table, since every page asks for dozens of powers.
double luminance(const Color& color) {
  static const std::array<double, 256> kLinear = [] {
    std::array<double, 256> out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
      const double c = static_cast<double>(i) / 255.0;
      out[i] = c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    }
    return out;
  }();
  const auto linear = [](int channel) { return kLinear[static_cast<std::size_t>(channel)]; };
  return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
}

double ratio(const Color& a, const Color& b) {
  const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
  return (light + 0.05) / (dark + 0.05);
}

Value contrast(const Call& call) { return Value::number(ratio(color_of(call, call.subject), color_of(call, call.arguments[0]))); }

Color mixed(const Color& from, const Color& to, int step, int steps) {
  Color out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = (from[i] * (steps - step) + to[i] * step + steps / 2) / steps;
  return out;
}

// The same color as bright as it gets without white in it.
Color brightest(const Color& color) {
  const int most = *std::max_element(color.begin(), color.end());
  Color out = color;
  if (most > 0) std::for_each(out.begin(), out.end(), [&](int& channel) { channel = (channel * 255 + most / 2) / most; });
  return out;
}

// The color itself, or the nearest one that reaches the ratio: on a dark background brighter and then whiter, on a light
// one blacker. Any background lets white or black have more than 4.5.
Value legible_on(const Call& call) {
  constexpr int kSteps = 32;
  constexpr Color kWhite{255, 255, 255}, kBlack{};
  const Color color = color_of(call, call.subject), background = color_of(call, call.arguments[0]);
  const Value wanted = call.given(1) ? call.arguments[1] : Value::number(4.5);
  if (!wanted.is_number()) call.site.fail("a contrast is a number, not " + with_article(wanted));
  const bool brighter = ratio(kWhite, background) > ratio(kBlack, background);
  const Color between = brighter ? brightest(color) : color, end = brighter ? kWhite : kBlack;
  for (int step = 0; step <= 2 * kSteps; ++step) {
    const Color tried = step < kSteps ? mixed(color, between, step, kSteps) : mixed(between, end, step - kSteps, kSteps);
    if (ratio(tried, background) >= wanted.as_number()) return Value::text(hexadecimal(tried), kAllLanguages);
  }
  call.site.fail("no color has this contrast here");
}

// As a Content-Security-Policy names a style: 'sha256-' and this.
Value sha256_base64(const Call& call) {
  if (!call.subject.is_string()) call.site.fail("sha256_base64 takes a string, this is " + with_article(call.subject));
  const Sha256 hash = sha256(call.subject.as_text());
  return Value::text(base64({reinterpret_cast<const char*>(hash.data()), hash.size()}), kAllLanguages);
}

constexpr FilterRow kFilters[] = {
    {"contrast", contrast, "other", 1},
    {"legible_on", legible_on, "background ratio", 1},
    {"sha256_base64", sha256_base64},
};

}  // namespace

std::span<const FilterRow> page_filters() { return kFilters; }

}  // namespace statusgen::jinja
