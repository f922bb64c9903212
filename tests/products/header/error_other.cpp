// A second file with the header of errors: there is one category for the whole program.
#include ERROR_HEADER

const std::error_category& category_of_another_file();
const std::error_category& category_of_another_file() { return http::category(); }
