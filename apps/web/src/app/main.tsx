import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { lightOnPaper } from './light-on-paper.js';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element to mount on.');
lightOnPaper();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
