/**
 * Work that is never done twice at the same time: whoever asks while it is being done has it done once more afterwards,
 * and everybody waits until nothing is asked for any more.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  async function round(): Promise<void> {
    while (again) {
      again = false;
      await work();
    }
  }
  return () => {
    again = true;
    running ??= round().finally(() => {
      running = null;
    });
    return running;
  };
}
