import type { FastifyHelmetOptions } from '@fastify/helmet';

const self = "'self'";
const none = "'none'";

/** Everything from this origin, nothing inline, nobody may frame it. Fonts and icons may stand in the style sheet as data. */
const contentSecurityPolicy = {
  'default-src': [self],
  'script-src': [self],
  'style-src': [self],
  'img-src': [self, 'data:'],
  'font-src': [self, 'data:'],
  'connect-src': [self],
  'object-src': [none],
  'base-uri': [none],
  'form-action': [self],
  'frame-ancestors': [none],
};

const yearSeconds = 365 * 24 * 60 * 60;

export function securityHeaders(publicOrigin: string): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: publicOrigin.startsWith('https:') ? { maxAge: yearSeconds } : false,
    xFrameOptions: { action: 'deny' },
  };
}
