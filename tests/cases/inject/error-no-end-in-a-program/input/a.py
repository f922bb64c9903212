# BEGIN statusgen:list
