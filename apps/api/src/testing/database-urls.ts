import type { DatabaseUrls } from '../platform/database/prepare.js';

/** The URLs of the three roles on a test server; their passwords guard nothing. */
export function databaseUrls(adminUrl: string, database: string): DatabaseUrls {
  const as = (role: string): string => {
    const url = new URL(adminUrl);
    url.username = role;
    url.password = 'test-only';
    url.pathname = `/${database}`;
    return url.href;
  };
  return { admin: adminUrl, owner: as('lull_owner'), app: as('lull_app'), auth: as('lull_auth') };
}
