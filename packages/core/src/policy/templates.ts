import { defaultPolicy, type Policy } from './policy.ts';

const minutesPerHour = 60;
const day = 24 * minutesPerHour;

export type PolicyTemplate = Pick<
  Policy,
  | 'idleLimitMinutes'
  | 'absoluteLimitMinutes'
  | 'rememberedIdleLimitMinutes'
  | 'rememberedAbsoluteLimitMinutes'
  | 'keepSignedIn'
  | 'secondFactor'
>;

/**
 * Settings that belong together, by the assurance levels of NIST SP 800-63B-4. A trusted device is one factor, so from level 2
 * on the second is asked for each time.
 */
export const policyTemplates = {
  at_home: {
    idleLimitMinutes: defaultPolicy.idleLimitMinutes,
    absoluteLimitMinutes: defaultPolicy.absoluteLimitMinutes,
    rememberedIdleLimitMinutes: defaultPolicy.rememberedIdleLimitMinutes,
    rememberedAbsoluteLimitMinutes: defaultPolicy.rememberedAbsoluteLimitMinutes,
    keepSignedIn: 'allowed',
    secondFactor: 'off',
  },
  aal2: strict(minutesPerHour, day),
  aal3: strict(15, 12 * minutesPerHour),
} as const satisfies Record<string, PolicyTemplate>;

export type PolicyTemplateName = keyof typeof policyTemplates;

function strict(idleLimitMinutes: number, absoluteLimitMinutes: number): PolicyTemplate {
  return {
    idleLimitMinutes,
    absoluteLimitMinutes,
    rememberedIdleLimitMinutes: idleLimitMinutes,
    rememberedAbsoluteLimitMinutes: absoluteLimitMinutes,
    keepSignedIn: 'refused',
    secondFactor: 'always',
  };
}
