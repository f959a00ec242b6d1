export function batchesOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, nth) => items.slice(nth * size, (nth + 1) * size));
}

/** One batch after the other, so many at once. */
export async function inBatches<Item>(
  batches: readonly Item[][],
  atOnce: number,
  write: (batch: Item[]) => void | Promise<void>,
): Promise<void> {
  const left = batches.values();
  const writeOn = async () => {
    for (const batch of left) await write(batch);
  };
  await Promise.all(Array.from({ length: atOnce }, writeOn));
}
