# BEGIN statusgen:scenario id=wrong_request
# END statusgen:scenario
