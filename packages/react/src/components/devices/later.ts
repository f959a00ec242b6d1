import { lazy } from 'react';

const loadOtherDoors = () => import('./other-doors.tsx');
const loadEndSheet = () => import('../ending/end-sheet.tsx');
const loadDetails = () => import('./device-details.tsx');
const loadHolds = () => import('./holds.tsx');
const loadNameField = () => import('./device-name-field.tsx');

/** What the home page shows below everything else, or only after a press. */
export const OtherDoors = lazy(loadOtherDoors);
export const EndSheet = lazy(loadEndSheet);
export const DeviceDetails = lazy(loadDetails);
export const DeviceNameField = lazy(loadNameField);
export const Holds = lazy(loadHolds);

/** Fetches it as soon as the page stands: a press must not wait for a script. */
export function loadLater(): void {
  for (const load of [loadEndSheet, loadDetails, loadHolds, loadNameField]) load().catch(() => undefined);
}
