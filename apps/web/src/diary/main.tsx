import './diary.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openUnsent } from './api/unsent.js';
import { App } from './app.js';
import { firstLanguage } from './display.js';
import { takeToken } from './link-token.js';
import { Outbox } from './outbox.js';
import { registerWorker } from './register-worker.js';
import { readTexts } from './words/texts.js';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element to mount on.');
// Before anything is drawn: the token leaves the address bar at once.
const token = takeToken();
const outbox = new Outbox(openUnsent());
// Nobody reads a moment of another language first; where it cannot be read, the page speaks the one that it has.
await readTexts(firstLanguage()).catch(() => undefined);
createRoot(root).render(
  <StrictMode>
    <App token={token} outbox={outbox} />
  </StrictMode>,
);
registerWorker();
