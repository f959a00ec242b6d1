import { describe, expect, it } from 'vitest';
import { isWithin, permissions, permissionsOf, roles } from './permissions.ts';

describe('the shipped roles', () => {
  it('give the auditor the view and nothing that ends', () => {
    const given = permissionsOf('auditor');
    expect(given).toContain('platform.sessions.view');
    expect(given.filter((permission) => permission.startsWith('pf.'))).toEqual([]);
  });

  it('let every other role that views end sessions too', () => {
    const viewing = roles.filter(
      (role) => permissionsOf(role).includes('platform.sessions.view') && role !== 'auditor',
    );
    expect(viewing).toEqual(['owner', 'administrator', 'helpdesk']);
    for (const role of viewing) expect(permissionsOf(role)).toContain('pf.sessions.terminate');
  });

  it('give a member nothing over others', () => {
    expect(permissionsOf('member')).toEqual([]);
  });

  it('keep addresses and places from those who only help or look', () => {
    const seeing = roles.filter((role) => permissionsOf(role).includes('platform.places.view'));
    expect(seeing).toEqual(['owner', 'administrator']);
  });

  it('keep the names that the seed systems use', () => {
    for (const kept of ['platform.sessions.view', 'pf.sessions.terminate_org', 'pf.devices.revoke_trust']) {
      expect(permissions).toContain(kept);
    }
  });
});

describe('a role within another', () => {
  it('lets an administrator act on everybody but owners', () => {
    expect(roles.filter((role) => isWithin(role, 'administrator'))).toEqual([
      'administrator',
      'helpdesk',
      'auditor',
      'member',
    ]);
  });

  it('does not let the helpdesk act on those who may do what it may not', () => {
    expect(roles.filter((role) => isWithin(role, 'helpdesk'))).toEqual(['helpdesk', 'member']);
  });
});
