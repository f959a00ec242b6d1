/** So many of each sort: the ones that came last. */
const mostKept = 100_000;

/** Keeps a fact that never changes while what it is about is there. The one that has been there longest makes room. */
export function keepFact<Fact>(kept: Map<string, Fact>, id: string, fact: Fact): void {
  if (kept.size >= mostKept) {
    for (const oldest of kept.keys()) {
      kept.delete(oldest);
      break;
    }
  }
  kept.set(id, fact);
}
