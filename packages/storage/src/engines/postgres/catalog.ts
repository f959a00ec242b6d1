import { sql } from 'kysely';
import type { Catalog } from '../../engine.ts';

const own = sql`t.relkind = 'r' and t.relnamespace = current_schema()::regnamespace and t.relname not like 'kysely\\_%'`;

export const catalog: Catalog = {
  columns: sql`
    select t.relname as "tableName", c.attname as name, format_type(c.atttypid, c.atttypmod) as type,
      coalesce(array_position(k.indkey::int2[], c.attnum) + 1, 0) as "keyPosition"
    from pg_class as t
    join pg_attribute as c on c.attrelid = t.oid and c.attnum > 0 and not c.attisdropped
    left join pg_index as k on k.indrelid = t.oid and k.indisprimary
    where ${own} order by t.relname, c.attnum`,
  references: sql`
    select t.relname as "tableName", c.attname as "column", p.relname as parent
    from pg_constraint as f
    join pg_class as t on t.oid = f.conrelid join pg_class as p on p.oid = f.confrelid
    join pg_attribute as c on c.attrelid = t.oid and c.attnum = f.conkey[1]
    where f.contype = 'f' and ${own}`,
};
