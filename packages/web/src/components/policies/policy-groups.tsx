import type { OrganizationPolicy, PolicyBody } from '@rollcall/client';
import { Panel } from '@rollcall/react/ui/panel.tsx';
import { SelectField } from '@rollcall/react/ui/select-field.tsx';
import { TextField } from '@rollcall/react/ui/text-field.tsx';
import { useTranslation } from 'react-i18next';
import { DurationField } from './duration-field.tsx';
import { RangesField } from './ranges-field.tsx';

type Bounds = OrganizationPolicy['bounds'];

interface GroupProps {
  readonly policy: PolicyBody;
  readonly bounds: Bounds;
}

/** Every setting, under the question that it answers. */
export function PolicyGroups({
  policy,
  bounds,
  myAddress,
}: GroupProps & { readonly myAddress: OrganizationPolicy['myAddress'] }) {
  return (
    <>
      <Durations policy={policy} />
      <Parallel policy={policy} bounds={bounds} />
      <SecondStep policy={policy} bounds={bounds} />
      <Addresses policy={policy} myAddress={myAddress} />
      <Kept policy={policy} bounds={bounds} />
    </>
  );
}

function Durations({ policy }: { readonly policy: PolicyBody }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('policies.durations.title')} lead={t('policies.durations.lead')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <DurationField name="idleLimitMinutes" minutes={policy.idleLimitMinutes} />
        <DurationField name="absoluteLimitMinutes" minutes={policy.absoluteLimitMinutes} />
        <div className="sm:col-span-2">
          <SelectField label={t('policies.field.keepSignedIn')} name="keepSignedIn" defaultValue={policy.keepSignedIn}>
            <option value="allowed">{t('policies.keep.allowed')}</option>
            <option value="refused">{t('policies.keep.refused')}</option>
          </SelectField>
        </div>
        <DurationField name="rememberedIdleLimitMinutes" minutes={policy.rememberedIdleLimitMinutes} />
        <DurationField name="rememberedAbsoluteLimitMinutes" minutes={policy.rememberedAbsoluteLimitMinutes} />
      </div>
    </Panel>
  );
}

function Parallel({ policy, bounds }: GroupProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t('policies.parallel.title')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <CountField
          name="sessionLimit"
          value={policy.sessionLimit}
          bounds={bounds}
          hint={t('policies.parallel.hint')}
        />
        <SelectField
          label={t('policies.field.atSessionLimit')}
          name="atSessionLimit"
          defaultValue={policy.atSessionLimit}
        >
          <option value="end_oldest">{t('policies.parallel.end_oldest')}</option>
          <option value="refuse">{t('policies.parallel.refuse')}</option>
        </SelectField>
      </div>
    </Panel>
  );
}

function SecondStep({ policy, bounds }: GroupProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t('policies.second.title')} lead={t('policies.second.lead')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label={t('policies.field.secondFactor')} name="secondFactor" defaultValue={policy.secondFactor}>
          <option value="off">{t('policies.second.off')}</option>
          <option value="at_sign_in">{t('policies.second.at_sign_in')}</option>
          <option value="always">{t('policies.second.always')}</option>
        </SelectField>
        <CountField name="trustDays" value={policy.trustDays} bounds={bounds} hint={t('policies.second.trustHint')} />
      </div>
    </Panel>
  );
}

function Addresses({
  policy,
  myAddress,
}: {
  readonly policy: PolicyBody;
  readonly myAddress: OrganizationPolicy['myAddress'];
}) {
  const { t } = useTranslation();
  const here = myAddress === null ? '' : ` ${t('policies.addresses.here', { address: myAddress })}`;
  return (
    <Panel title={t('policies.addresses.title')} lead={`${t('policies.addresses.lead')}${here}`}>
      <div className="grid gap-4 sm:grid-cols-2">
        <RangesField kind="session" ranges={policy.addressRanges.session} />
        <RangesField kind="service_credential" ranges={policy.addressRanges.service_credential} />
      </div>
    </Panel>
  );
}

function Kept({ policy, bounds }: GroupProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t('policies.kept.title')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <CountField name="historyDays" value={policy.historyDays} bounds={bounds} />
        <CountField name="addressDays" value={policy.addressDays} bounds={bounds} />
      </div>
    </Panel>
  );
}

interface CountFieldProps {
  readonly name: 'sessionLimit' | 'trustDays' | 'historyDays' | 'addressDays';
  readonly value: number | null;
  readonly bounds: Bounds;
  readonly hint?: string;
}

function CountField({ name, value, bounds, hint }: CountFieldProps) {
  const { t } = useTranslation();
  return (
    <TextField
      label={t(`policies.field.${name}`)}
      hint={hint}
      name={name}
      type="number"
      inputMode="numeric"
      step={1}
      min={bounds[name]?.least}
      max={bounds[name]?.most}
      required={name !== 'sessionLimit'}
      defaultValue={value ?? ''}
    />
  );
}
