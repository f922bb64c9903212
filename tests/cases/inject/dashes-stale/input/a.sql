select 1;
-- BEGIN statusgen:list summaries=false where="code == 404"
-- 404 Lost
-- END statusgen:list sum=31632e202f6c93e3
select 2;
