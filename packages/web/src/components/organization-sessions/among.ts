/** Whose lines stand in a list. Among those of one member, whose each is goes without saying. */
export type Among = 'everybody' | 'member';
