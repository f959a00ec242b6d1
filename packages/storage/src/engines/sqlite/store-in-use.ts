/** Another process has the store open. While a server runs, everything goes through it. */
export class StoreInUse extends Error {
  constructor(file: string, cause: unknown) {
    super(`The store ${file} is in use: another process, most likely the server, has it open.`, { cause });
    this.name = 'StoreInUse';
  }
}
