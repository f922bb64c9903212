build/tiny.stamp: \
  mini.json \
  templates \
  templates/tiny \
  templates/tiny/code.txt.j2 \
  templates/tiny/product.json
