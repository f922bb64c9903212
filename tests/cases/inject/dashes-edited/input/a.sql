select 1;
-- BEGIN statusgen:list summaries=false where="code == 404"
-- 404 Lost
-- END statusgen:list sum=a1621be95040239e
select 2;
