import Type from 'typebox';
import { Closed, Nullable, OneOf } from './common.ts';
import { Receipt } from './inventory.ts';

const Range = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'A network in CIDR notation, or a single address. Answers tell it in one spelling.',
});
const Ranges = Type.Array(Range, { maxItems: 100 });
const AddressRanges = Closed(
  { session: Ranges, service_credential: Ranges },
  { description: 'From where credentials of each kind may be used; none is from anywhere.' },
);

/** Its bounds are a rule of core, and answered with the field at fault. */
const settings = {
  idleLimitMinutes: Type.Integer(),
  absoluteLimitMinutes: Type.Integer(),
  rememberedIdleLimitMinutes: Type.Integer({ description: 'With *keep me signed in*.' }),
  rememberedAbsoluteLimitMinutes: Type.Integer(),
  keepSignedIn: OneOf(['allowed', 'refused']),
  sessionLimit: Nullable(
    Type.Integer({ description: 'How many sessions a member may have at once; null is any number.' }),
  ),
  atSessionLimit: OneOf(['refuse', 'end_oldest'], 'What happens at a sign-in beyond that.'),
  secondFactor: OneOf(['off', 'at_sign_in', 'always'], 'at_sign_in: trusted devices are exempt.'),
  trustDays: Type.Integer({ description: 'How long a device is trusted; 0 trusts none.' }),
  historyDays: Type.Integer(),
  addressDays: Type.Integer(),
};

export const PolicyBody = Closed({ ...settings, addressRanges: AddressRanges });
/** What is left out stays. */
export const PolicyChange = Type.Partial(
  Closed({ ...settings, addressRanges: Type.Partial(AddressRanges, { additionalProperties: false }) }),
  { additionalProperties: false },
);
export type PolicyBody = Type.Static<typeof PolicyBody>;
export type PolicyChange = Type.Static<typeof PolicyChange>;

const Version = Type.Integer({ description: 'Raised by each change.' });
const Bounds = Closed({ least: Type.Integer(), most: Type.Integer() });
const templated = {
  idleLimitMinutes: Type.Integer(),
  absoluteLimitMinutes: Type.Integer(),
  rememberedIdleLimitMinutes: Type.Integer(),
  rememberedAbsoluteLimitMinutes: Type.Integer(),
  keepSignedIn: settings.keepSignedIn,
  secondFactor: settings.secondFactor,
};

export const OrganizationPolicy = Closed({
  policy: PolicyBody,
  version: Version,
  bounds: Type.Record(Type.String(), Bounds, { description: 'Of each setting that counts.' }),
  templates: Type.Array(Closed({ name: OneOf(['at_home', 'aal2', 'aal3']), settings: Closed(templated) }), {
    description: 'Settings that belong together; `aal2` and `aal3` by NIST SP 800-63B-4.',
  }),
  myAddress: Nullable(Type.String({ description: 'Where the request comes from.' })),
});
export type OrganizationPolicy = Type.Static<typeof OrganizationPolicy>;

export const PolicyPreviewInput = Closed({ change: PolicyChange });

const Touched = Closed({
  effect: OneOf(
    ['idle', 'expired', 'outside_addresses', 'over_limit', 'trust_ended', 'factor_needed'],
    'Sessions end (`idle`, `expired`) or are refused where they are, which is told only with `platform.places.view`; devices are asked for the code again (`trust_ended`); members have more sessions than they may (`over_limit`) or no second factor yet (`factor_needed`): that is seen to at their next sign-in.',
  ),
  count: Type.Integer({
    description: 'Sessions; of `trust_ended` devices, of `over_limit` and `factor_needed` members.',
  }),
  members: Type.Integer(),
  isMore: Type.Boolean({ description: 'There may be more: nobody counts further than 10,000.' }),
  examples: Type.Array(Type.String(), { description: 'Some of the members, by name.' }),
});
export const PolicyPreview = Closed({
  version: Version,
  policy: PolicyBody,
  touched: Type.Array(Touched, { description: 'Only what touches somebody.' }),
  endsThisSession: Type.Boolean(),
  shutsMeOut: Type.Boolean({ description: 'This session would be refused from where it asks.' }),
});
export type PolicyPreview = Type.Static<typeof PolicyPreview>;

export const OrganizationPolicyChange = Closed({
  version: Version,
  change: PolicyChange,
  shutsMeOut: Type.Optional(
    Type.Literal(true, { description: 'To accept that this session is refused from where it is.' }),
  ),
});
export const ChangedPolicy = Closed({ policy: PolicyBody, version: Version, receipt: Receipt });
