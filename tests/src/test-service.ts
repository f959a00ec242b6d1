import type { AnswerOf, BodyOf } from '@rollcall/api';
import { type ServicePermission, servicePermissions } from '@rollcall/core';
import { type Answered, send } from './http.ts';
import type { TestServer } from './test-server.ts';

/** Where the service's server is, and how its operator is reached. */
type Installation = Pick<TestServer, 'operator' | 'origin'>;

type Issued = AnswerOf<'POST /v1/service/sessions'>;

/** The backend of an application with a service credential. */
export class TestService {
  readonly #server: Installation;
  readonly name: string;
  token: string;
  credentialId: string;

  private constructor(server: Installation, name: string, { token, credential }: IssuedCredential) {
    this.#server = server;
    this.name = name;
    this.token = token;
    this.credentialId = credential.id;
  }

  /** Makes a service with one credential; without a list it may do everything. */
  static async make(
    server: Installation,
    name: string,
    permissions: readonly ServicePermission[] = servicePermissions,
    more: Partial<BodyOf<'POST /operator/services'>> = {},
  ): Promise<TestService> {
    await told(server.operator('POST', '/operator/services', { name, ...more }));
    return TestService.withCredential(server, name, permissions);
  }

  /** The same service with one more credential. */
  static async withCredential(
    server: Installation,
    name: string,
    permissions: readonly ServicePermission[],
    expiresAt?: number,
  ): Promise<TestService> {
    const path = `/operator/services/${encodeURIComponent(name)}/credentials`;
    const input = { name: 'tests', permissions, ...(expiresAt !== undefined && { expiresAt }) };
    return new TestService(server, name, (await told(server.operator('POST', path, input))).json<IssuedCredential>());
  }

  send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    return send(this.#server.origin, {
      method,
      path,
      body,
      headers: { authorization: `Bearer ${this.token}`, ...headers },
    });
  }

  /** A successful answer's body. */
  async ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    return (await told(this.send(method, path, body))).json<Answer>();
  }

  signIn(externalId: string, more: Omit<BodyOf<'POST /v1/service/sessions'>, 'externalId'> = {}): Promise<Issued> {
    return this.ask('POST', '/v1/service/sessions', { externalId, ...more });
  }

  verify(token: string, more: object = {}): Promise<AnswerOf<'POST /v1/verify'>> {
    return this.ask('POST', '/v1/verify', { token, ...more });
  }
}

type IssuedCredential = AnswerOf<'POST /operator/services/:service/credentials'>;

async function told(answering: Promise<Answered>): Promise<Answered> {
  const answered = await answering;
  if (answered.status >= 300) throw new Error(`${answered.status}: ${answered.text}`);
  return answered;
}
