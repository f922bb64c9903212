a = 1
# BEGIN statusgen:list summaries=false where="code == 404"
# END statusgen:list
b = 2
