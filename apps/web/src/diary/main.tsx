import './diary.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openUnsent } from './api/unsent.js';
import { App } from './app.js';
import { takeToken } from './link-token.js';
import { Outbox } from './outbox.js';
import { registerWorker } from './register-worker.js';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element to mount on.');
// Before anything is drawn: the token leaves the address bar at once.
const token = takeToken();
const outbox = new Outbox(openUnsent());
createRoot(root).render(
  <StrictMode>
    <App token={token} outbox={outbox} />
  </StrictMode>,
);
registerWorker();
