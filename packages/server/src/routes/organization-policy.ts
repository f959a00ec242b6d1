import {
  changePolicy,
  type PolicySetting,
  type PolicyTemplateName,
  policyRules,
  policyTemplates,
  previewPolicy,
} from '@rollcall/core';
import type { Handlers } from '../handler.ts';
import type { House } from '../house.ts';
import { toReceipt } from '../wire/outcome.ts';
import { toPolicy, toPolicyPreview } from '../wire/policy.ts';

/** What the organization of whoever asks sets for its members. */
export const organizationPolicy = ({ core }: House) =>
  ({
    'GET /v1/organization/policy': async ({ actor: { organizationId, address } }) => {
      const [policy, version] = await Promise.all([
        core.organizations.policy(organizationId),
        core.policies.version(organizationId),
      ]);
      return { policy: toPolicy(policy), version, bounds, templates, myAddress: address };
    },

    'POST /v1/organization/policy/preview': async ({ actor, body }) =>
      toPolicyPreview(await previewPolicy(core, actor, actor.organizationId, body.change)),

    'PATCH /v1/organization/policy': async ({ actor, body }) => {
      const accepted = { version: body.version, shutsMeOut: body.shutsMeOut ?? false };
      const changed = await changePolicy(core, actor, actor.organizationId, body.change, accepted);
      return { policy: toPolicy(changed.policy), version: changed.version, receipt: toReceipt(changed.receipt) };
    },
  }) satisfies Partial<Handlers>;

const bounds = Object.fromEntries(
  (Object.keys(policyRules) as PolicySetting[]).flatMap((setting) => {
    const rule = policyRules[setting];
    return rule.is === 'count' ? [[setting, { least: rule.least, most: rule.most }]] : [];
  }),
);

const templates = (Object.keys(policyTemplates) as PolicyTemplateName[]).map((name) => ({
  name,
  settings: { ...policyTemplates[name] },
}));
