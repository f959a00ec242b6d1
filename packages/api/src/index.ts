/** The wire: every route, its schemas and the public problem codes. OpenAPI and the client's types come out of it. */
export * from './problems.ts';
export type { OrganizationPermission, Route, RoutePermission, ServiceRoutePermission } from './routes/route.ts';
export * from './routes.ts';
export * from './schemas/account.ts';
export * from './schemas/common.ts';
export * from './schemas/factors.ts';
export { returnPathPattern } from './schemas/hosts.ts';
export * from './schemas/imported-sessions.ts';
export * from './schemas/inventory.ts';
export * from './schemas/log.ts';
export * from './schemas/operator.ts';
export * from './schemas/operator-services.ts';
export * from './schemas/operator-webhooks.ts';
export * from './schemas/organization.ts';
export * from './schemas/organization-sessions.ts';
export * from './schemas/organization-users.ts';
export * from './schemas/policy.ts';
export * from './schemas/service.ts';
