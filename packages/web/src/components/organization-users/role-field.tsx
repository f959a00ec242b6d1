import type { OrganizationUser } from '@rollcall/client';
import { useMe } from '@rollcall/client/react';
import { SelectField } from '@rollcall/react/ui/select-field.tsx';
import { useTranslation } from 'react-i18next';

export type Role = OrganizationUser['role'];

interface RoleFieldProps {
  readonly role: Role;
  readonly onChange: (role: Role) => void;
}

/** Roles that one may give, with what the chosen one permits. */
export function RoleField({ role, onChange }: RoleFieldProps) {
  const { t } = useTranslation();
  const roles = useMe().data?.rolesWithin ?? [];
  return (
    <div>
      <SelectField
        label={t('organization.users.role')}
        value={role}
        onChange={({ target }) => onChange(target.value as Role)}
      >
        {roles.map((one) => (
          <option key={one} value={one}>
            {t(`organization.roles.${one}`)}
          </option>
        ))}
      </SelectField>
      <p className="mt-1 text-sm leading-5 text-muted">{t(`organization.users.permits.${role}`)}</p>
    </div>
  );
}
