import { describe, expect, it } from 'vitest';
import { permissions, permissionsOf, roles } from './permissions.ts';

describe('the shipped roles', () => {
  it('give the auditor the view and nothing that ends', () => {
    expect(permissionsOf('auditor')).toEqual(['platform.sessions.view']);
  });

  it('let every other role that views end sessions too', () => {
    const viewing = roles.filter(
      (role) => permissionsOf(role).includes('platform.sessions.view') && role !== 'auditor',
    );
    expect(viewing).toEqual(['owner', 'administrator']);
    for (const role of viewing) expect(permissionsOf(role)).toContain('pf.sessions.terminate');
  });

  it('give a member nothing over others', () => {
    expect(permissionsOf('member')).toEqual([]);
  });

  it('name permissions as the seed systems write them', () => {
    expect(permissions).toEqual([
      'platform.sessions.view',
      'pf.sessions.terminate',
      'pf.sessions.terminate_org',
      'pf.devices.revoke_trust',
    ]);
  });
});
