import { type QueryCompiler, SqliteDialect, SqliteQueryCompiler } from 'kysely';
import { sqlite } from '../../dialect.ts';

class Compiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return sqlite.parameter(this.numParameters);
  }
}

/** Kysely's dialect, with parameters as ours writes them. */
export class KyselyDialect extends SqliteDialect {
  override createQueryCompiler(): QueryCompiler {
    return new Compiler();
  }
}
