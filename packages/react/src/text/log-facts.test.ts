import type { OrganizationLogLine } from '@rollcall/client';
import { describe, expect, it } from 'vitest';
import { englishWords } from '../testing/english-words.ts';
import { makeFormat } from './format.ts';
import { logFacts } from './log-facts.ts';

const t = await englishWords();
const format = makeFormat('en-GB', 'UTC');

const factsOf = (event: OrganizationLogLine['event'], details: OrganizationLogLine['details']) =>
  logFacts(t, format, {
    id: 'l-1',
    at: 0,
    event,
    member: null,
    actor: { kind: 'operator', account: null, device: null, isSelf: false },
    device: null,
    address: null,
    place: { kind: 'none' },
    details,
  });

describe('what a line of the organization’s log keeps beside, in words', () => {
  it('names whom a lock-out is planned for, and when', () => {
    const dueAt = Date.UTC(2026, 2, 5, 17, 30);
    expect(factsOf('lock_out.planned', { dueAt, memberId: 'a-1', memberName: 'Lisa Lämnar' })).toEqual([
      'It is about Lisa Lämnar',
      'for 5 March at 17:30',
    ]);
    expect(factsOf('lock_out.cancelled', { memberId: 'a-1' })).toEqual([]);
  });

  it('tells why a planned lock-out was given up', () => {
    const reasonOf = (reason: string) => factsOf('lock_out.cancelled', { memberId: 'a-1', reason });
    expect(reasonOf('beyond_own_rights')).toEqual(['Given up: whoever planned it may not do so any more']);
    expect(reasonOf('last_owner')).toEqual(['Given up: nobody else would be an owner']);
    expect(reasonOf('brand_new')).toEqual([]);
  });

  it('tells of a lock-out that was planned who planned it, and when', () => {
    const plannedAt = Date.UTC(2026, 2, 4, 9);
    expect(factsOf('member.locked_out', { count: 1, plannedAt, plannedByName: 'Lisa Lämnar' })).toEqual([
      'planned by Lisa Lämnar: 4 March at 09:00',
    ]);
    expect(factsOf('member.locked_out', { count: 1, plannedAt })).toEqual(['planned: 4 March at 09:00']);
  });

  it('tells the role before and after, and the one that was offered', () => {
    expect(factsOf('member.role_changed', { from: 'member', to: 'helpdesk' })).toEqual(['Member → Helpdesk']);
    expect(factsOf('invitation.made', { role: 'auditor' })).toEqual(['Auditor']);
    expect(factsOf('member.role_changed', { from: 'member', to: 'captain' })).toEqual([]);
  });

  it('tells which settings of the policy changed, each once', () => {
    const details = {
      'addressRanges.session': 'anywhere → 192.0.2.0/24',
      'addressRanges.service_credential': 'anywhere → 192.0.2.0/24',
      idleLimitMinutes: '720 → 60',
    };
    expect(factsOf('policy.changed', details)).toEqual(['Changed: Signed out when not used for, From where']);
    expect(factsOf('policy.changed', {})).toEqual([]);
  });
});
