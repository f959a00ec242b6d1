import { sql } from 'kysely';
import type { Catalog } from '../../engine.ts';

const own = sql`t.type = 'table' and t.name not like 'sqlite~_%' escape '~' and t.name not like 'kysely~_%' escape '~'`;

export const catalog: Catalog = {
  columns: sql`
    select t.name as "tableName", c.name as name, c.type as type, c.pk as "keyPosition"
    from sqlite_schema as t join pragma_table_info(t.name) as c where ${own} order by t.name, c.cid`,
  references: sql`
    select t.name as "tableName", f."from" as "column", f."table" as parent
    from sqlite_schema as t join pragma_foreign_key_list(t.name) as f where ${own}`,
};
