// The header with nothing before it, and a second time.
#include HEADER
#include HEADER

int main() { return NAMESPACE::phrase(NAMESPACE::TYPE::ok) == "OK" ? 0 : 1; }
