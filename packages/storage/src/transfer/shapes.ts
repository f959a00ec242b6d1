import type { Connection } from '../connection.ts';
import type { Catalog, ColumnRow, TableShape, ValueSort } from '../engine.ts';

const sorts: Readonly<Record<string, ValueSort>> = {
  text: 'text',
  uuid: 'text',
  integer: 'whole',
  bigint: 'whole',
  blob: 'bytes',
  bytea: 'bytes',
};

/** Every table as the database itself tells, what others refer to first: a new one cannot be forgotten. */
export async function tableShapes({ db }: Connection, catalog: Catalog): Promise<TableShape[]> {
  const { rows: columns } = await catalog.columns.execute(db);
  const { rows: references } = await catalog.references.execute(db);
  const byTable = Map.groupBy(columns, ({ tableName }) => tableName);
  const parents = Map.groupBy(references, ({ tableName }) => tableName);
  const ordered: TableShape[] = [];
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const { parent } of parents.get(name) ?? []) visit(parent);
    ordered.push(shapeOf(name, byTable.get(name) ?? []));
  };
  for (const name of [...byTable.keys()].sort()) visit(name);
  return ordered;
}

function shapeOf(name: string, columns: readonly ColumnRow[]): TableShape {
  const inKey = columns.filter(({ keyPosition }) => keyPosition > 0);
  return {
    name,
    columns: Object.fromEntries(columns.map((column) => [column.name, sortOf(column)])),
    key: inKey.toSorted((one, other) => one.keyPosition - other.keyPosition).map((column) => column.name),
  };
}

function sortOf({ tableName, name, type }: ColumnRow): ValueSort {
  const sort = sorts[type.toLowerCase()];
  if (sort === undefined) throw new Error(`${tableName}.${name} is of a type that cannot be moved: ${type}.`);
  return sort;
}
