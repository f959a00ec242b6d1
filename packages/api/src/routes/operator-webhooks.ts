import { IdParams } from '../schemas/common.ts';
import { ServiceParams } from '../schemas/operator-services.ts';
import * as webhooks from '../schemas/operator-webhooks.ts';
import { done, ok, type RouteTable } from './route.ts';

/** Where services are told what happened, as the operator keeps it. */
export const operatorWebhookRoutes = {
  'GET /operator/services/:service/webhooks': {
    name: 'listWebhooks',
    summary: 'Webhooks of a service with how delivery goes, oldest first',
    permission: 'operator',
    params: ServiceParams,
    answer: ok(webhooks.Webhooks),
    problems: ['not_found'],
  },
  'POST /operator/services/:service/webhooks': {
    name: 'addWebhook',
    summary: 'Tell a service from now on when one of its sessions ends',
    permission: 'operator',
    params: ServiceParams,
    body: webhooks.AddWebhookInput,
    answer: ok(webhooks.AddedWebhook),
    problems: ['not_found', 'not_acceptable', 'conflict'],
  },
  'POST /operator/webhooks/:id/rotation': {
    name: 'rotateWebhook',
    summary: 'Give it a new secret; for an overlap messages are signed with both',
    permission: 'operator',
    params: IdParams,
    body: webhooks.RotateWebhookInput,
    answer: ok(webhooks.RotatedWebhook),
    problems: ['not_found'],
  },
  'POST /operator/webhooks/:id/test': {
    name: 'testWebhook',
    summary: 'Send a webhook.test now and tell what became of it',
    permission: 'operator',
    params: IdParams,
    answer: ok(webhooks.TriedWebhook),
    problems: ['not_found'],
  },
  'POST /operator/webhooks/:id/resumption': {
    name: 'resumeWebhook',
    summary: 'Send to it again, and try once more what was given up',
    permission: 'operator',
    params: IdParams,
    answer: ok(webhooks.ResumedWebhook),
    problems: ['not_found'],
  },
  'POST /operator/webhooks/:id/removal': {
    name: 'removeWebhook',
    summary: 'Remove it; what still waits is sent to nobody',
    permission: 'operator',
    params: IdParams,
    answer: done,
    problems: ['not_found'],
  },
} as const satisfies RouteTable;
