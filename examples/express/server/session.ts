import type { CookieOptions, NextFunction, Request, Response } from 'express';
import type { Rollcall } from './rollcall.ts';

export const cookies = { session: '__Host-noticeboard_session', browser: '__Host-noticeboard_browser' } as const;
const yearMs = 365 * 86_400_000;
const guarded: CookieOptions = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' };

/** Who asks, once Rollcall has said so. */
export interface Visitor {
  readonly personId: string;
  readonly sessionId: string;
}

export function visitorOf(response: Response): Visitor | null {
  return (response.locals['visitor'] as Visitor | undefined) ?? null;
}

/** Asks Rollcall about the session's cookie, at every request: the moment the session ends there, it is no good here. */
export function recognize(rollcall: Rollcall) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const token: unknown = request.cookies[cookies.session];
    if (typeof token === 'string') {
      const verified = await rollcall.verify(token, request.ip ?? '');
      if (verified.active) {
        response.locals['visitor'] = { personId: verified.account.externalId, sessionId: verified.session.id };
      }
    }
    next();
  };
}

/** A new session's cookies. The browser's own is kept beyond sign-out, so that the next sign-in is the same device. */
export function enter(response: Response, issued: { readonly token: string; readonly browserToken: string }): void {
  response.cookie(cookies.session, issued.token, guarded);
  response.cookie(cookies.browser, issued.browserToken, { ...guarded, maxAge: yearMs });
}

export function leave(response: Response): void {
  response.clearCookie(cookies.session, guarded);
}
