// The decorators of the request classes ask it for the types of their fields.
import 'reflect-metadata';

export * from './plain.js';
export * from './audit.js';
export * from './fill.js';
export * from './block-time.js';
export * from './day.js';
export * from './held-times.js';
export * from './displacement.js';
export * from './identity.js';
export * from './ledgers.js';
export * from './outcomes.js';
export * from './patients.js';
export * from './planning.js';
export * from './profiles.js';
export * from './recovery.js';
export * from './reporting.js';
export * from './moving.js';
export * from './follow-up-tasks.js';
export * from './readiness.js';
export * from './preparation.js';
export * from './scheduling.js';
export * from './slots.js';
export * from './series.js';
export * from './series-to-place.js';
export * from './slot-texts.js';
export * from './waitlist.js';
export * from './worklists.js';
