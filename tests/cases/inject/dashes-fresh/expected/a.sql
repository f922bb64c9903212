select 1;
-- BEGIN statusgen:list summaries=false where="code == 404"
-- 404 Not Found
-- END statusgen:list sum=44842bb8a7a9df10
select 2;
