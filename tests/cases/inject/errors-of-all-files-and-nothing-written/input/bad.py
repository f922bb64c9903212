# END statusgen:table
