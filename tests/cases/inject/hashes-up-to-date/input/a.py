a = 1
# BEGIN statusgen:list summaries=false where="code == 404"
# 404 Not Found
# END statusgen:list sum=efc1c49c4351231c
b = 2
