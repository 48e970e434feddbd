import type { NextFunction, Request, Response } from 'express';
import { Refused } from '../errors.js';

const mostParameters = 20;
const mostElements = 100;
const deepest = 6;
/** Keys with which an object's prototype could be reached by whoever merges it. */
const reserved = new Set(['__proto__', 'constructor', 'prototype']);

/** Every query parameter once: one that is given twice means two things, and code that reads it gets a list. */
export function oneOfEachParameter(request: Request, _response: Response, next: NextFunction): void {
  const query = request.originalUrl.split('?').slice(1).join('?');
  const seen = new Set<string>();
  for (const name of new URLSearchParams(query).keys()) {
    if (seen.has(name) || seen.size === mostParameters) {
      next(new Refused({ code: 'parameter-malformed', facts: { name: name.slice(0, 40) } }));
      return;
    }
    seen.add(name);
  }
  next();
}

/** A body is JSON or absent: a form of another site cannot send JSON without being asked first. */
export function onlyJson(request: Request, _response: Response, next: NextFunction): void {
  const hasBody =
    request.header('transfer-encoding') !== undefined || Number(request.header('content-length') ?? 0) > 0;
  next(
    hasBody && request.is('application/json') === false
      ? new Refused({ code: 'media-type-unsupported' })
      : undefined,
  );
}

/** Refuses bodies that are deeper or longer than any request of ours, or name a prototype. */
export function plainBody(request: Request, _response: Response, next: NextFunction): void {
  next(isPlain(request.body, 1) ? undefined : new Refused({ code: 'body-malformed' }));
}

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth > deepest) return false;
  if (Array.isArray(value))
    return value.length <= mostElements && value.every((element) => isPlain(element, depth + 1));
  return Object.entries(value).every(([key, member]) => !reserved.has(key) && isPlain(member, depth + 1));
}
