// A second user of the header in one program.
#include "acme/http_status.hpp"

bool is_known(acme::status code);
bool is_known(acme::status code) { return !acme::phrase(code).empty(); }
