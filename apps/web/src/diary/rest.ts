/** What is behind the question for the birth date, read while the patient answers it (use-rest.ts). */
export { Home } from './home.js';
export { WithoutNetwork } from './opening/without-network.js';
