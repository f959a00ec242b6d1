import { describe, expect, it } from 'vitest';
import { hourMs, noon } from '../testing/example-devices.ts';
import { makeFormat } from './format.ts';

const english = makeFormat('en-GB', 'Europe/Stockholm');
const swedish = makeFormat('sv-SE', 'Europe/Stockholm');

describe('times as the viewer writes them', () => {
  it('stand in the viewer’s zone', () => {
    expect(english.time(noon)).toBe('13:00');
    expect(makeFormat('en-GB', 'America/Sao_Paulo').time(noon)).toBe('09:00');
    expect(swedish.exact(noon)).toContain('söndag 22 november 2026');
  });

  it('are relative while they are near', () => {
    expect(english.ago(noon - 20_000, noon)).toBeNull();
    expect(english.ago(noon - 120_000, noon)).toBe('2 minutes ago');
    expect(english.ago(noon - 3 * hourMs, noon)).toBe('3 hours ago');
    expect(swedish.ago(noon - 25 * hourMs, noon)).toBe('i går');
    expect(english.ago(noon - 20 * 24 * hourMs, noon)).toMatch(/^2 November/);
  });

  it('say nothing absurd when the clocks differ', () => {
    expect(english.ago(noon + 5 * hourMs, noon)).toBeNull();
  });

  it('tell how long to wait, rounded up', () => {
    expect(english.duration(300)).toBe('1 second');
    expect(english.duration(61_000)).toBe('2 minutes');
    expect(swedish.duration(2 * hourMs)).toBe('2 timmar');
  });

  it('name countries', () => {
    expect(swedish.country('BR')).toBe('Brasilien');
    expect(english.country('XX')).toBe('XX');
  });
});
