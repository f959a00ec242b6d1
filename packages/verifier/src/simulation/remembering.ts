import { type Node, World } from './world.ts';

/** A world with one node that knows one credential. */
export async function remembering(): Promise<{ world: World; node: Node; token: string; id: string }> {
  const world = new World();
  const node = await world.startedNode();
  const { token, credential } = world.issue();
  await node.verify(token);
  node.evicted.length = 0;
  return { world, node, token, id: credential.id };
}
