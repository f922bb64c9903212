a = 1
# BEGIN statusgen:list summaries=false where="code == 404"
# 404 Lost
# END statusgen:list sum=fc3ab42fa9410587
b = 2
