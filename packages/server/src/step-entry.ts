import type { SignInStep } from '@rollcall/api';
import { type BegunStep, challengeLifetimeMs } from '@rollcall/core';
import type { FastifyReply } from 'fastify';
import { stepCookieFor } from './cookies.ts';
import { toStep } from './wire/factor.ts';

/** Gives the browser what ties the sign-in's next step to it, and says what that asks for. */
export function askForStep(reply: FastifyReply, step: BegunStep): SignInStep {
  keepStep(reply, step.token);
  return toStep(step);
}

export function keepStep(reply: FastifyReply, token: string): void {
  reply.header('set-cookie', stepCookieFor(token, challengeLifetimeMs));
}
