import type { NextFunction, Request, Response } from 'express';
import helmet, { type HelmetOptions } from 'helmet';
import { diaryPage } from './web-root.js';

const ourPages = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  // No text becomes markup or a script: a name that looks like a tag stays a name.
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ["'none'"],
};

/**
 * A service worker's address counts as a script. The patient's page names its own, in a policy that lets through that
 * one address and nothing else (apps/web/src/diary/register-worker.ts).
 */
const patientsPage = { ...ourPages, trustedTypes: ['diary-worker'] };

/** The pages that browse the API's document are not ours: they write style elements and markup of their own. */
const documentPages = '/api/docs';
const { requireTrustedTypesFor: _, trustedTypes: __, ...withoutTrustedTypes } = ourPages;
const theirPages = { ...withoutTrustedTypes, styleSrc: ["'self'", "'unsafe-inline'"] };

/**
 * What is never a document: scripts, style sheets, icons, the manifest. The policies of a page mean nothing on them, and
 * weigh on a telephone network. A worker's script is not among them: its policies are the worker's own.
 */
const noDocument = /^\/assets\/|^\/d\/[^/]+[.](?:png|webmanifest)$|^\/favicon[.]svg$/;

/** What a browser may do with our pages: nothing of another origin, no frame, no device (trust.md 3.10). */
export function securityHeaders(overHttps: boolean) {
  const protectWith = (directives: Record<string, string[]>) =>
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives },
      ...transport(overHttps),
    });
  const protect = protectWith(ourPages);
  const protectPatientsPage = protectWith(patientsPage);
  const protectDocumentPages = protectWith(theirPages);
  const protectNoDocument = helmet({
    ...transport(overHttps),
    contentSecurityPolicy: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  return (request: Request, response: Response, next: NextFunction): void => {
    if (noDocument.test(request.path)) return protectNoDocument(request, response, next);
    response.setHeader(
      'Permissions-Policy',
      'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
    );
    const chosen = request.path.startsWith(documentPages)
      ? protectDocumentPages
      : request.path === diaryPage
        ? protectPatientsPage
        : protect;
    chosen(request, response, next);
  };
}

/** What holds for everything that is served, a document or not. */
function transport(overHttps: boolean) {
  return {
    strictTransportSecurity: overHttps ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  } satisfies HelmetOptions;
}
