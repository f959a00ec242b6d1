import Type from 'typebox';
import { Closed, Nullable, OneOf } from './common.ts';

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
