export * from './plain.js';
export * from './identity.js';
