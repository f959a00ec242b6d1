import type { Readable } from 'node:stream';
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, RouteKey, Routes, ServiceRoutePermission } from '@rollcall/api';
import type { Operator, Owner, ServiceActor, Visitor } from '@rollcall/core';
import type { FastifyReply } from 'fastify';

/** Who acts, by the permission that the route table asks for. */
type ActorOf<Key extends RouteKey> = Routes[Key]['permission'] extends 'anyone'
  ? null
  : Routes[Key]['permission'] extends 'operator'
    ? Operator
    : Routes[Key]['permission'] extends ServiceRoutePermission
      ? ServiceActor
      : Owner;

/** A request as a handler sees it: checked against the schemas, and its actor known. */
export interface Call<Key extends RouteKey> {
  readonly params: ParamsOf<Key>;
  readonly query: QueryOf<Key>;
  readonly body: BodyOf<Key>;
  readonly actor: ActorOf<Key>;
  /** What is known of the request before anybody is. Refuses what presents two credentials. */
  readonly visitor: () => Visitor;
  /** By the timer, in milliseconds: answers at fixed steps count from here. */
  readonly startedAt: number;
  /** For cookies and streams; the handler's value is the answer. */
  readonly reply: FastifyReply;
}

/** The handler has taken the connection over and answers by itself. */
export const hijacked = Symbol('hijacked');

type ResultOf<Key extends RouteKey> = Routes[Key]['answer'] extends { readonly mediaType: string }
  ? Readable | typeof hijacked
  : AnswerOf<Key> | (undefined extends AnswerOf<Key> ? typeof hijacked : never);

export type Handler<Key extends RouteKey> = (call: Call<Key>) => Promise<ResultOf<Key>>;

/** One for each route of the table: a missing one does not compile. */
export type Handlers<Keys extends RouteKey = RouteKey> = { readonly [Key in Keys]: Handler<Key> };

/** The routes of the table by who reaches them: over TCP, or over the operator's socket. */
export type OperatorKey = {
  [Key in RouteKey]: Routes[Key]['permission'] extends 'operator' ? Key : never;
}[RouteKey];
export type PublicKey = Exclude<RouteKey, OperatorKey>;
